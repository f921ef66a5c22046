import { Command, Option } from 'commander';
import { type NamedQuery, namedQueries } from '../../../../infra/athena/named-queries.ts';
import { plain, type Terminal } from '../../terminal.ts';
import { fillParameters } from './fill-parameters.ts';
import { type Format, formatRows, formats } from './format-rows.ts';
import { openEngine, type Place, withPlace } from './open-engine.ts';
import { whyNotRead } from './refuse-writes.ts';
import { readSpan } from './span.ts';

interface Options extends Place {
  from?: string;
  to?: string;
  param: string[];
  format: Format;
}

const exitCodeHelp = `
Exit status: 0 it was answered, 1 it could not be asked, 3 nothing in the span answers it.`;

export interface QueryPorts {
  terminal: Terminal;
  today: () => string;
  scratch?: string;
}

const processPorts = (terminal: Terminal): QueryPorts => ({
  terminal,
  today: () => new Date().toISOString().slice(0, 10),
});

export const queryCommand = (terminal: Terminal, ports = processPorts(terminal)): Command =>
  withPlace(
    new Command('query')
      .description('ask the trail, by the name of a question or in SQL')
      .argument('<question>', 'the name of a question, or SQL over the table sealed_records'),
  )
    .option('--from <day>', 'the first day (30 days with today if left out)')
    .option('--to <day>', 'the last day')
    .option('--param <name=value>', 'what the question asks for; can be repeated', collect, [])
    .addOption(new Option('--format <format>', 'how rows are printed').choices(formats).default('table'))
    .addHelpText('after', () => `\nQuestions:\n${questions()}\n${exitCodeHelp}`)
    .action((question: string, options: Options) => query(question, options, ports));

async function query(question: string, options: Options, ports: QueryPorts): Promise<void> {
  const { terminal } = ports;
  const failed = (detail: string): void => {
    terminal.err(plain(detail));
    terminal.exitWith(1);
  };
  const asked = sqlOf(question);
  if (!asked.ok) return failed(asked.detail);
  const { sql } = asked;
  const writes = whyNotRead(sql);
  if (writes) return failed(writes);
  const read = readSpan(options, ports.today());
  if (!read.ok) return failed(read.detail);
  const spanGiven = options.from !== undefined || options.to !== undefined;
  const filled = fillParameters(sql, { span: read.span, spanGiven, given: options.param });
  if (!filled.ok) return failed(filled.detail);

  const opened = await openEngine(options, filled.span?.from, {
    told: terminal.status,
    ...(ports.scratch !== undefined && { scratch: ports.scratch }),
  });
  if (!opened.ok) return failed(opened.detail);
  try {
    const answer = await opened.engine.ask({ sql, parameters: filled.parameters });
    terminal.status?.('');
    if (!answer.ok) return failed(answer.detail);
    terminal.out(formatRows(answer, options.format));
    // What looks for faults in the whole trail, and finds none, has an answer.
    if (answer.rows.length > 0 || (filled.span === undefined && options.param.length === 0)) return;
    const where = filled.span ? `from ${filled.span.from} to ${filled.span.to}` : 'in the whole trail';
    terminal.err(`Nothing ${where} answers this.`);
    terminal.exitWith(3);
  } finally {
    await opened.engine.close();
  }
}

/** A name has no spaces, and SQL has. */
function sqlOf(question: string): { ok: true; sql: string } | { ok: false; detail: string } {
  const named = namedQueries().find(({ name }) => name === question);
  if (named) return { ok: true, sql: named.sql };
  if (/\s/.test(question)) return { ok: true, sql: question };
  return {
    ok: false,
    detail: `There is no question "${question}". There are ${namedQueries()
      .map(({ name }) => name)
      .join(', ')}.`,
  };
}

const questions = (): string => namedQueries().map(line).join('\n');
const line = ({ name, says, takes }: NamedQuery): string => {
  const asks = takes.filter((taken) => taken !== 'from' && taken !== 'to');
  return `  ${name.padEnd(24)}${asks.map((taken) => `--param ${taken}=…  `).join('')}${says}`;
};

const collect = (value: string, all: string[]): string[] => [...all, value];

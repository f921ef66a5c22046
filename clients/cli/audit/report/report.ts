import { Command, Option } from 'commander';
import { plain, processTerminal, type Terminal } from '../../terminal.ts';
import { textOf } from '../query/engine.ts';
import { openEngine, type Place, withPlace } from '../query/open-engine.ts';
import { readSpan, type Span } from '../query/span.ts';
import { collectTables, isEmpty, lastSealedHour } from './collect-tables.ts';
import type { Framework } from './frameworks/framework.ts';
import { frameworks } from './frameworks/frameworks.ts';
import { makePack } from './pack.ts';
import { type VerifyAudit, verifyAudit } from './verification.ts';
import { writePack } from './write-pack.ts';

interface Options extends Place {
  framework: string;
  from?: string;
  to?: string;
  key?: string[];
  out: string;
}

const help = `
It writes index.html, a CSV for every number, the samples, the verification and a list of all with their hashes.
Exit status: 0 the pack is there, 1 it could not be made, 3 there is nothing in the span. But for 0 nothing is written.`;

export interface ReportPorts {
  terminal: Terminal;
  verifyAudit: VerifyAudit;
  now: () => string;
}

const processPorts: ReportPorts = {
  terminal: processTerminal,
  verifyAudit,
  now: () => new Date().toISOString(),
};

export const reportCommand = (ports: ReportPorts = processPorts): Command =>
  withPlace(
    new Command('report')
      .description('write an evidence pack for auditors, from the sealed records')
      .addOption(
        new Option('--framework <name>', 'whose controls it goes by')
          .choices(Object.keys(frameworks))
          .makeOptionMandatory(),
      ),
  )
    .option('--from <day>', 'the first day (30 days with today if left out)')
    .option('--to <day>', 'the last day')
    .option(
      '--key <key...>',
      'who may have signed the trail, as `audit verify` takes it (or the deployment at COUNTERSIGN_URL)',
    )
    .requiredOption('-o, --out <folder>', 'where to write it: a folder that is empty, or not there yet')
    .addHelpText('after', help)
    .action((options: Options) => report(options, ports));

async function report(options: Options, ports: ReportPorts): Promise<void> {
  const { terminal } = ports;
  const failed = (detail: string, code = 1): void => {
    terminal.status?.('');
    terminal.err(plain(detail));
    terminal.exitWith(code);
  };
  const framework = frameworks[options.framework];
  const read = readSpan(options, ports.now().slice(0, 10));
  if (!framework) return failed(`There is no framework ${options.framework}.`);
  if (!read.ok) return failed(read.detail);

  // Retention and gaps are those of the whole trail.
  const opened = await openEngine(options, undefined, { told: terminal.status });
  if (!opened.ok) return failed(opened.detail);
  try {
    const collected = await collectTables(opened.engine, read.span, terminal.status ?? (() => {}));
    if (!collected.ok) return failed(collected.detail);
    if (isEmpty(collected.tables))
      return failed(`Nothing was recorded from ${read.span.from} to ${read.span.to}.`, 3);
    const sealed = await opened.engine.ask(lastSealedHour(read.span));
    if (!sealed.ok) return failed(sealed.detail);
    const lastSealed = textOf(sealed.rows[0]?.[0] ?? null);
    await write(options, { framework, span: read.span, tables: collected.tables, lastSealed }, ports, failed);
  } finally {
    await opened.engine.close();
  }
}

type Collected = { framework: Framework; span: Span; lastSealed: string } & Pick<
  Parameters<typeof makePack>[0],
  'tables'
>;

async function write(
  options: Options,
  { lastSealed, ...collected }: Collected,
  { terminal, verifyAudit, now }: ReportPorts,
  failed: (detail: string) => void,
): Promise<void> {
  const pack = makePack({
    ...collected,
    place: placeOf(options),
    madeAt: now(),
    verification: await verifyAudit(options, { ...collected.span, lastSealed }, now()),
  });
  const written = await writePack(pack, options.out);
  if (!written.ok) return failed(written.detail);
  terminal.status?.('');
  terminal.out(
    `${options.out}/index.html and ${written.files - 1} files beside it: ${collected.framework.title}, ${collected.span.from} to ${collected.span.to}.`,
  );
  if (pack.verification.kind === 'not-verified')
    terminal.err(`The records were not verified. ${pack.verification.why}`);
  else if (!pack.verification.ok)
    terminal.err('The records do NOT verify: the pack says so, and verification.json what was found.');
}

const placeOf = ({ athena, bucket, dir }: Place): string =>
  athena !== undefined
    ? `Athena, workgroup ${athena}`
    : bucket !== undefined
      ? `the bucket ${bucket}`
      : `the folder ${dir}`;

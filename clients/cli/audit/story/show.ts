import { Command } from 'commander';
import { plain, type Terminal } from '../../terminal.ts';
import { openSource, type SpanOptions, type Where, withSpan, withWhere } from '../source/where-options.ts';
import { recordsOf } from './records-of.ts';
import { sayRecord } from './say-record.ts';

const help = `
Each record is held against its own hash; that none is missing or changed is what \`countersign audit verify\` says.
A span finds it sooner.`;

/** A story with a hole, or that is told in two ways, MUST NOT read as a whole one. */
function doubtOf(seq: number, before = seq - 1): string | undefined {
  if (seq === before) return `Another record claims the place ${seq}. audit verify says which is forged.`;
  if (seq === before + 1) return undefined;
  const places = seq === before + 2 ? `${before + 1} is` : `${before + 1} to ${seq - 1} are`;
  return `Here ${places} not among the sealed records. audit verify says whether they were set aside.`;
}

export const showCommand = (terminal: Terminal): Command =>
  withSpan(withWhere(new Command('show').description("tell one request's story, from the sealed records")))
    .argument('<request>', 'the id of the request, or of whatever else has records of its own')
    .option('--json', 'print the records themselves, one a line')
    .addHelpText('after', help)
    .action(async (request: string, options: Where & SpanOptions & { json?: true }) => {
      try {
        const source = await openSource(options);
        const records = await recordsOf(source, request, options, (key) => terminal.status?.(key));
        terminal.status?.('');
        if (records.length === 0) throw new Error(`no sealed record of the span is of ${request}`);
        let before = options.from === undefined ? 0 : undefined;
        for (const { seq, text } of records) {
          const doubt = doubtOf(seq, before);
          if (doubt !== undefined) (options.json ? terminal.err : terminal.out)(doubt);
          terminal.out(options.json ? text : sayRecord(text));
          before = seq;
        }
      } catch (error) {
        terminal.err(plain((error as Error).message));
        terminal.exitWith(1);
      }
    });

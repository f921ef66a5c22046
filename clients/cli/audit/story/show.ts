import { Command } from 'commander';
import { plain, type Terminal } from '../../terminal.ts';
import { openSource, type SpanOptions, type Where, withSpan, withWhere } from '../source/where-options.ts';
import { recordsOf } from './records-of.ts';
import { sayRecord } from './say-record.ts';

const help = `
Each record is held against its own hash; that none is missing or changed is what \`countersign audit verify\` says.
A span finds it sooner.`;

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
        for (const record of records) terminal.out(options.json ? record : sayRecord(record));
      } catch (error) {
        terminal.err(plain((error as Error).message));
        terminal.exitWith(1);
      }
    });

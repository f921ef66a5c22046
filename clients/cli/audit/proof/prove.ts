import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { plain, type Terminal } from '../../terminal.ts';
import { openSource, type SpanOptions, type Where, withSpan, withWhere } from '../source/where-options.ts';
import { proveRecord } from './prove-record.ts';

const help = `
The proof is one small file: the record, the hashes that lead from it to the root of its hour, and the signed digest file.
\`countersign audit check-proof\` checks it, with the public key and nothing else. A span finds the record sooner.`;

export const proveCommand = (terminal: Terminal): Command =>
  withSpan(
    withWhere(
      new Command('prove').description('write what proves one record to somebody who has nothing else'),
    ),
  )
    .argument('<record>', 'the id of the record: <request>.<number>')
    .option('-o, --out <file>', 'where to write it; standard output if left out')
    .addHelpText('after', help)
    .action(async (record: string, options: Where & SpanOptions & { out?: string }) => {
      try {
        const source = await openSource(options);
        const proof = await proveRecord(source, record, options, (from) =>
          terminal.status?.(`the hour from ${from}`),
        );
        terminal.status?.('');
        if (!proof) throw new Error(`no signed hour of the span has a record ${record}`);
        const text = `${JSON.stringify(proof, null, 2)}\n`;
        if (options.out === undefined) terminal.out(text.trimEnd());
        else await writeFile(options.out, text);
      } catch (error) {
        terminal.err(plain((error as Error).message));
        terminal.exitWith(1);
      }
    });

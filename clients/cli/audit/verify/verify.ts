import { Command, InvalidArgumentError } from 'commander';
import { plain, type Terminal } from '../../terminal.ts';
import { withSpan, withWhere } from '../source/where-options.ts';
import { formatProgress, formatVerdict } from './format-verdict.ts';
import { type Verification, verifyPlace } from './verify-place.ts';

const help = `
Checks with public keys alone that nothing in the trail was changed, added or left out: the signatures and the chain of the
digest files, the hash of each object, the tree of each hour, the chain of each request, and, in a bucket, the lock of each
object. docs/evidence.md has the format; docs/verify.py does the same without our code.

Exit status: 0 verified, 1 not.`;

interface Options extends Verification {
  json?: true;
}

export const verifyCommand = (terminal: Terminal): Command =>
  withSpan(
    withWhere(
      new Command('verify').description('check that nothing in the trail was changed, added or left out'),
    ),
  )
    .option(
      '--key <key...>',
      'who may have signed: a PEM file, the answer of GET /v1/keys (an address or a file), the ARN of a key of KMS',
    )
    .option('--copy <place>', 'the second bucket (s3://…) or folder: digest files must be the same there')
    .option('--table <name>', 'the table too: what it has must be sealed')
    .option('--columns', 'the columns too, that questions are asked of: they must be those of the records')
    .option(
      '--retention-days <days>',
      'for how long objects must be locked from their writing on',
      wholeDays,
      1,
    )
    .option('--json', 'print the report as JSON')
    .addHelpText('after', help)
    .action((options: Options) => verify(options, terminal));

async function verify(options: Options, terminal: Terminal): Promise<void> {
  try {
    const report = await verifyPlace(options, (done) => terminal.status?.(formatProgress(done)));
    terminal.status?.('');
    terminal.out(options.json ? JSON.stringify(report, null, 2) : formatVerdict(report));
    if (!report.verified) terminal.exitWith(1);
  } catch (error) {
    terminal.status?.('');
    terminal.err(plain(`not verified: ${(error as Error).message}`));
    terminal.exitWith(1);
  }
}

function wholeDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1) throw new InvalidArgumentError('Write a whole number of days.');
  return days;
}

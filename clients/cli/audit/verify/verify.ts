import { Command, InvalidArgumentError } from 'commander';
import { plain, type Terminal } from '../../terminal.ts';
import { bucketSource } from '../source/bucket-source.ts';
import { folderSource } from '../source/folder-source.ts';
import { readPublicKeys, signatureCheck } from '../source/public-keys.ts';
import {
  bucketName,
  openSource,
  type SpanOptions,
  type Where,
  withSpan,
  withWhere,
} from '../source/where-options.ts';
import { openChainFiles } from './chain-files.ts';
import { formatProgress, formatVerdict } from './format-verdict.ts';
import { openObjectPool } from './object-pool.ts';
import { openReport } from './report.ts';
import { addTableHeads } from './table-heads.ts';
import { verifyTrail } from './verify-trail.ts';

const help = `
Checks with public keys alone that nothing in the trail was changed, added or left out: the signatures and the chain of the
digest files, the hash of each object, the tree of each hour, the chain of each request, and, in a bucket, the lock of each
object. docs/evidence.md has the format; docs/verify.py does the same without our code.

Exit status: 0 verified, 1 not.`;

interface Options extends Where, SpanOptions {
  key?: string[];
  copy?: string;
  table?: string;
  retentionDays: number;
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
  const places = options.key ?? keysOfEnvironment();
  const chains = await openChainFiles();
  const pool = openObjectPool();
  try {
    if (!places)
      throw new Error(
        'say whose signatures are right: --key with a PEM file, an address of GET /v1/keys, or a key of KMS',
      );
    const source = await openSource(options);
    const keys = await readPublicKeys(places);
    const findings = openReport(source.name);
    const { table, region, copy } = options;
    const report = await verifyTrail(
      {
        source,
        ...options,
        ...(copy !== undefined && { copies: await copiesAt(copy, region) }),
        isSigned: signatureCheck(keys),
        now: new Date().toISOString(),
      },
      {
        ...{ findings, chains, ...pool },
        ...(table !== undefined && { addHeads: () => addTableHeads(table, region, chains) }),
        onProgress: (done) => terminal.status?.(formatProgress(done)),
      },
    );
    terminal.status?.('');
    terminal.out(options.json ? JSON.stringify(report, null, 2) : formatVerdict(report));
    if (!report.verified) terminal.exitWith(1);
  } catch (error) {
    terminal.status?.('');
    terminal.err(plain(`not verified: ${(error as Error).message}`));
    terminal.exitWith(1);
  } finally {
    await chains.remove();
    await pool.close();
  }
}

const copiesAt = async (place: string, region: string | undefined) =>
  place.startsWith('s3://') ? bucketSource(bucketName(place), region) : folderSource(place);

/** Where a deployment is known, it is asked. */
function keysOfEnvironment(): string[] | undefined {
  const url = process.env.COUNTERSIGN_URL;
  return url === undefined ? undefined : [`${url}/v1/keys`];
}

function wholeDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1) throw new InvalidArgumentError('Write a whole number of days.');
  return days;
}

import { bucketSource } from '../source/bucket-source.ts';
import { folderSource } from '../source/folder-source.ts';
import { readPublicKeys, signatureCheck } from '../source/public-keys.ts';
import { bucketName, openSource, type SpanOptions, type Where } from '../source/where-options.ts';
import { openChainFiles } from './chain-files.ts';
import type { formatProgress } from './format-verdict.ts';
import { openObjectPool } from './object-pool.ts';
import { openReport, type VerifyReport } from './report.ts';
import { addTableHeads } from './table-heads.ts';
import { verifyTrail } from './verify-trail.ts';

/** Where the trail is, and what it is held against. */
export interface Verification extends Where, SpanOptions {
  key?: string[];
  copy?: string;
  table?: string;
  /** Hold the columns for questions against the records too. */
  columns?: boolean;
  retentionDays: number;
}

type Progress = Parameters<typeof formatProgress>[0];

/** Throws where it cannot be told, as for want of keys: a fault of the trail is in the report. */
export async function verifyPlace(
  options: Verification,
  onProgress: (done: Progress) => void,
): Promise<VerifyReport> {
  const places = options.key ?? keysOfEnvironment();
  if (!places)
    throw new Error(
      'say whose signatures are right: --key with a PEM file, an address of GET /v1/keys, or a key of KMS',
    );
  const { from, to } = options;
  if (from !== undefined && to !== undefined && from >= to)
    throw new Error(`the span is empty: --from ${from} is not before --to ${to}`);
  if (options.table !== undefined && (from !== undefined || to !== undefined))
    throw new Error('the table has the last record of every chain: leave out --from and --to with --table');
  const chains = openChainFiles();
  const pool = openObjectPool({ columns: options.columns ?? false });
  try {
    const source = await openSource(options);
    const keys = await readPublicKeys(places);
    const findings = openReport(source.name);
    const { table, region, copy } = options;
    return await verifyTrail(
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
        onProgress,
      },
    );
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

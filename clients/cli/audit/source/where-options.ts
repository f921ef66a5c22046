import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { bucketSource } from './bucket-source.ts';
import type { EvidenceSource } from './evidence-source.ts';
import { folderSource } from './folder-source.ts';

export interface Where {
  bucket?: string;
  dir?: string;
  region?: string;
}

export interface SpanOptions {
  from?: string;
  to?: string;
}

export const withWhere = (command: Command): Command =>
  command
    .option(
      '--bucket <s3://name>',
      'the audit bucket (or COUNTERSIGN_AUDIT_BUCKET)',
      process.env.COUNTERSIGN_AUDIT_BUCKET,
    )
    .addOption(
      new Option('--dir <folder>', 'a copy of it, as `aws s3 sync` makes one; instead of --bucket').conflicts(
        'bucket',
      ),
    )
    .option('--region <name>', 'where the bucket is (or AWS_REGION)', process.env.AWS_REGION);

export const withSpan = (command: Command): Command =>
  command
    .option('--from <time>', 'from the hour of this time on: 2026-01-05, or 2026-01-05T09:00Z', instant)
    .option('--to <time>', 'up to this time', instant);

export async function openSource({ bucket, dir, region }: Where): Promise<EvidenceSource> {
  if (dir !== undefined) {
    if (!existsSync(dir)) throw new Error(`${dir} is not there`);
    return folderSource(dir);
  }
  if (bucket === undefined) throw new Error('say where the trail is: --bucket s3://… or --dir …');
  return bucketSource(bucketName(bucket), region);
}

export function bucketName(bucket: string): string {
  const name = /^(?:s3:\/\/)?([a-z0-9.-]{3,63})\/?$/.exec(bucket)?.[1];
  if (name === undefined) throw new Error(`${bucket} is no bucket: write s3:// and its name`);
  return name;
}

function instant(text: string): string {
  const at = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new InvalidArgumentError('Write 2026-01-05, or 2026-01-05T09:00Z; times are UTC.');
  return new Date(at).toISOString();
}

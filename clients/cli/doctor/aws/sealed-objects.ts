import { gunzipSync } from 'node:zlib';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { type AuditRow, auditRowVersions } from '../../../../core/evidence/audit-row.ts';
import { once } from '../../../../core/lib/once.ts';
import { mustReadVersioned } from '../../../../core/lib/versioned.ts';

export interface SealedObject {
  key: string;
  /** Undefined where nothing locks it. */
  lockedUntil: Date | undefined;
  rows: readonly AuditRow[];
}

export interface Span {
  since: Date;
  until: Date;
}

/** What was sealed in the hours of a span. */
export type ReadSealedObjects = (bucket: string, span: Span) => Promise<readonly SealedObject[]>;

const hour = 3_600_000;

export function createSealedObjects(region: string): ReadSealedObjects {
  const open = once(async () => {
    const sdk = await import('@aws-sdk/client-s3');
    return { ...sdk, client: new sdk.S3Client({ region }) };
  });
  /** They are written once, so what was read stays as it is. */
  const read = new Map<string, SealedObject>();

  return async (bucket, span) => {
    const { client, paginateListObjectsV2, GetObjectCommand } = await open();
    const objects: SealedObject[] = [];
    for (const prefix of hourPrefixes(span)) {
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client },
        { Bucket: bucket, Prefix: prefix },
      )) {
        for (const { Key: key = '', LastModified: at = span.until } of Contents) {
          if (at < new Date(span.since.getTime() - hour / 60)) continue;
          const command = new GetObjectCommand({ Bucket: bucket, Key: key });
          const found = read.get(key) ?? (await readObject(key, await client.send(command)));
          read.set(key, found);
          objects.push(found);
        }
      }
    }
    return objects;
  };
}

/** As `seal` names them. */
export function hourPrefixes({ since, until }: Span): string[] {
  const first = Math.floor(since.getTime() / hour);
  const last = Math.floor(until.getTime() / hour);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const at = new Date((first + index) * hour).toISOString();
    return `records/dt=${at.slice(0, 10)}/hh=${at.slice(11, 13)}/`;
  });
}

async function readObject(
  key: string,
  { Body, ObjectLockMode, ObjectLockRetainUntilDate }: GetObjectCommandOutput,
): Promise<SealedObject> {
  const text = gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString('utf8');
  return {
    key,
    lockedUntil: ObjectLockMode === 'COMPLIANCE' ? ObjectLockRetainUntilDate : undefined,
    rows: text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => mustReadVersioned(auditRowVersions, JSON.parse(line))),
  };
}

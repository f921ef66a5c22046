import { gunzipSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Emulator } from '@countersign/emulator';
import { requestFrom } from '../../adapters/aws/dynamodb/request-item.ts';
import { type Sighting, sightingVersions } from '../../core/detection/sighting.ts';
import { type AuditRow, auditRowVersions } from '../../core/evidence/audit-row.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { mustReadVersioned } from '../../core/lib/versioned.ts';
import type { Request } from '../../core/request/request.ts';

export interface SealedObject {
  key: string;
  bytes: number;
  lockedUntil: string;
  lines: readonly AuditRow[];
}

/** What the tables and the locked bucket hold, read past IAM: for people and tests, never for a function. */
export interface AuditView {
  requests(): Promise<Request[]>;
  sealed(): SealedObject[];
  /** Of the locked bucket. */
  auditBucket: string;
  /** Where digest files are copied, if they are. */
  copiesBucket: string | undefined;
  /** What CloudTrail told of, newest first. */
  sightings(): Promise<Sighting[]>;
}

export function auditView(
  { dynamodb, s3 }: Pick<Emulator['services'], 'dynamodb' | 's3'>,
  copiesBucket?: string,
): AuditView {
  const locked = s3.buckets.filter(
    ({ name, objectLock }) => objectLock !== undefined && name !== copiesBucket,
  );
  const itemsOf = async (kind: string) => {
    const items = (await Promise.all(dynamodb.tables.map(({ name }) => dynamodb.scan(name)))).flat();
    return items.filter(({ sk }) => (sk as JsonObject | undefined)?.S === kind);
  };
  return {
    auditBucket: locked[0]?.name ?? '',
    copiesBucket,
    async requests() {
      return (await itemsOf('request'))
        .map((item) => requestFrom(item as unknown as Record<string, AttributeValue>))
        .sort((one, other) => other.submittedAt.localeCompare(one.submittedAt));
    },
    async sightings() {
      return (await itemsOf('sighting'))
        .map(({ sighting }) => mustReadVersioned(sightingVersions, JSON.parse((sighting as { S: string }).S)))
        .sort((one, other) => other.seenAt.localeCompare(one.seenAt));
    },
    sealed: () =>
      locked
        .flatMap(({ name }) => s3.bucket(name).list())
        .map(({ key, body, retainUntil }) => ({
          key,
          bytes: body.length,
          lockedUntil: retainUntil?.toISOString() ?? '',
          lines: key.endsWith('.ndjson.gz') ? linesOf(body) : [],
        })),
  };
}

const linesOf = (body: Buffer) =>
  gunzipSync(body)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => mustReadVersioned(auditRowVersions, JSON.parse(line)));

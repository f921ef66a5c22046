import type { AuditRow } from '../../../../core/evidence/audit-row.ts';
import { hashOfRecord } from '../../../../core/evidence/record.ts';
import type { SealedObject } from '../aws/sealed-objects.ts';
import { type Check, onceDecided } from '../check.ts';
import { type Finding, failed, passed } from '../finding.ts';
import { lookUntil } from '../look-until.ts';

const patienceSeconds = 180;

export const recordsAreSealed: Check = {
  name: 'records-are-sealed',
  how: 's3:ListBucket and s3:GetObject over the hours of the self-test in the audit bucket, and the hashes of its records',
  run: onceDecided(async ({ deployment: { auditBucketName }, aws, timing }, { id, submittedAt }) => {
    const objects = await lookUntil(timing, patienceSeconds, async () => {
      const all = await aws.sealedObjects(auditBucketName, {
        since: new Date(submittedAt),
        until: new Date(timing.now()),
      });
      const ofTest = all.filter(({ rows }) => rows.some(({ request_id }) => request_id === id));
      const types = ofTest
        .flatMap(({ rows }) => rows.filter(({ request_id }) => request_id === id))
        .map(({ type }) => type);
      return types.includes('submitted') && types.includes('voted') ? ofTest : undefined;
    });
    return objects
      ? judge(objects, id, timing.now())
      : failed(
          `No record of a vote on request ${id} is in ${auditBucketName} after ${patienceSeconds} s.`,
          'Read the log of seal, and see the runbook, stream-behind and stream-silent: the stream forgets after a day.',
        );
  }),
};

function judge(objects: readonly SealedObject[], id: string, now: number): Finding {
  const open = objects.find(({ lockedUntil }) => !lockedUntil || lockedUntil.getTime() <= now);
  if (open)
    return failed(
      `${open.key} is not locked, so it could be deleted.`,
      'Look at the Object Lock of the bucket: who changed it, and when, is in CloudTrail.',
    );
  const rows = distinct(
    objects.flatMap((object) => object.rows.filter(({ request_id }) => request_id === id)),
  );
  const broken = brokenLink(rows);
  return broken
    ? failed(broken, 'Run the query gaps-and-breaks, and see the runbook, dead-letters.')
    : passed(`${rows.length} records of the self-test are sealed and locked, and their hashes chain.`);
}

/** One may be sealed twice. */
const distinct = (rows: readonly AuditRow[]): AuditRow[] =>
  [...new Map(rows.map((row) => [row.record_id, row])).values()].sort((one, other) => one.seq - other.seq);

function brokenLink(rows: readonly AuditRow[]): string | undefined {
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) return `Record ${index + 1} of request ${row.request_id} is missing.`;
    if (hashOfRecord(JSON.parse(row.detail) as { hash: unknown }) !== row.hash)
      return `The hash of record ${row.record_id} does not fit its text.`;
    if (row.prev !== (rows[index - 1]?.hash ?? null))
      return `Record ${row.record_id} does not follow from the one before it.`;
  }
  return undefined;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditRecord, approvalsOf, hashOfRecord } from '../../../../core/evidence/record.ts';
import { type Move, reportRun, startRun } from '../../../../core/execution/agent-run.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { notifyTier } from '../../../../core/request/close-request.ts';
import type { Pending } from '../../../../core/request/request.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, opened, pending, requestIn, ticketHash } from '../../../support/given/requests.ts';
import { review, twoGroups } from '../../../support/given/rulings.ts';

/** A request's whole story: submitted, escalated, two votes, stated, done. */
function trail(): AuditRecord[] {
  const first = opened(review(twoGroups));
  const second = notifyTier(first.request as Pending, 1, noon);
  const third = counted(second.request, people.securityOne);
  const fourth = counted(third.request, people.dataOne);
  const run = { digest: first.request.digest, ticketHash };
  const fifth = transitionOf(startRun(fourth.request, run, noon));
  const report = { ...run, status: 'done', detail: 'It is gone.' } as const;
  const sixth = transitionOf(reportRun(fifth.request, report, noon));
  return [first, second, third, fourth, fifth, sixth].map(({ record }) => record);
}

function transitionOf(move: Move) {
  if (move.kind !== 'moved') throw new Error('The request did not move.');
  return move.transition;
}

/** What anyone can check with the sealed lines alone. */
const isWhole = (records: readonly AuditRecord[]): boolean =>
  records.every(
    (record, index) =>
      hashOfRecord(record) === record.hash &&
      record.seq === index + 1 &&
      record.prev === (records[index - 1]?.hash ?? null),
  );

/** Every place in a value that can be changed, as a path. */
function paths(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, item]) => paths(item, [...at, key]));
  return inner.length > 0 ? inner : [at];
}

function changedAt(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return typeof value === 'string' ? `${value} ` : 'changed';
  if (Array.isArray(value)) return value.with(Number(key), changedAt(value[Number(key)], rest));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: changedAt(object[key], rest) };
}

describe('the trail of a request', () => {
  it('verifies as it was written, also when its keys come back in another order', () => {
    expect(isWhole(trail())).toBe(true);
    expect(isWhole(trail().map((record) => JSON.parse(canonicalJson(record)) as AuditRecord))).toBe(true);
  });

  it('does not verify after any change of any field of any record', () => {
    const records = trail();
    for (const [index, record] of records.entries()) {
      for (const path of paths(record)) {
        const changed = records.with(index, changedAt(record, path) as AuditRecord);
        expect(isWhole(changed), `record ${index + 1}, ${path.join('.')}`).toBe(false);
      }
    }
  });

  it('does not verify when a field is added or taken away', () => {
    const [first, ...rest] = trail();
    for (const key of Object.keys(first ?? {})) {
      const { [key as keyof AuditRecord]: _, ...less } = first as AuditRecord;
      expect(isWhole([less as AuditRecord, ...rest])).toBe(false);
    }
    expect(isWhole([{ ...(first as AuditRecord), extra: true } as AuditRecord, ...rest])).toBe(false);
  });

  it('does not verify with a record missing, doubled, or out of its place', () => {
    const records = trail();
    fc.assert(
      fc.property(fc.nat(records.length - 1), fc.nat(records.length - 1), (one, other) => {
        const record = records[one] as AuditRecord;
        if (one < records.length - 1) expect(isWhole(records.toSpliced(one, 1))).toBe(false);
        expect(isWhole(records.toSpliced(one, 0, record))).toBe(false);
        const swapped = records.with(one, records[other] as AuditRecord).with(other, record);
        expect(isWhole(swapped)).toBe(one === other);
      }),
    );
  });

  it('does not verify when somebody hashes a changed record anew: the next one names the old hash', () => {
    const records = trail();
    const forged = {
      ...(records[2] as AuditRecord),
      actor: { kind: 'person' as const, id: 'nobody@example.com' },
    };
    expect(isWhole(records.with(2, { ...forged, hash: hashOfRecord(forged) }))).toBe(false);
  });

  it('tells the whole story in each line', () => {
    for (const record of trail()) {
      expect(record).toMatchObject({
        requestId: pending().id,
        action: 'rds:DeleteDBInstance',
        digest: pending().digest,
        stated: { reason: 'The database is replaced.' },
        ruling: { policies: ['prod-export'] },
        agent: { id: 'etl', session: 'nightly-run', owners: ['owner.one@example.com'] },
      });
    }
  });
});

describe('the approvals of a request', () => {
  it('are the approvals that its terms have, and the votes that filled them', () => {
    expect(approvalsOf(pending(twoGroups))).toEqual({ needed: 2, given: 0 });
    expect(approvalsOf(counted(pending(twoGroups), people.dataOne).request)).toEqual({ needed: 2, given: 1 });
    expect(approvalsOf(requestIn('denied'))).toEqual({ needed: 1, given: 0 });
  });

  it('are none where policy decides alone', () => {
    expect(approvalsOf(requestIn('allowed'))).toEqual({ needed: 0, given: 0 });
    expect(approvalsOf(requestIn('refused'))).toEqual({ needed: 0, given: 0 });
  });
});

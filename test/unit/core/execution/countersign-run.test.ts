import { describe, expect, it } from 'vitest';
import {
  beginRun,
  type Ended,
  endRun,
  failUnsent,
  mayRun,
  noteSeenAfter,
  type RunBy,
  type Usable,
} from '../../../../core/execution/countersign-run.ts';
import { seenAt } from '../../../../core/execution/seen.ts';
import type { Request, RequestIn } from '../../../../core/request/request.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import {
  approvedToRun,
  counted,
  opened,
  pending,
  requestIn,
  running,
  states,
} from '../../../support/given/requests.ts';
import { allow } from '../../../support/given/rulings.ts';

const workflow: RunBy = { kind: 'system', id: 'workflow' };
const session: RunBy = { kind: 'agent', id: 'etl', session: 'nightly-run' };
const later = '2026-01-05T12:00:01.000Z';

const approved = approvedToRun() as Usable;
const allowed = opened({ ...allow, run: 'countersign' }).request as Usable;
const stored = ({ digest }: Request) => ({ digest, presented: false });
const may = (request: Request, at = noon) => mayRun(request, stored(request), workflow, at);

describe('Countersign may run', () => {
  it('what policy allowed and what people approved, inside the window', () => {
    for (const request of [approved, allowed]) {
      expect(may(request)).toEqual({ kind: 'may', request });
      const last = new Date(Date.parse(request.usableUntil) - 1).toISOString();
      expect(may(request, last)).toEqual({ kind: 'may', request });
    }
  });

  it.each(['agent', 'credentials'] as const)('nothing that policy has run by %s', (run) => {
    const review = counted(pending({ run }), people.securityOne).request;
    for (const request of [review, opened({ ...allow, run }).request, requestIn('allowed')])
      expect(may(request)).toEqual({ kind: 'other-run' });
  });

  it('nothing once the window is over, and writes that it lapsed', () => {
    expect(mayRun(approved, stored(approved), session, approved.usableUntil)).toMatchObject({
      kind: 'lapsed',
      transition: { request: { state: 'lapsed' }, record: { actor: session, via: 'api' } },
    });
    expect(may(requestIn('lapsed'))).toEqual({ kind: 'lapsed' });
  });

  it('nothing that is in another state', () => {
    const kinds = states
      .filter((state) => state !== 'allowed' && state !== 'approved')
      .map((state) => [state, may(requestIn(state)).kind]);
    expect(Object.fromEntries(kinds)).toEqual({
      refused: 'not-approved',
      pending: 'not-approved',
      denied: 'not-approved',
      expired: 'not-approved',
      withdrawn: 'not-approved',
      running: 'used',
      started: 'used',
      done: 'used',
      failed: 'used',
      unknown: 'used',
      lapsed: 'lapsed',
    });
  });
});

describe('another digest', () => {
  const digest = 'f'.repeat(64);

  it('of what is stored ends the request: it is not what was signed', () => {
    for (const request of [approved, allowed])
      expect(mayRun(request, { digest, presented: false }, workflow, noon)).toMatchObject({
        kind: 'failed',
        transition: {
          request: { state: 'failed', failure: { code: 'digest-differs' }, endedAt: noon },
          record: { actor: workflow, via: 'workflow', change: { type: 'not-run', sent: false } },
        },
      });
  });

  it('of what somebody presents leaves it as it is', () => {
    expect(mayRun(approved, { digest, presented: true }, session, noon)).toEqual({ kind: 'other-digest' });
  });
});

describe('votes', () => {
  const [vote] = approved.votes;
  if (!vote) throw new Error('It was voted on.');

  it.each([
    ['that are not there', []],
    ['for another digest', [{ ...vote, digest: 'f'.repeat(64) }]],
    ['for something seen', [{ ...vote, seen: 'f'.repeat(64) }]],
    ['of another group', [{ ...vote, groups: ['sales'] }]],
    ['that say no', [{ ...vote, choice: 'deny' as const }]],
    ['that say no too', [vote, { ...vote, person: 'x', choice: 'deny' as const }]],
  ])('%s end the request', (_, votes) => {
    expect(may({ ...approved, votes } as Request)).toMatchObject({
      kind: 'failed',
      transition: { request: { state: 'failed', failure: { code: 'votes-differ' } } },
    });
  });

  it('are for what was seen', () => {
    const seen = seenAt(noon, { Status: 'Active' });
    expect(may({ ...approved, seen } as Request)).toMatchObject({ kind: 'failed' });
    const both = { ...approved, seen, votes: [{ ...vote, seen: seen.hash }] } as Request;
    expect(may(both)).toMatchObject({ kind: 'may' });
    const other = { ...both, seen: seenAt(noon, { Status: 'Inactive' }) } as Request;
    expect(may(other)).toMatchObject({ kind: 'failed' });
  });
});

describe('a run', () => {
  const seen = seenAt(noon, { Status: 'Active' });
  const accessKeyId = 'ASIAEXAMPLEEXAMPLE00';

  it('begins with the session that makes it', () => {
    const { request, record, from } = beginRun(approved, { accessKeyId, seen: undefined }, session, later);
    expect(request).toMatchObject({ state: 'running', startedAt: later, accessKeyId });
    expect(request).not.toHaveProperty('decidedAt');
    expect(from).toEqual({ state: 'approved', version: approved.version });
    expect(record).toMatchObject({ actor: session, via: 'api', change: { type: 'running', accessKeyId } });
    expect(record.change).not.toHaveProperty('seen');
  });

  it('keeps what is there right before where nobody saw it, and else what people saw', () => {
    const first = beginRun(allowed, { accessKeyId, seen }, session, later);
    expect(first.request).toMatchObject({ seen });
    expect(first.record.change).toMatchObject({ seen });
    const known = beginRun(
      { ...approved, seen } as Usable,
      { accessKeyId, seen: seenAt(later, seen.value) },
      workflow,
      later,
    );
    expect(known.request).toMatchObject({ seen });
    expect(known.record.change).not.toHaveProperty('seen');
  });

  it('that never began is failed without a session', () => {
    const failure = { code: 'stale', message: 'x' };
    const { request, record } = failUnsent(approved, failure, workflow, later);
    expect(request).toMatchObject({ state: 'failed', endedAt: later, failure });
    expect(request).not.toHaveProperty('startedAt');
    expect(record.change).toEqual({ type: 'not-run', sent: false, failure });
  });

  const result = { hash: 'a'.repeat(64), value: { ok: true } };
  const failure = { code: 'AccessDenied', message: 'No.' };
  it.each<[Ended, object, object]>([
    [
      { kind: 'done', result, awsRequestId: 'r-1' },
      { state: 'done', result, awsRequestId: 'r-1' },
      { type: 'ran', result, awsRequestId: 'r-1' },
    ],
    [
      { kind: 'done', result, awsRequestId: undefined },
      { state: 'done', result },
      { type: 'ran', result },
    ],
    [
      { kind: 'failed', sent: true, failure, awsRequestId: 'r-1' },
      { state: 'failed', failure, awsRequestId: 'r-1' },
      { type: 'not-run', sent: true, failure, awsRequestId: 'r-1' },
    ],
    [
      { kind: 'failed', sent: false, failure, awsRequestId: undefined },
      { state: 'failed', failure },
      { type: 'not-run', sent: false, failure },
    ],
    [
      { kind: 'unknown', code: 'ECONNRESET' },
      { state: 'unknown' },
      { type: 'unanswered', code: 'ECONNRESET' },
    ],
  ])('ends as AWS answered: %j', (ended, became, change) => {
    const begun = running();
    const { request, record } = endRun(begun, ended, later);
    const { accessKeyId, startedAt } = begun;
    expect(request).toMatchObject({ ...became, endedAt: later, accessKeyId, startedAt });
    expect('awsRequestId' in request).toBe('awsRequestId' in became);
    expect(record).toMatchObject({ actor: { kind: 'system', id: 'execute' }, via: 'workflow' });
    expect(record.change).toEqual(change);
  });

  it('keeps whether it can be undone, as it is told', () => {
    const undo = { kind: 'nothing-to-undo' } as const;
    const { request } = endRun(running(), { kind: 'done', result, awsRequestId: undefined, undo }, later);
    expect(request).toMatchObject({ undo });
    const seen = seenAt(later, {});
    const done = { ...request, undo: undefined } as unknown as RequestIn<'done'>;
    expect(noteSeenAfter(done, seen, undo).request).toMatchObject({ undo, seenAfter: seen });
  });

  it('that ended can be looked at once more', () => {
    const { request } = endRun(running(), { kind: 'done', result, awsRequestId: undefined }, later);
    const after = noteSeenAfter(request as RequestIn<'done'>, seenAt(later, { Status: 'Inactive' }));
    expect(after.request).toMatchObject({ state: 'done', seenAfter: { value: { Status: 'Inactive' } } });
    expect(after.record).toMatchObject({ at: later, change: { type: 'looked', voided: [] } });
  });
});

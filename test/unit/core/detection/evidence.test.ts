import { describe, expect, it } from 'vitest';
import {
  isUsed,
  noteContradicted,
  noteSeenRun,
  noteUnseen,
  type SeenRun,
  type Used,
} from '../../../../core/detection/evidence.ts';
import { beginRun, endRun } from '../../../../core/execution/countersign-run.ts';
import { evidenceUntil } from '../../../../core/request/deadlines.ts';
import { mayMove } from '../../../../core/request/lifecycle.ts';
import type { RequestIn } from '../../../../core/request/request.ts';
import { noon } from '../../../support/given/clock.ts';
import { approvedToRun, requestIn, running, states } from '../../../support/given/requests.ts';

const later = '2026-01-05T12:05:00.000Z';
const equal: SeenRun = { eventIds: ['event-1'], differences: [], untold: [] };
const different: SeenRun = {
  ...equal,
  eventIds: ['event-2'],
  differences: [{ pointer: '/DBInstanceIdentifier', signed: 'orders', seen: 'ledger' }],
};
const answered = { hash: 'a'.repeat(64), value: {} };
const done = () =>
  endRun(running(), { kind: 'done', result: answered, awsRequestId: 'aws-1' }, noon)
    .request as RequestIn<'done'>;
const failed = () =>
  endRun(
    running(),
    { kind: 'failed', sent: true, failure: { code: 'AccessDenied', message: '' }, awsRequestId: 'aws-1' },
    noon,
  ).request as RequestIn<'failed'>;
const noted = (request: Used, seen: SeenRun): Used =>
  (noteSeenRun(request, seen, 'sight', later)?.request ?? request) as Used;

describe('what CloudTrail saw of a run', () => {
  it('is noted on whatever was used, in the state that it is in', () => {
    const used = states.filter((state) => isUsed(requestIn(state)));
    expect(used.sort()).toEqual(['done', 'failed', 'running', 'started', 'unknown']);
    for (const state of used) {
      expect(mayMove(state, state)).toBe(true);
      const before = requestIn(state) as Used;
      expect(noted(before, equal)).toMatchObject({ state, version: before.version + 1 });
    }
  });

  it('is recorded, with the event, and with whoever found it', () => {
    expect(noteSeenRun(done(), { ...equal, untold: ['Password'] }, 'reconcile', later)?.record).toMatchObject(
      {
        at: later,
        via: 'cloudtrail',
        actor: { kind: 'system', id: 'reconcile' },
        change: { type: 'confirmed', eventIds: ['event-1'], untold: ['Password'] },
      },
    );
  });

  it('is noted once; a difference is noted even then, and stays', () => {
    const confirmed = noted(done(), equal);
    expect(noteSeenRun(confirmed, equal, 'sight', later)).toBeUndefined();
    const drifted = noted(confirmed, different);
    expect(drifted.evidence).toMatchObject({ kind: 'drifted', differences: different.differences });
    expect(noteSeenRun(drifted, equal, 'sight', later)).toBeUndefined();
    expect(noteSeenRun(drifted, different, 'sight', later)).toBeUndefined();
  });

  it.each<[string, () => Used, SeenRun, string]>([
    ['it ran, and AWS did it', done, equal, 'confirmed'],
    ['it ran, and AWS did not do it', done, { ...equal, errorCode: 'AccessDenied' }, 'drifted'],
    ['it failed, and AWS did not do it', failed, { ...equal, errorCode: 'AccessDenied' }, 'confirmed'],
    ['it failed, and AWS did it', failed, equal, 'drifted'],
    ['it is under way, and AWS did it', running, equal, 'confirmed'],
    ['an agent says that it failed, and AWS did it', () => requestIn('failed'), equal, 'confirmed'],
  ])('is held against what is known of it: %s', (_, request, seen, kind) => {
    expect(noted(request(), seen).evidence?.kind).toBe(kind);
  });

  it('outlives the end of the run', () => {
    const seen = noted(running(), equal) as RequestIn<'running'>;
    expect(endRun(seen, { kind: 'unknown', code: 'TimeoutError' }, later).request).toMatchObject({
      state: 'unknown',
      evidence: { kind: 'confirmed' },
    });
  });

  it('is cut where a caller made it long', () => {
    const long = { pointer: '/x', signed: 'x'.repeat(5_000), seen: 'y'.repeat(5_000) };
    const { evidence } = noted(done(), { ...equal, differences: Array(50).fill(long) });
    expect(JSON.stringify(evidence).length).toBeLessThan(100_000);
    expect(evidence?.kind === 'drifted' && evidence.differences).toHaveLength(20);
  });
});

describe('a run that nobody saw', () => {
  it('is unseen, unless something was seen; and what comes after all is noted', () => {
    const unseen = noteUnseen(done(), 'reconcile', later);
    expect(unseen?.record.change).toEqual({ type: 'unseen' });
    expect(noteUnseen(noted(done(), equal), 'reconcile', later)).toBeUndefined();
    expect(noted(unseen?.request as Used, equal).evidence?.kind).toBe('confirmed');
  });

  it('is one that was used', () => {
    expect(isUsed(approvedToRun())).toBe(false);
    const approved = approvedToRun();
    if (approved.state !== 'approved') throw new Error('It was not approved.');
    const begun = beginRun(
      approved,
      { accessKeyId: 'ASIA', seen: undefined },
      { kind: 'system', id: 'workflow' },
      noon,
    );
    expect(isUsed(begun.request)).toBe(true);
  });
});

describe('what CloudTrail told of a run before it ended', () => {
  const refused: SeenRun = { ...equal, errorCode: 'AccessDenied' };
  const end = (request: RequestIn<'running'>, how: 'done' | 'failed') =>
    endRun(
      request,
      how === 'done'
        ? { kind: 'done', result: answered, awsRequestId: 'aws-1' }
        : { kind: 'failed', sent: true, failure: { code: 'Throttling', message: '' }, awsRequestId: 'aws-1' },
      noon,
    ).request as Used;
  const toldOf = (seen: SeenRun) => noted(running(), seen) as RequestIn<'running'>;

  it('is no difference while it runs, and is held against how it ended', () => {
    expect(toldOf(refused).evidence).toMatchObject({ kind: 'confirmed' });
    expect(noteContradicted(toldOf(refused), 'reconcile', later)).toBeUndefined();
    const contradicted = noteContradicted(end(toldOf(refused), 'done'), 'reconcile', later);
    expect(contradicted?.request).toMatchObject({
      evidence: {
        kind: 'drifted',
        eventIds: ['event-1'],
        errorCode: 'AccessDenied',
        differences: [{ pointer: 'outcome', signed: 'done', seen: 'AccessDenied' }],
      },
    });
    expect(contradicted?.record.change.type).toBe('drifted');
    expect(noteContradicted(end(toldOf(equal), 'failed'), 'reconcile', later)?.request).toMatchObject({
      evidence: { differences: [{ pointer: 'outcome', signed: 'Throttling', seen: 'done' }] },
    });
  });

  it('is all right where the two are one, where nothing was told, and where it is known already', () => {
    for (const request of [end(toldOf(refused), 'failed'), end(toldOf(equal), 'done'), done()])
      expect(noteContradicted(request, 'reconcile', later)).toBeUndefined();
    const known = noteContradicted(end(toldOf(refused), 'done'), 'reconcile', later)?.request as Used;
    expect(noteContradicted(known, 'reconcile', later)).toBeUndefined();
  });

  it('stands to be looked at as soon as it has ended', () => {
    expect(evidenceUntil(end(toldOf(refused), 'done'))).toBe(noon);
    expect(evidenceUntil(end(toldOf(equal), 'done'))).toBeUndefined();
  });
});

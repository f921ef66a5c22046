import { describe, expect, it } from 'vitest';
import { type Outcome, reportRun, startRun } from '../../../../core/execution/agent-run.ts';
import type { Request } from '../../../../core/request/request.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, opened, pending, requestIn, ticketHash } from '../../../support/given/requests.ts';
import { allow } from '../../../support/given/rulings.ts';

const lastMoment = '2026-01-05T12:59:59.999Z';
const tooLate = '2026-01-05T13:00:00.000Z';

const start = (request: Request, at = noon) => startRun(request, { digest: request.digest, ticketHash }, at);
const report = (request: Request, changes: Partial<Outcome> = {}, at = noon) =>
  reportRun(request, { status: 'done', digest: request.digest, ticketHash, ...changes }, at);

describe('an approval', () => {
  it.each(['allowed', 'approved'] as const)('lets what is %s be started until its window closes', (state) => {
    expect(start(requestIn(state), lastMoment)).toMatchObject({
      kind: 'moved',
      transition: {
        request: { state: 'started', startedAt: lastMoment, ticketHash },
        record: { change: { type: 'started' }, actor: { kind: 'agent', id: 'etl', session: 'nightly-run' } },
      },
    });
  });

  it.each(['allowed', 'approved'] as const)('lapses where what is %s was not used in time', (state) => {
    expect(start(requestIn(state), tooLate)).toMatchObject({
      kind: 'lapsed',
      transition: { request: { state: 'lapsed', endedAt: tooLate }, record: { change: { type: 'lapsed' } } },
    });
  });

  it('lapses once', () => {
    expect(start(requestIn('lapsed'))).toEqual({ kind: 'lapsed' });
  });

  it.each(['started', 'done', 'failed'] as const)('is used once: not when it is %s', (state) => {
    expect(start(requestIn(state))).toEqual({ kind: 'used', state });
  });

  it('covers its digest and nothing else, whatever the state', () => {
    const other = { digest: '0'.repeat(64), ticketHash };
    for (const state of ['approved', 'pending', 'started', 'done'] as const) {
      expect(startRun(requestIn(state), other, noon)).toEqual({ kind: 'other-digest' });
      expect(reportRun(requestIn(state), { status: 'done', ...other }, noon)).toEqual({
        kind: 'other-digest',
      });
    }
  });

  it.each(['pending', 'refused', 'denied', 'expired', 'withdrawn'] as const)(
    'is none where it is %s',
    (state) => {
      expect(start(requestIn(state))).toEqual({ kind: 'not-approved', state });
      expect(report(requestIn(state))).toEqual({ kind: 'not-started', state });
    },
  );

  it('keeps the votes that let it run, and the window they gave', () => {
    expect(start(requestIn('approved'))).toMatchObject({
      transition: { request: { votes: [{ person: 'security.one@example.com' }], usableUntil: tooLate } },
    });
  });

  it('is recorded with the session that took it, which need not be the one that asked', () => {
    const request = requestIn('approved');
    expect(startRun(request, { digest: request.digest, ticketHash }, noon, 'another-run')).toMatchObject({
      transition: { record: { actor: { session: 'another-run' }, agent: { session: 'nightly-run' } } },
    });
  });
});

describe('what runs in another way', () => {
  it.each(['countersign', 'credentials'] as const)('by %s is not for the agent to take', (run) => {
    const approved = counted(pending({ run }), people.securityOne).request;
    for (const request of [approved, opened({ ...allow, run }).request]) {
      const take = (at: string) => startRun(request, { digest: request.digest, ticketHash }, at);
      expect(take(noon)).toEqual({ kind: 'other-run' });
      expect(take(tooLate)).toEqual({ kind: 'other-run' });
    }
  });

  it('and runs is used', () => {
    const request = requestIn('running');
    expect(startRun(request, { digest: request.digest, ticketHash }, noon)).toEqual({
      kind: 'used',
      state: 'running',
    });
  });
});

describe('a report', () => {
  it('ends what was started, well or badly, also after the window', () => {
    expect(report(requestIn('started'), { detail: 'All gone.' }, tooLate)).toMatchObject({
      kind: 'moved',
      transition: {
        request: { state: 'done', endedAt: tooLate, detail: 'All gone.' },
        record: { change: { type: 'reported', detail: 'All gone.' } },
      },
    });
    expect(report(requestIn('started'), { status: 'failed' })).toMatchObject({
      transition: { request: { state: 'failed' } },
    });
  });

  it('comes from whoever holds the ticket, and from nobody else', () => {
    expect(report(requestIn('started'), { ticketHash: 'c'.repeat(64) })).toEqual({ kind: 'other-ticket' });
    const { digest } = requestIn('started');
    const renewed = reportRun(requestIn('started'), { status: 'done', digest, ticketHash }, noon, 'renewed');
    expect(renewed).toMatchObject({
      kind: 'moved',
      transition: { record: { actor: { session: 'renewed' } } },
    });
  });

  it.each(['allowed', 'approved', 'lapsed'] as const)('of what is %s was never started', (state) => {
    expect(report(requestIn(state))).toEqual({ kind: 'not-started', state });
  });

  it('comes once', () => {
    expect(report(requestIn('failed'))).toEqual({ kind: 'used', state: 'failed' });
  });
});

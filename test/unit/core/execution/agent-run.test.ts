import { describe, expect, it } from 'vitest';
import { type Report, useSignature } from '../../../../core/execution/agent-run.ts';
import type { Request } from '../../../../core/request/request.ts';
import { noon } from '../../../support/given/clock.ts';
import { requestIn } from '../../../support/given/requests.ts';

const lastMoment = '2026-01-05T12:59:59.999Z';
const tooLate = '2026-01-05T13:00:00.000Z';

const use = (request: Request, status: Report['status'], at = noon, detail?: string) =>
  useSignature(request, { status, digest: request.digest, ...(detail === undefined ? {} : { detail }) }, at);

describe('a signature', () => {
  it.each(['allowed', 'approved'] as const)('lets what is %s be stated until its window closes', (state) => {
    expect(use(requestIn(state), 'started', lastMoment)).toMatchObject({
      kind: 'transition',
      transition: {
        request: { state: 'started', startedAt: lastMoment },
        record: { change: { type: 'started' }, actor: { kind: 'agent', id: 'etl', session: 'nightly-run' } },
      },
    });
  });

  it.each(['allowed', 'approved'] as const)('lapses where what is %s was not used in time', (state) => {
    expect(use(requestIn(state), 'started', tooLate)).toMatchObject({
      kind: 'lapsed',
      transition: { request: { state: 'lapsed', endedAt: tooLate }, record: { change: { type: 'lapsed' } } },
    });
    expect(use(requestIn(state), 'done', tooLate).kind).toBe('lapsed');
  });

  it('lapses once', () => {
    expect(use(requestIn('lapsed'), 'started')).toEqual({ kind: 'lapsed' });
  });

  it('is used once', () => {
    expect(use(requestIn('started'), 'started')).toEqual({ kind: 'used', state: 'started' });
    expect(use(requestIn('done'), 'done')).toEqual({ kind: 'used', state: 'done' });
    expect(use(requestIn('failed'), 'started')).toEqual({ kind: 'used', state: 'failed' });
  });

  it('covers its digest and nothing else, whatever the state', () => {
    const report = { status: 'started', digest: '0'.repeat(64) } as const;
    expect(useSignature(requestIn('approved'), report, noon)).toEqual({ kind: 'other-digest' });
    expect(useSignature(requestIn('pending'), report, noon)).toEqual({ kind: 'other-digest' });
  });

  it.each(['pending', 'refused', 'denied', 'expired', 'withdrawn'] as const)(
    'is none where it is %s',
    (state) => {
      expect(use(requestIn(state), 'started')).toEqual({ kind: 'not-signed', state });
    },
  );
});

describe('a report', () => {
  it('ends what was stated, well or badly, also after the window', () => {
    expect(use(requestIn('started'), 'done', tooLate, 'All gone.')).toMatchObject({
      kind: 'transition',
      transition: {
        request: { state: 'done', endedAt: tooLate, detail: 'All gone.' },
        record: { change: { type: 'reported', detail: 'All gone.' } },
      },
    });
    expect(use(requestIn('started'), 'failed')).toMatchObject({
      transition: { request: { state: 'failed' } },
    });
  });

  it('keeps the votes that let it run, and the window they gave', () => {
    expect(use(requestIn('approved'), 'started')).toMatchObject({
      transition: { request: { votes: [{ person: 'security.one@example.com' }], usableUntil: tooLate } },
    });
  });

  it('is recorded with the session that used it, which need not be the one that asked', () => {
    const { digest } = requestIn('approved');
    expect(
      useSignature(requestIn('approved'), { status: 'started', digest }, noon, 'another-run'),
    ).toMatchObject({
      transition: { record: { actor: { session: 'another-run' }, agent: { session: 'nightly-run' } } },
    });
  });
});

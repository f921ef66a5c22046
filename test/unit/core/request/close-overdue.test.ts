import { describe, expect, it } from 'vitest';
import { closeOverdue } from '../../../../core/request/close-overdue.ts';
import { standsUntil } from '../../../../core/request/deadlines.ts';
import { moves, type State } from '../../../../core/request/lifecycle.ts';
import { requestIn } from '../../../support/given/requests.ts';

const never = '2999-01-01T00:00:00.000Z';
const states = Object.keys(moves) as State[];
const over = states.filter((state) => moves[state].every((next) => next === state));
const oneBefore = (at: string): string => new Date(Date.parse(at) - 1).toISOString();

describe('time alone', () => {
  it.each(['allowed', 'approved'] as const)(
    'lets what is %s lapse, from the end of its window on',
    (state) => {
      const request = requestIn(state);
      const until = standsUntil(request) ?? '';
      expect(closeOverdue(request, oneBefore(until))).toBeUndefined();
      expect(closeOverdue(request, until)).toMatchObject({
        request: { state: 'lapsed', endedAt: until },
        record: { change: { type: 'lapsed' }, actor: { kind: 'system', id: 'sweep' }, via: 'sweep' },
      });
    },
  );

  it('makes a run unknown that nobody has reported twelve hours after its start', () => {
    const request = requestIn('started');
    expect(standsUntil(request)).toBe('2026-01-06T00:00:00.000Z');
    expect(closeOverdue(request, '2026-01-05T23:59:59.999Z')).toBeUndefined();
    expect(closeOverdue(request, '2026-01-06T00:00:00.000Z')).toMatchObject({
      request: { state: 'unknown', ticketHash: request.ticketHash },
      record: { change: { type: 'unreported' }, state: 'unknown' },
    });
  });

  it('makes a call unknown that has not ended two minutes after it began, and names its session', () => {
    const request = requestIn('running');
    expect(standsUntil(request)).toBe('2026-01-05T12:02:00.000Z');
    expect(closeOverdue(request, '2026-01-05T12:01:59.999Z')).toBeUndefined();
    expect(closeOverdue(request, '2026-01-05T12:02:00.000Z')).toMatchObject({
      request: { state: 'unknown', accessKeyId: request.accessKeyId, endedAt: '2026-01-05T12:02:00.000Z' },
      record: { change: { type: 'unanswered', code: 'killed' }, state: 'unknown' },
    });
  });

  it('leaves to its workflow what waits for people', () => {
    const request = requestIn('pending');
    expect(standsUntil(request)).toBe(request.expiresAt);
    expect(closeOverdue(request, never)).toBeUndefined();
  });

  it.each(over)('changes nothing that is %s', (state) => {
    const request = requestIn(state);
    expect(standsUntil(request)).toBeUndefined();
    expect(closeOverdue(request, never)).toBeUndefined();
  });

  it('is the end of every state that is none', () => {
    expect(states.filter((state) => standsUntil(requestIn(state)) === undefined)).toEqual(over);
  });
});

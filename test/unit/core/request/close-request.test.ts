import { describe, expect, it } from 'vitest';
import { expire, notifyTier, withdraw } from '../../../../core/request/close-request.ts';
import { noon } from '../../../support/given/clock.ts';
import { pending } from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

const later = '2026-01-05T12:10:00.000Z';

describe('a new tier', () => {
  it('is told to its groups, and the request stays as open as it was', () => {
    const { request, record } = notifyTier(pending(twoGroups), 1, later);
    expect(request).toMatchObject({ state: 'pending', tier: 1, version: 2, votes: [] });
    expect(record).toMatchObject({
      at: later,
      actor: { kind: 'system', id: 'workflow' },
      via: 'workflow',
    });
    expect(record.change).toEqual({ type: 'notified', tier: 1, groups: ['sre-oncall'] });
  });

  it('is recorded with who may stand in from then on', () => {
    const substitutes = [{ afterSeconds: 600, group: 'security', by: 'sre-oncall' }];
    expect(notifyTier(pending({ substitutes }), 1, later).record.change).toEqual({
      type: 'notified',
      tier: 1,
      groups: ['sre-oncall'],
      substitutes: [{ group: 'security', by: 'sre-oncall' }],
    });
  });

  it('is recorded where it is the reminder', () => {
    expect(notifyTier(pending(), 1, later).record.change).toEqual({
      type: 'notified',
      tier: 1,
      groups: [],
      reminds: true,
    });
  });
});

describe('the end without a decision', () => {
  it('is expired, because nobody came', () => {
    const { request, record } = expire(pending(), later);
    expect(request).toMatchObject({ state: 'expired', decidedAt: later });
    expect(request).not.toHaveProperty('error');
    expect(record.change).toEqual({ type: 'expired' });
  });

  it('is expired with the error, because nobody could be asked', () => {
    const { request, record } = expire(pending(), later, 'MessengerUnavailable');
    expect(request).toMatchObject({ state: 'expired', error: 'MessengerUnavailable' });
    expect(record.change).toEqual({ type: 'expired', error: 'MessengerUnavailable' });
  });
});

describe('a withdrawal', () => {
  it('is the agent taking it back', () => {
    const { request, record } = withdraw(pending(), noon);
    expect(request).toMatchObject({ state: 'withdrawn', decidedAt: noon });
    expect(record).toMatchObject({ actor: { kind: 'agent', id: 'etl' }, via: 'api' });
    expect(record.change).toEqual({ type: 'withdrawn' });
  });

  it('may say why', () => {
    expect(withdraw(pending(), noon, 'Not needed.').record.change).toEqual({
      type: 'withdrawn',
      reason: 'Not needed.',
    });
  });
});

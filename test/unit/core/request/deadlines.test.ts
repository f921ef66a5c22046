import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  after,
  deadlines,
  groupsAsked,
  groupsTold,
  remindsAfter,
  tellingOf,
  tierStarts,
} from '../../../../core/request/deadlines.ts';
import { anyTerms } from '../../../support/given/any-terms.ts';
import { noon } from '../../../support/given/clock.ts';
import { terms, twoGroups } from '../../../support/given/rulings.ts';

const layered = terms({
  notifications: [
    { afterSeconds: 1_200, group: 'managers' },
    { afterSeconds: 600, group: 'sre-oncall' },
    { afterSeconds: 1_200, group: 'sre-oncall' },
    { afterSeconds: 1_800, group: 'too-late' },
  ],
});

describe('the deadlines of a request', () => {
  it('end with the expiry, one for each tier', () => {
    expect(deadlines(noon, terms())).toEqual(['2026-01-05T12:27:00.000Z', '2026-01-05T12:30:00.000Z']);
    expect(deadlines(noon, layered)).toEqual([
      '2026-01-05T12:10:00.000Z',
      '2026-01-05T12:20:00.000Z',
      '2026-01-05T12:27:00.000Z',
      '2026-01-05T12:30:00.000Z',
    ]);
  });

  it('follow each other and end with the expiry, whatever the terms', () => {
    fc.assert(
      fc.property(anyTerms, (any) => {
        const all = deadlines(noon, any);
        expect(all).toEqual([...all].sort());
        expect(new Set(all).size).toBe(all.length);
        expect(all.at(-1)).toBe(after(noon, any.expiresSeconds));
        expect(all).toHaveLength(tierStarts(any).length);
      }),
    );
  });
});

describe('a reminder', () => {
  it.each([
    ['ten minutes', 600, 540],
    ['half an hour', 1_800, 1_620],
    ['four hours', 14_400, 12_960],
    ['ten hours', 36_000, 32_400],
    ['thirty days', 2_592_000, 2_588_400],
  ])('comes when a tenth of %s is left, and an hour before the end at the earliest', (_, whole, at) => {
    expect(remindsAfter({ expiresSeconds: whole })).toBe(at);
    expect(tierStarts(terms({ expiresSeconds: whole }))).toEqual([0, at]);
  });

  it('comes to nobody who is asked for less than ten minutes', () => {
    expect(remindsAfter({ expiresSeconds: 599 })).toBeUndefined();
    expect(tierStarts(terms({ expiresSeconds: 599 }))).toEqual([0]);
    expect(tellingOf(terms({ expiresSeconds: 599 }), -1, 9).reminds).toBe(false);
  });

  it('is one tier with whoever is told at that time', () => {
    const together = terms({ notifications: [{ afterSeconds: 1_620, group: 'sre-oncall' }] });
    expect(tierStarts(together)).toEqual([0, 1_620]);
    expect(tellingOf(together, 0, 1)).toEqual({ groups: ['sre-oncall'], substitutes: [], reminds: true });
  });
});

describe('who is told', () => {
  const groups = (...of: Parameters<typeof tellingOf>) => tellingOf(...of).groups;

  it('is at first whoever must say yes', () => {
    expect(groupsAsked(twoGroups)).toEqual(['security', 'data-owners']);
    expect(groups(twoGroups, 0, 0)).toEqual([]);
    expect(groupsTold(twoGroups, 0)).toEqual(['security', 'data-owners']);
  });

  it('is each later group when its time has come', () => {
    expect(groups(layered, 0, 1)).toEqual(['sre-oncall']);
    expect(groups(layered, 1, 2)).toEqual(['managers', 'sre-oncall']);
    expect(tellingOf(layered, 2, 3)).toEqual({ groups: [], substitutes: [], reminds: true });
  });

  it('is a substitute when it may sign', () => {
    const substituted = terms({
      substitutes: [
        { afterSeconds: 600, group: 'security', by: 'sre-oncall' },
        { afterSeconds: 1_200, group: 'security', by: 'managers' },
      ],
    });
    expect(tellingOf(substituted, 0, 1)).toEqual({
      groups: ['sre-oncall'],
      substitutes: [{ afterSeconds: 600, group: 'security', by: 'sre-oncall' }],
      reminds: false,
    });
    expect(groupsTold(substituted, 1)).toEqual(['security', 'sre-oncall']);
    expect(groupsTold(substituted, 2)).toEqual(['security', 'sre-oncall', 'managers']);
  });

  it('misses nobody when a tier passed while nobody could be told', () => {
    expect(groups(layered, 0, 2)).toEqual(['managers', 'sre-oncall']);
    fc.assert(
      fc.property(anyTerms, (any) => {
        const last = tierStarts(any).length - 1;
        const due = [
          ...any.notifications,
          ...(any.substitutes ?? []).map(({ by, afterSeconds }) => ({ group: by, afterSeconds })),
        ].filter(({ afterSeconds }) => afterSeconds < any.expiresSeconds);
        expect(new Set(groups(any, 0, last))).toEqual(new Set(due.map(({ group }) => group)));
      }),
    );
  });

  it('is nobody whose time comes after the expiry', () => {
    expect(groups(layered, 0, 9)).not.toContain('too-late');
  });
});

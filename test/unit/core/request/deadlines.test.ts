import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  after,
  deadlines,
  groupsAsked,
  groupsToTell,
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
    expect(deadlines(noon, terms())).toEqual(['2026-01-05T12:30:00.000Z']);
    expect(deadlines(noon, layered)).toEqual([
      '2026-01-05T12:10:00.000Z',
      '2026-01-05T12:20:00.000Z',
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

describe('who is told', () => {
  it('is at first whoever must say yes', () => {
    expect(groupsAsked(twoGroups)).toEqual(['security', 'data-owners']);
    expect(groupsToTell(twoGroups, 0, 0)).toEqual([]);
  });

  it('is each later group when its time has come', () => {
    expect(groupsToTell(layered, 0, 1)).toEqual(['sre-oncall']);
    expect(groupsToTell(layered, 1, 2)).toEqual(['managers', 'sre-oncall']);
  });

  it('misses nobody when a tier passed while nobody could be told', () => {
    expect(groupsToTell(layered, 0, 2)).toEqual(['managers', 'sre-oncall']);
    fc.assert(
      fc.property(anyTerms, (any) => {
        const last = tierStarts(any).length - 1;
        const due = any.notifications.filter(({ afterSeconds }) => afterSeconds < any.expiresSeconds);
        expect(new Set(groupsToTell(any, 0, last))).toEqual(new Set(due.map(({ group }) => group)));
      }),
    );
  });

  it('is nobody whose time comes after the expiry', () => {
    expect(groupsToTell(layered, 0, 9)).not.toContain('too-late');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AskingPolicy } from '../../../../core/policy/bundle.ts';
import { merge, mergeTerms } from '../../../../core/policy/merge.ts';
import type { Asked } from '../../../../core/policy/ruling.ts';
import { isQuorum } from '../../../../core/vote/quorum.ts';
import { runs } from '../../../support/all.ts';

const groups = ['security', 'data-owners'] as const;
const substitutes = ['sre-oncall', 'managers'] as const;

const policy = (id: string, terms: Partial<Asked> = {}): AskingPolicy => ({
  id,
  file: 'test.cedar',
  line: 1,
  column: 1,
  effect: 'permit',
  text: '',
  scope: { principal: null, actions: null, resource: null },
  risk: 'medium',
  terms: {
    approvals: [{ group: 'security', count: 1 }],
    expiresSeconds: 1_800,
    notifications: [],
    ...terms,
  },
});

const anyTerms: fc.Arbitrary<Partial<Asked>> = fc
  .uniqueArray(fc.record({ group: fc.constantFrom(...groups), count: fc.integer({ min: 1, max: 2 }) }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ group }) => group,
  })
  .chain((approvals) =>
    fc.record({
      approvals: fc.constant(approvals),
      expiresSeconds: fc.constantFrom(1_800, 3_600),
      substitutes: fc.uniqueArray(
        fc.record({
          afterSeconds: fc.constantFrom(60, 300, 600, 1_200),
          group: fc.constantFrom(...approvals.map(({ group }) => group)),
          by: fc.constantFrom(...substitutes),
        }),
        { maxLength: 2, selector: ({ group, by }) => `${group} ${by}` },
      ),
    }),
  );
const anyApprovers = fc.array(
  fc.record({
    person: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    groups: fc.subarray([...groups, ...substitutes], { minLength: 1 }),
    afterSeconds: fc.integer({ min: 0, max: 1_799 }),
  }),
  { minLength: 2, maxLength: 6 },
);

describe('policies that match together', () => {
  it('are fulfilled by nobody who would not fulfil each of them, substitutes or not', () => {
    let bySubstitutes = 0;
    fc.assert(
      fc.property(fc.array(anyTerms, { minLength: 1, maxLength: 3 }), anyApprovers, (all, approvers) => {
        const policies = all.map((terms, at) => policy(`p${at}`, terms));
        const merged = mergeTerms(policies);
        if (!isQuorum(merged, approvers)) return;
        const { substitutes: _, ...strict } = merged;
        if (policies.length > 1 && !isQuorum(strict, approvers)) bySubstitutes += 1;
        for (const { terms } of policies) expect(isQuorum(terms, approvers)).toBe(true);
      }),
      runs(1_000, 30_000),
    );
    // Of several policies, and only because of their substitutes.
    expect(bySubstitutes).toBeGreaterThan(5);
  });

  const substitute = (afterSeconds: number, by = 'sre-oncall') => ({ afterSeconds, group: 'security', by });
  const merged = (...all: Partial<Asked>[]) =>
    mergeTerms(all.map((terms, at) => policy(`p${at}`, terms))).substitutes;

  it('have a substitute at the latest time that one of them says', () => {
    expect(merged({ substitutes: [substitute(600)] }, { substitutes: [substitute(1_200)] })).toEqual([
      substitute(1_200),
    ]);
  });

  it('have none that one of them does not know, where it asks for the group', () => {
    expect(merged({ substitutes: [substitute(600)] }, {})).toBeUndefined();
    expect(
      merged(
        { substitutes: [substitute(600), substitute(600, 'managers')] },
        { substitutes: [substitute(900, 'managers')] },
      ),
    ).toEqual([substitute(900, 'managers')]);
  });

  it('have one whatever those say that do not ask for the group', () => {
    expect(
      merged({ substitutes: [substitute(600)] }, { approvals: [{ group: 'data-owners', count: 1 }] }),
    ).toEqual([substitute(600)]);
  });

  it('have none whose time comes after the expiry of all', () => {
    expect(
      merged({ expiresSeconds: 3_600, substitutes: [substitute(2_400)] }, { substitutes: [substitute(60)] }),
    ).toBeUndefined();
  });

  it('name them in one order', () => {
    const both = [substitute(60, 'managers'), substitute(60)];
    expect(merged({ substitutes: both })).toEqual(merged({ substitutes: both.toReversed() }));
  });
});

describe('the channel', () => {
  const rule = (...channels: (string | undefined)[]) =>
    merge(
      channels.map((channel, at) => policy(`p${at}`, channel === undefined ? {} : { channel })),
      'v',
      'agent',
    );

  it('is the one that a policy names, and that of those that say nothing', () => {
    expect(rule('secrecy')).toMatchObject({ decision: 'review', terms: { channel: 'secrecy' } });
    const { reasons } = rule(undefined, 'secrecy', 'secrecy');
    expect(reasons).toContain('It is asked in the channel secrecy (p1, p2).');
    expect(rule(undefined)).not.toHaveProperty('terms.channel');
  });

  it('is none where two name different ones: it is refused, and no channel learns of it', () => {
    expect(rule('secrecy', 'data', undefined)).toMatchObject({
      decision: 'refuse',
      policies: ['p0', 'p1', 'p2'],
      reasons: [
        'Refused: the policies that match name different channels, and none may learn what is meant for another.',
        'p0 (test.cedar:1) names the channel secrecy.',
        'p1 (test.cedar:1) names the channel data.',
      ],
    });
  });
});

import fc from 'fast-check';
import type { Terms } from '../../../core/policy/ruling.ts';

export const votingGroups = ['security', 'data-owners', 'sre-oncall'] as const;

/** Who is asked by no terms, and stands in for others by some. */
export const substituteGroups = ['managers'] as const;

export const anyTerms: fc.Arbitrary<Terms> = fc.record({
  approvals: fc.uniqueArray(
    fc.record({ group: fc.constantFrom(...votingGroups), count: fc.integer({ min: 1, max: 3 }) }),
    { minLength: 1, maxLength: 3, selector: ({ group }) => group },
  ),
  expiresSeconds: fc.integer({ min: 60, max: 3_600 }),
  notifications: fc.array(
    fc.record({ afterSeconds: fc.integer({ min: 1, max: 4_000 }), group: fc.constantFrom(...votingGroups) }),
    { maxLength: 3 },
  ),
  run: fc.constant('agent' as const),
  substitutes: fc.array(
    fc.record({
      afterSeconds: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 4_000 })),
      group: fc.constantFrom(...votingGroups),
      by: fc.constantFrom(...votingGroups, ...substituteGroups),
    }),
    { maxLength: 3 },
  ),
});

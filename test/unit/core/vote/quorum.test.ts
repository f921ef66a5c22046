import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Terms } from '../../../../core/policy/ruling.ts';
import { type Approver, bringsQuorumNearer, givenApprovals, isQuorum } from '../../../../core/vote/quorum.ts';
import { anyTerms, substituteGroups, votingGroups } from '../../../support/given/any-terms.ts';
import { terms, twoGroups } from '../../../support/given/rulings.ts';

const anyApprovers = fc.array(
  fc.record({
    person: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    groups: fc.subarray([...votingGroups, ...substituteGroups, 'sales']),
    afterSeconds: fc.integer({ min: 0, max: 4_000 }),
  }),
  { maxLength: 6 },
);

/** Tries every way to seat people. The last word of a person is who they are. */
function mostByTrying(all: Terms, approvers: readonly Approver[]): number {
  const seats = all.approvals.flatMap(({ group, count }) => Array<string>(count).fill(group));
  const mayFill = ({ groups, afterSeconds = 0 }: Approver): string[] => [
    ...groups,
    ...(all.substitutes ?? [])
      .filter(({ by, afterSeconds: from }) => groups.includes(by) && from <= afterSeconds)
      .map(({ group }) => group),
  ];
  const people = [...new Map(approvers.map((approver) => [approver.person, mayFill(approver)]))].map(
    ([, groups]) => groups,
  );
  const best = (open: readonly string[], [groups, ...rest]: (readonly string[])[]): number => {
    if (groups === undefined) return 0;
    const seated = open.flatMap((group, index) =>
      groups.includes(group) ? [1 + best(open.toSpliced(index, 1), rest)] : [],
    );
    return Math.max(best(open, rest), ...seated);
  };
  return best(seats, people);
}

describe('the quorum', () => {
  it('fills as many seats as the best seating of people can', () => {
    fc.assert(
      fc.property(anyTerms, anyApprovers, (any, approvers) => {
        expect(givenApprovals(any, approvers)).toBe(mostByTrying(any, approvers));
      }),
    );
  });

  it('does not depend on the order in which people came', () => {
    const shuffled = anyApprovers.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(anyTerms, shuffled, (any, [all, inOtherOrder]) => {
        const distinct = new Set(all.map(({ person }) => person)).size === all.length;
        fc.pre(distinct);
        expect(givenApprovals(any, inOtherOrder)).toBe(givenApprovals(any, all));
      }),
    );
  });

  it('counts one member of two groups as one person', () => {
    const both = { person: 'both', groups: ['security', 'data-owners'] };
    expect(isQuorum(twoGroups, [both])).toBe(false);
    expect(isQuorum(twoGroups, [both, both])).toBe(false);
    expect(isQuorum(twoGroups, [both, { person: 'one', groups: ['security'] }])).toBe(true);
    expect(isQuorum(twoGroups, [both, { person: 'one', groups: ['data-owners'] }])).toBe(true);
  });

  it('moves a person to another seat where that lets one more in', () => {
    const three = terms({
      approvals: [
        { group: 'security', count: 2 },
        { group: 'data-owners', count: 1 },
      ],
    });
    const both = { person: 'both', groups: ['security', 'data-owners'] };
    const two = ['one', 'two'].map((person) => ({ person, groups: ['security'] }));
    expect(isQuorum(three, [both, ...two])).toBe(true);
  });

  it('takes a substitute from its time on, and who signed before that never', () => {
    const substituted = terms({ substitutes: [{ afterSeconds: 600, group: 'security', by: 'sre-oncall' }] });
    const onCall = { person: 'one', groups: ['sre-oncall'] };
    expect(isQuorum(substituted, [{ ...onCall, afterSeconds: 600 }])).toBe(true);
    expect(isQuorum(substituted, [{ ...onCall, afterSeconds: 599.999 }])).toBe(false);
    expect(isQuorum(substituted, [onCall])).toBe(false);
    expect(isQuorum(terms(), [{ ...onCall, afterSeconds: 600 }])).toBe(false);
  });

  it('has no place for the substitute of a substitute', () => {
    const chained = terms({
      substitutes: [
        { afterSeconds: 60, group: 'security', by: 'sre-oncall' },
        { afterSeconds: 60, group: 'sre-oncall', by: 'managers' },
      ],
    });
    expect(isQuorum(chained, [{ person: 'one', groups: ['managers'], afterSeconds: 1_000 }])).toBe(false);
  });

  it('is not reached by nobody', () => {
    fc.assert(fc.property(anyTerms, (any) => !isQuorum(any, [])));
  });
});

describe('one more approver', () => {
  it('fills a seat exactly where the best seating grows', () => {
    fc.assert(
      fc.property(anyTerms, anyApprovers, fc.subarray([...votingGroups]), fc.nat(4_000), (...given) => {
        const [any, approvers, groups, afterSeconds] = given;
        const candidate = { person: 'candidate', groups, afterSeconds };
        const grows = mostByTrying(any, [...approvers, candidate]) > mostByTrying(any, approvers);
        expect(bringsQuorumNearer(any, approvers, candidate)).toBe(grows);
      }),
    );
  });

  it('who is there already fills nothing', () => {
    const one = { person: 'one', groups: ['security'] };
    expect(bringsQuorumNearer(terms({ approvals: [{ group: 'security', count: 2 }] }), [one], one)).toBe(
      false,
    );
  });
});

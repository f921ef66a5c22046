import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory } from '../../../../core/directory/directory.ts';
import { createBundle } from '../../../../core/policy/bundle.ts';
import { createRuleOn } from '../../../../core/policy/engine.ts';
import type { Review, Risk, Ruling } from '../../../../core/policy/ruling.ts';
import { castVote } from '../../../../core/vote/cast-vote.ts';
import { parseFile } from '../../../../policy-compiler/read/parse-policies.ts';
import { bundleOf, facts } from '../../../support/compile-context.ts';
import { noon } from '../../../support/given/clock.ts';
import { ballot, etlCaller, opened } from '../../../support/given/requests.ts';

const { version: _, ...contents } = bundleOf('@id("any") permit (principal, action, resource);');
const groups = ['security', 'approvers', 'legal'] as const;

/** Past the checks: here sets that nobody would deploy are the point. */
function rule(
  directory: Directory,
  approvals: readonly string[],
  plain: boolean,
  risk: Risk = 'medium',
): Ruling {
  const texts = approvals.map(
    (approvals, at) =>
      `@id("p${at}") @risk("${risk}") @approvals("${approvals}") permit (principal, action, resource);`,
  );
  const text = [...texts, ...(plain ? ['@id("plain") permit (principal, action, resource);'] : [])].join(
    '\n',
  );
  const { policies } = parseFile({ path: 'policies/test.cedar', text });
  const bundle = createBundle({ ...contents, directory, policies: policies.map(({ policy }) => policy) });
  return createRuleOn(bundle, (_action, parameters) => parameters)(facts());
}

const anyDirectory = fc
  .array(fc.subarray([...groups]), { minLength: 1, maxLength: 6 })
  .chain((memberships) => {
    const people = memberships.map((memberOf, at) => ({
      id: `person.${at}@example.com`,
      name: `Person ${at}`,
      handles: { slack: `U0PERSON${at}` },
      groups: [...memberOf],
    }));
    return fc.subarray(people, { minLength: 1, maxLength: Math.min(3, people.length) }).map(
      (owning): Directory => ({
        people,
        agents: [
          // An address is the same in any letters.
          {
            id: 'etl',
            roles: ['arn:aws:iam::*:role/agent-etl'],
            owners: owning.map(({ id }) => id.toUpperCase()),
            groups: [],
          },
        ],
      }),
    );
  });

const anyApprovals = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...groups), fc.integer({ min: 1, max: 3 })), {
    minLength: 1,
    maxLength: 3,
    selector: ([group]) => group,
  })
  .map((approvals) => approvals.map(([group, count]) => `${group}: ${count}`).join(', '));

/** Everyone says yes, one after the other. */
function everyoneAgrees(ruling: Review, directory: Directory): string {
  const owners = directory.agents[0]?.owners ?? [];
  const agent = { ...etlCaller().agent, id: 'etl', owners: [...owners] };
  let { request } = opened(ruling, { caller: etlCaller({ agent }) });
  for (const person of directory.people) {
    const outcome = castVote(
      request,
      { via: 'slack', kind: 'person', person },
      ballot(request),
      directory,
      noon,
    );
    if (outcome.transition) request = outcome.transition.request;
  }
  return request.state;
}

describe('a group that a room keeps', () => {
  const kept = (directory: Directory): Directory => ({
    ...directory,
    groups: [{ name: 'legal', usergroup: { slack: 'S0LEGAL' } }],
  });
  /** Everyone is in every group that the room keeps, and says yes. */
  const everyoneInRoom = (ruling: Review, directory: Directory): string => {
    const owners = directory.agents[0]?.owners ?? [];
    const agent = { ...etlCaller().agent, id: 'etl', owners: [...owners] };
    let { request } = opened(ruling, { caller: etlCaller({ agent }) });
    const through = [{ group: 'legal', door: 'slack', usergroup: 'S0LEGAL' }];
    for (const person of directory.people) {
      const voter = { via: 'slack', kind: 'person' as const, person, through };
      const outcome = castVote(request, voter, ballot(request), directory, noon);
      if (outcome.transition) request = outcome.transition.request;
    }
    return request.state;
  };

  it('may fill places of what is not critical, so that such a review can be completed', () => {
    let opened = 0;
    fc.assert(
      fc.property(anyDirectory, anyApprovals, (without, approvals) => {
        const directory = kept(without);
        const ruling = rule(directory, [approvals], false);
        if (ruling.decision !== 'review') return;
        if (rule(without, [approvals], false).decision === 'refuse') opened += 1;
        expect(everyoneInRoom(ruling, directory)).toBe('approved');
      }),
      { numRuns: 500 },
    );
    expect(opened).toBeGreaterThan(3);
  });

  it('fills none of what is critical: it is ruled on, and signed, as if there were no such group', () => {
    fc.assert(
      fc.property(anyDirectory, anyApprovals, (without, approvals) => {
        const directory = kept(without);
        const ruling = rule(directory, [approvals], false, 'critical');
        expect(ruling.decision).toBe(rule(without, [approvals], false, 'critical').decision);
        if (ruling.decision === 'review')
          expect(everyoneInRoom(ruling, directory)).toBe(everyoneAgrees(ruling, without));
      }),
    );
  });
});

describe('a review that nobody could complete', () => {
  it('is refused at once, and any other can be completed', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        anyDirectory,
        fc.array(anyApprovals, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (directory, approvals, plain) => {
          const ruling = rule(directory, approvals, plain);
          if (ruling.decision === 'review') {
            expect(everyoneAgrees(ruling, directory)).toBe('approved');
            return;
          }
          refused += 1;
          expect(ruling.decision).toBe('refuse');
          // The same question to the same people, if the owners' word counted for nothing but they did not know it.
          const unbound = rule(
            { ...directory, people: [...directory.people, ...manyMore] },
            approvals,
            plain,
          );
          expect(unbound.decision === 'review' && everyoneAgrees(unbound, directory)).toBe('pending');
        },
      ),
    );
    expect(refused).toBeGreaterThan(10);
  });

  it('says who asks for what, and who is left out', () => {
    const directory: Directory = {
      people: [
        {
          id: 'security.one@example.com',
          name: 'Security One',
          handles: { slack: 'U0SECONE' },
          groups: ['security', 'approvers'],
        },
        {
          id: 'security.two@example.com',
          name: 'Security Two',
          handles: { slack: 'U0SECTWO' },
          groups: ['security', 'approvers'],
        },
      ],
      agents: [
        {
          id: 'etl',
          roles: ['arn:aws:iam::*:role/agent-etl'],
          owners: ['security.two@example.com'],
          groups: [],
        },
      ],
    };
    expect(rule(directory, ['security: 1', 'approvers: 1'], true)).toMatchObject({
      decision: 'refuse',
      risk: 'medium',
      policies: ['p0', 'p1'],
      reasons: [
        "Refused: the policies that match ask together for approvers: 1, security: 1. Without the agent's owners (security.two@example.com) there are too few such people, so it could never be approved.",
        'p0 (policies/test.cedar:1) asks for security: 1.',
        'p1 (policies/test.cedar:2) asks for approvers: 1.',
      ],
    });
    expect(rule(directory, ['security: 1'], true).decision).toBe('review');
  });

  it('has no owners to leave out where the directory does not know the agent', () => {
    const directory: Directory = { people: contents.directory.people, agents: [] };
    expect(rule(directory, ['security: 2'], false).decision).toBe('review');
  });
});

/** Enough of everybody, who then never vote. */
const manyMore = Array.from({ length: 9 }, (_, at) => ({
  id: `more.${at}@example.com`,
  name: `More ${at}`,
  handles: { slack: `U0MORE${at}` },
  groups: [groups[at % 3] ?? 'security'],
}));

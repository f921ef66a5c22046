import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory, Person } from '../../core/directory/directory.ts';
import type { Request } from '../../core/request/request.ts';
import { anyTerms, votingGroups } from '../support/given/any-terms.ts';
import { submissions } from '../support/given/catalog.ts';
import { agentNamed, people } from '../support/given/directory.ts';
import { review } from '../support/given/rulings.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { memorySystem } from '../support/memory-system.ts';

capturedOutput();

const everybody: readonly Person[] = Object.values(people);

/** Anybody in any of the groups, and agents with any owners. */
const anyDirectory: fc.Arbitrary<Directory> = fc
  .record({
    groups: fc.array(fc.subarray([...votingGroups, 'sales']), {
      minLength: everybody.length,
      maxLength: everybody.length,
    }),
    owners: fc.subarray(
      everybody.map(({ id }) => id),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ groups, owners }) => ({
    people: everybody.map((one, at) => ({ ...one, groups: groups[at] ?? [] })),
    agents: [{ ...agentNamed('etl'), owners }, agentNamed('release')],
  }));

interface Asked {
  name: string;
  /** Who presses what. */
  votes: { who: Person; choice: 'approve' | 'deny' }[];
}

const anyAsked = fc.array(
  fc.record({
    name: fc.constantFrom('orders', 'ledger', 'mails'),
    votes: fc.array(
      fc.record({
        who: fc.constantFrom(...everybody),
        choice: fc.constantFrom('approve' as const, 'deny' as const),
      }),
      { maxLength: 3 },
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Written a second time here on purpose: a mistake shared with the code would hide itself. */
const concerns = (request: Request, { id, groups }: Person, { agents }: Directory): boolean => {
  const { ruling, agent, asker } = request;
  if (ruling.decision !== 'review') throw new Error('People are asked in all of these.');
  const { approvals, notifications, substitutes = [] } = ruling.terms;
  const named = [
    ...[...approvals, ...notifications].map(({ group }) => group),
    ...substitutes.map(({ by }) => by),
  ];
  const voted = 'votes' in request ? request.votes.map(({ person }) => person) : [];
  const owners = agents.filter((one) => one.id === agent.id).flatMap((one) => one.owners);
  return (
    [...agent.owners, ...owners, ...voted, asker].includes(id) ||
    groups.some((group) => named.includes(group))
  );
};

describe('what a person learns by their own page and by the command', () => {
  it('is of requests that concern them alone, whoever is in which group and whatever they voted', async () => {
    const seen = { shown: 0, hidden: 0 };
    await fc.assert(
      fc.asyncProperty(anyDirectory, anyTerms, anyAsked, async (directory, terms, asked: Asked[]) => {
        const system = memorySystem({ directory, ruleOn: () => review({ ...terms, expiresSeconds: 3_600 }) });
        for (const [at, { name, votes }] of asked.entries()) {
          const request = await system.asked(submissions.remove(`${name}-${at}`));
          if (request.state !== 'pending') continue;
          for (const { who, choice } of votes) {
            await system.click(who.id, choice, request);
            await system.settle();
          }
        }
        const requests = [
          ...new Map(system.requests.written.map(({ request }) => [request.id, request])).values(),
        ];
        const reviewed = requests.filter(({ ruling }) => ruling.decision === 'review');
        for (const person of directory.people) {
          const learned = [
            await system.openHome(person.id),
            await system.command(person.id, 'pending'),
            await system.command(person.id, 'mine'),
          ].map((told) => JSON.stringify(told));
          for (const request of reviewed) {
            const may = concerns(request, person, directory);
            const show = JSON.stringify(await system.command(person.id, `show ${request.id}`));
            expect(show.includes(request.sentence)).toBe(may);
            seen[may ? 'shown' : 'hidden'] += 1;
            if (may) continue;
            for (const told of learned) {
              expect(told).not.toContain(request.id);
              expect(told).not.toContain(request.resource);
            }
          }
        }
      }),
      { numRuns: 10 },
    );
    expect(Math.min(seen.shown, seen.hidden)).toBeGreaterThan(15);
  });
});

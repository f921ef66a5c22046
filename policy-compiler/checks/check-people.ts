import { type Directory, notifyOf, peopleIn } from '../../core/directory/directory.ts';
import { didYouMean } from '../../core/lib/did-you-mean.ts';
import type { Asked } from '../../core/policy/ruling.ts';
import { isSatisfiable } from '../../core/policy/satisfiable.ts';
import { agentsWithin } from '../analysis/scope-reach.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/** Can the people whom a policy asks for be found at all, and for every agent that it can be about? */
export const checkPeople = (policies: readonly ParsedPolicy[], directory: Directory): Finding[] =>
  policies.flatMap((parsed) => {
    const { terms } = parsed.policy;
    return terms ? checkTerms(parsed, terms, directory) : [];
  });

function checkTerms({ policy, positionOf }: ParsedPolicy, terms: Asked, directory: Directory): Finding[] {
  const groups = new Set(directory.people.flatMap((person) => person.groups));
  const unknown = (annotation: string, names: readonly string[]): Finding[] =>
    names
      .filter((group) => !groups.has(group))
      .map((group) =>
        finding(
          'unknown-group',
          positionOf(annotation),
          `${annotation} names the group ${JSON.stringify(group)}, which nobody is in${didYouMean(group, groups)}`,
        ),
      );

  /** Each for themselves may want silence; where all of a group do, its card stands there and nobody hears of it. */
  const untold = (annotation: string, names: readonly string[]): Finding[] =>
    names
      .filter((group) => peopleIn(directory, group).every((person) => notifyOf(person) === 'none'))
      .map((group) =>
        finding(
          'nobody-told',
          positionOf(annotation),
          `${annotation} names the group ${JSON.stringify(group)}, and all of its people have notify: none in the directory: nobody would hear of it`,
        ),
      );

  const named: readonly (readonly [annotation: string, groups: readonly string[]])[] = [
    ['@approvals', terms.approvals.map(({ group }) => group)],
    ['@notify', terms.notifications.map(({ group }) => group)],
    ['@substitute', (terms.substitutes ?? []).map(({ by }) => by)],
  ];
  const strangers = named.flatMap(([annotation, names]) => unknown(annotation, names));
  if (strangers.length > 0) return strangers;

  const small = terms.approvals.filter(({ group, count }) => peopleFor(terms, group, directory) < count);
  if (small.length > 0) {
    return small.map(({ group, count }) => {
      const { length } = peopleIn(directory, group);
      const others = peopleFor(terms, group, directory) - length;
      const inItsPlace = others > 0 ? `, and ${others} more in its place` : '';
      return finding(
        'too-few-people',
        positionOf('@approvals'),
        `@approvals needs ${count} of ${group}, which has ${length}${inItsPlace}: it could never be met`,
      );
    });
  }
  if (!isSatisfiable(terms, directory)) {
    const message =
      '@approvals could never be met: one person fills one place only, and its groups share too many people';
    return [finding('too-few-people', positionOf('@approvals'), message)];
  }
  return [
    ...checkOwners(policy.scope.principal, terms, directory).map(({ fatal, message }) =>
      finding(fatal ? 'too-few-without-owners' : 'too-few-for-some', positionOf('@approvals'), message),
    ),
    ...named.flatMap(([annotation, names]) => untold(annotation, names)),
  ];
}

/** How many people can fill a place of the group, its substitutes among them. */
function peopleFor({ substitutes = [] }: Asked, group: string, directory: Directory): number {
  const groups = [group, ...substitutes.filter((one) => one.group === group).map(({ by }) => by)];
  return new Set(groups.flatMap((name) => peopleIn(directory, name)).map(({ id }) => id.toLowerCase())).size;
}

/** Owners cannot sign for their agent. Fatal where that leaves too few for every agent that the policy can be about. */
function checkOwners(principal: string | null, terms: Asked, directory: Directory) {
  const ids = agentsWithin({ principal }, directory);
  const agents = directory.agents.filter(({ id }) => ids.includes(id));
  const stuck = agents.filter((agent) => !isSatisfiable(terms, directory, agent.owners));
  if (stuck.length === 0) return [];
  const fatal = stuck.length === agents.length;
  const names = stuck.map(({ id, owners }) => `${id} (owned by ${owners.join(', ')})`).join(', ');
  const consequence = fatal ? 'it could never be met' : 'their requests are refused';
  return [
    {
      fatal,
      message: `@approvals has too few people once owners are left out, for ${names}: ${consequence}`,
    },
  ];
}

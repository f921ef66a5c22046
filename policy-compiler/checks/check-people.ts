import { type Directory, isKeptInRoom, notifyOf, peopleIn } from '../../core/directory/directory.ts';
import { didYouMean } from '../../core/lib/did-you-mean.ts';
import type { AskingPolicy } from '../../core/policy/bundle.ts';
import { isSatisfiable, peopleWhoCould } from '../../core/policy/satisfiable.ts';
import { countsInRoom } from '../../core/vote/voter.ts';
import { agentsWithin } from '../analysis/scope-reach.ts';
import { type Finding, finding, type Position } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/** Can the people whom a policy asks for be found at all, and for every agent that it can be about? */
export const checkPeople = (policies: readonly ParsedPolicy[], directory: Directory): Finding[] =>
  policies.flatMap((parsed) => {
    const { policy } = parsed;
    return asks(policy) ? checkTerms(parsed, policy, directory) : [];
  });

const asks = (policy: ParsedPolicy['policy']): policy is AskingPolicy => policy.terms !== undefined;

function checkTerms({ positionOf }: ParsedPolicy, policy: AskingPolicy, directory: Directory): Finding[] {
  const { terms } = policy;
  const groups = new Set([
    ...directory.people.flatMap((person) => person.groups),
    ...(directory.groups ?? []).map(({ name }) => name),
  ]);
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
      .filter((group) => !isKeptInRoom(directory, group))
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

  const small = terms.approvals.filter(({ group, count }) => peopleFor(policy, group, directory) < count);
  if (small.length > 0) return small.map((approval) => tooSmall(approval));
  if (!isSatisfiable(policy, directory)) {
    const message =
      '@approvals could never be met: one person fills one place only, and its groups share too many people';
    return [finding('too-few-people', positionOf('@approvals'), message)];
  }
  const short = checkOwners(policy, directory).map(({ fatal, message }) =>
    finding(fatal ? 'too-few-without-owners' : 'too-few-for-some', positionOf('@approvals'), message),
  );
  return [
    ...(short.length > 0 ? short : notProvable(policy, directory, positionOf('@approvals'))),
    ...named.flatMap(([annotation, names]) => untold(annotation, names)),
  ];

  function tooSmall({ group, count }: AskingPolicy['terms']['approvals'][number]): Finding {
    const { length } = peopleIn(directory, group);
    const others = peopleFor(policy, group, directory) - length;
    const inItsPlace = others > 0 ? `, and ${others} more in its place` : '';
    const at = positionOf('@approvals');
    const needs = `@approvals needs ${count} of ${group}`;
    return isKeptInRoom(directory, group) && !countsInRoom(policy)
      ? finding(
          'critical-usergroup',
          at,
          `${needs} for what is critical, where a user group fills no place because its members can edit it: the directory itself puts ${length} there${inItsPlace}. List the group at more people`,
        )
      : finding('too-few-people', at, `${needs}, which has ${length}${inItsPlace}: it could never be met`);
  }
}

/** It can be met by whom the directory itself puts there, or else by whoever a room has in its group when they vote. */
function notProvable(policy: AskingPolicy, directory: Directory, at: Position): Finding[] {
  const { groups: _, ...alone } = directory;
  if (isSatisfiable(policy, alone)) return [];
  const { approvals, substitutes = [] } = policy.terms;
  const named = [...approvals.map(({ group }) => group), ...substitutes.map(({ by }) => by)];
  const kept = [...new Set(named)].filter((group) => isKeptInRoom(directory, group));
  return [
    finding(
      'people-not-provable',
      at,
      `@approvals cannot be proved to be met: who is in ${kept.join(' and ')} is known only when they vote, by the user group that a room keeps. Have \`npx countersign doctor\` see who is there`,
    ),
  ];
}

/** How many people can fill a place of the group, its substitutes among them. */
function peopleFor(
  { terms: { substitutes = [] }, risk }: AskingPolicy,
  group: string,
  directory: Directory,
): number {
  const groups = [group, ...substitutes.filter((one) => one.group === group).map(({ by }) => by)];
  const people = groups.flatMap((name) => peopleWhoCould(directory, name, risk));
  return new Set(people.map(({ id }) => id.toLowerCase())).size;
}

/** Owners cannot sign for their agent. Fatal where that leaves too few for every agent that the policy can be about. */
function checkOwners(policy: AskingPolicy, directory: Directory) {
  const { principal } = policy.scope;
  const ids = agentsWithin({ principal }, directory);
  const agents = directory.agents.filter(({ id }) => ids.includes(id));
  const stuck = agents.filter((agent) => !isSatisfiable(policy, directory, agent.owners));
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

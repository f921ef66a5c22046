import type { UnkeptPart } from '../../catalog/unkept-of.ts';
import { compareText } from '../../core/lib/compare-text.ts';
import { actionsWithin, agentsWithin, type KnownNames, overlaps } from '../analysis/scope-reach.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';
import type { WaysToRun } from './check-run.ts';

/** What of an action that Countersign runs is not stored. */
export type Unkept = (action: string) => readonly UnkeptPart[];

interface OfActions {
  waysToRun: WaysToRun;
  unkept: Unkept;
}

/**
 * People approve it, and nothing happens before the agent calls `/run`: whoever writes policies is told of which actions
 * that can be so. One note for all policies, at the first that asks for one of them.
 */
export function noteWaits(
  policies: readonly ParsedPolicy[],
  known: KnownNames,
  { waysToRun, unkept }: OfActions,
): Finding[] {
  const forbidden = new Set(
    policies
      .filter((one) => forbidsAll(one, known))
      .flatMap(({ policy }) => actionsWithin(policy.scope, known)),
  );
  const asking = policies.filter(
    (one) => one.policy.terms !== undefined && mayBeCountersigns(one, policies, known),
  );
  const waiting = asking.map(({ policy }) =>
    actionsWithin(policy.scope, known).filter(
      (action) =>
        !forbidden.has(action) && waysToRun(action).includes('countersign') && unkept(action).length > 0,
    ),
  );
  const first = asking.find((_, at) => waiting[at]?.length);
  if (!first) return [];
  const actions = [...new Set(waiting.flat())].toSorted(compareText);
  const answer = actions.filter((action) => unkept(action).includes('answer'));
  const parameters = actions.filter((action) => !answer.includes(action));
  const message = [
    `Countersign waits for the agent's /run, also after people have approved, for ${actions.length} ${actions.length === 1 ? 'action' : 'actions'} of which it keeps something nowhere`,
    ...line('may hide parameters', parameters),
    ...line('answer with a secret', answer),
  ].join('\n');
  return [finding('waits-for-agent', first.positionOf('@id'), message)];
}

/** No agent gets past it, whatever it asks for. */
const forbidsAll = ({ policy: { effect, scope }, conditions }: ParsedPolicy, known: KnownNames): boolean =>
  effect === 'forbid' &&
  conditions === '[]' &&
  scope.resource === null &&
  agentsWithin(scope, known).length === known.agents.length;

/** Unless it leaves the run to the agent, and no policy that it can meet says otherwise. */
const mayBeCountersigns = (
  one: ParsedPolicy,
  policies: readonly ParsedPolicy[],
  known: KnownNames,
): boolean =>
  one.policy.run === undefined ||
  one.policy.run === 'countersign' ||
  policies.some(
    ({ policy: { run, scope } }) => run === 'countersign' && overlaps(scope, one.policy.scope, known),
  );

/** `iam: CreateAccessKey, UpdateLoginProfile; rds: …` */
function line(what: string, actions: readonly string[]): string[] {
  if (actions.length === 0) return [];
  const byService = Map.groupBy(actions, (action) => action.slice(0, action.indexOf(':')));
  const told = [...byService].map(
    ([service, names]) => `${service}: ${names.map((name) => name.slice(service.length + 1)).join(', ')}`,
  );
  return [`  ${what}: ${told.join('; ')}`];
}

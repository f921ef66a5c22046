import type { DirectoryAgent } from '../../core/directory/directory.ts';
import type { Scope } from '../../core/policy/bundle.ts';
import { agentGroupKey, agentKey, type Standing } from '../../core/policy/policy-index.ts';

/** What the names in scopes stand for. */
export interface KnownNames {
  agents: readonly DirectoryAgent[];
  actions: Readonly<Record<string, readonly string[]>>;
}

/** Every name under which a scope that covers this one can stand. */
export const standingOf = ({ principal, actions, resource }: Scope, known: KnownNames): Standing => ({
  principals: principal === null ? [] : [principal, ...groupsOfAgent(principal, known)],
  actions: (actions ?? []).flatMap((action) => [action, ...groupsOfAction(action, known)]),
  resources: resource === null ? [] : [resource],
});

/** Does `wide` let through every action that `narrow` does? */
export function coversActions(wide: Scope, narrow: Scope, known: KnownNames): boolean {
  const within = new Set(actionsWithin(wide, known));
  return actionsWithin(narrow, known).every((action) => within.has(action));
}

/** Can one request stand in both, whatever its resource? */
export const overlaps = (a: Scope, b: Scope, known: KnownNames): boolean =>
  meet(agentsWithin(a, known), agentsWithin(b, known)) &&
  meet(actionsWithin(a, known), actionsWithin(b, known));

const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((name) => b.includes(name));

export const agentsWithin = (
  { principal }: Pick<Scope, 'principal'>,
  { agents }: Pick<KnownNames, 'agents'>,
): string[] =>
  agents
    .filter(
      ({ id, groups }) =>
        principal === null || [agentKey(id), ...groups.map(agentGroupKey)].includes(principal),
    )
    .map(({ id }) => id);

export const actionsWithin = (
  { actions: names }: Pick<Scope, 'actions'>,
  { actions }: Pick<KnownNames, 'actions'>,
): string[] =>
  Object.entries(actions)
    .filter(([action, groups]) => names === null || [action, ...groups].some((name) => names.includes(name)))
    .map(([action]) => action);

const groupsOfAgent = (principal: string, { agents }: KnownNames): string[] =>
  agents.filter(({ id }) => agentKey(id) === principal).flatMap(({ groups }) => groups.map(agentGroupKey));

const groupsOfAction = (action: string, { actions }: KnownNames): readonly string[] =>
  (Object.hasOwn(actions, action) ? actions[action] : undefined) ?? [];

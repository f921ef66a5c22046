import type { SchemaPart } from '../../catalog/generate/cedar-schema.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';
import { entitiesIn, readsContext } from '../read/scope.ts';
import { actionsWithin, type KnownNames } from './scope-reach.ts';

/**
 * The part of Cedar's schema that tells whether it would find anything wrong with these policies. One that looks at parameters
 * is checked at every action that its scope reaches. To the others, actions differ by name and by group only: those that
 * they name are checked, and of those with the same groups any one.
 */
export function partThatTells(
  policies: readonly ParsedPolicy[],
  known: Pick<KnownNames, 'actions'>,
): SchemaPart {
  const typed = policies
    .filter(({ json }) => readsContext(json, 'parameters'))
    .flatMap(({ policy }) => actionsWithin(policy.scope, known));
  const named = policies.flatMap(({ json }) => entitiesIn(json).map(({ id }) => id));
  const anyOfGroups = new Map(
    Object.entries(known.actions).map(([action, groups]) => [groups.join(), action]),
  );
  return { actions: new Set([...typed, ...named, ...anyOfGroups.values()]), typed: new Set(typed) };
}

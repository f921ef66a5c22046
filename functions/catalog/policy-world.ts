import type { PolicyWorld } from '../core/policy/compile.ts';
import { cedarSchema, knownActions } from './cedar-schema.ts';
import type { Catalog } from './entry.ts';
import { nearestAction } from './nearest-action.ts';
import { otherWayTo } from './other-way.ts';

/** What policies are checked against: this catalog, and what the settings call each account. */
export const policyWorld = (
  catalog: Catalog,
  environments: PolicyWorld['environments'],
): Required<PolicyWorld> => ({
  cedarSchema: cedarSchema(catalog),
  knownActions: knownActions(catalog),
  environments,
  nearestAction: (name) => nearestAction(catalog, name),
  otherWayTo: (action, arn) => otherWayTo(catalog, action, arn),
});

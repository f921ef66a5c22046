import type { Catalog } from '../catalog/entry.ts';
import { cedarSchema, knownActions } from '../catalog/generate/cedar-schema.ts';
import { nearestAction } from '../catalog/nearest-action.ts';
import { otherWayTo } from '../catalog/resource-aliases.ts';
import type { PolicyWorld } from './compile.ts';

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

import type { Catalog } from '../catalog/entry.ts';
import { cedarSchema, knownActions } from '../catalog/generate/cedar-schema.ts';
import { knownTextsOf } from '../catalog/known-texts.ts';
import { nearestAction } from '../catalog/nearest-action.ts';
import { aliasParameterFor } from '../catalog/resource-aliases.ts';
import { unkeptOf } from '../catalog/unkept-of.ts';
import { waysToRun } from '../catalog/who-runs-it.ts';
import { nothingOwn } from '../core/policy/own.ts';
import type { CompileContext } from './compile.ts';

/** What the settings and the adapters say. */
export type DeploymentContext = Pick<
  CompileContext,
  'environments' | 'doors' | 'agentRolePatterns' | 'own' | 'channels'
>;

/** What policies are checked against: this catalog, and what the settings call each account, where people decide. */
export const compileContext = (
  catalog: Catalog,
  { environments, doors, agentRolePatterns = [], own = nothingOwn, channels = {} }: DeploymentContext,
): Required<CompileContext> => ({
  cedarSchema: (part) => cedarSchema(catalog, part),
  knownActions: knownActions(catalog),
  environments,
  doors,
  agentRolePatterns,
  own,
  channels,
  nearestAction: (name) => nearestAction(catalog, name),
  knownTextsAt: knownTextsOf(catalog),
  aliasParameterFor: (action, arn) => aliasParameterFor(catalog, action, arn),
  unkept: (action) => {
    const entry = catalog.find(action);
    return entry ? unkeptOf(entry) : [];
  },
  waysToRun: (action) => waysToRun(catalog.find(action) ?? { action }),
});

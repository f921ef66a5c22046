import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { catalogWith } from '../functions/catalog/catalog.ts';
import { cedarSchema, knownActions } from '../functions/catalog/cedar-schema.ts';
import { type CustomActions, customActionsSchema } from '../functions/catalog/custom.ts';
import type { Catalog } from '../functions/catalog/entry.ts';
import { type Directory, matchesRole } from '../functions/core/directory.ts';
import type { PolicyBundle } from '../functions/core/policy/bundle.ts';
import { compilePolicies, type PolicyFile } from '../functions/core/policy/compile.ts';
import { sayFinding } from '../functions/core/policy/finding.ts';
import type { BundledFiles } from './bundles.ts';
import type { Loaded } from './loaded.ts';
import type { Config } from './settings-schema.ts';

const policiesFolder = new URL('../policies/', import.meta.url);

/** What rules a deployment, as its functions get it, and the catalog that it was checked against. */
export interface PolicySet extends BundledFiles {
  policy: PolicyBundle;
  catalog: Catalog;
}

/** The policy set of a deployment. One error anywhere, and nothing is deployed. */
export function loadPolicies(config: Config, folder: URL = policiesFolder): Loaded<PolicySet> {
  const actions = readActions(new URL('actions.yaml', folder));
  if (!actions.ok) return actions;
  const catalog = catalogWith(actions.value);
  const compiled = compilePolicies(readPolicyFiles(folder), {
    cedarSchema: cedarSchema(catalog),
    knownActions: knownActions(catalog),
    environments: config.accounts,
  });
  if (!compiled.ok) return { ok: false, problems: compiled.errors.map(sayFinding) };
  const { bundle } = compiled;
  const problems = strangersIn(bundle.directory, config);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: { policy: bundle, actions: actions.value, directory: bundle.directory, catalog },
  };
}

const readPolicyFiles = (folder: URL): PolicyFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.cedar') || name === 'directory.yaml')
    .map((name) => ({ path: `policies/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }));

/** A deployment without actions of its own needs no file. */
function readActions(file: URL): Loaded<CustomActions> {
  const document = parseDocument(existsSync(file) ? readFileSync(file, 'utf8') : '{}');
  const problem = (message: string): Loaded<CustomActions> => ({
    ok: false,
    problems: [`policies/actions.yaml: ${message}`],
  });
  const [syntaxError] = document.errors;
  if (syntaxError) return problem(syntaxError.message.split('\n', 1)[0] ?? '');
  const read = customActionsSchema.safeParse(document.toJS() ?? {});
  if (read.success) return { ok: true, value: read.data };
  const [issue] = read.error.issues;
  return problem(`${issue?.path.join('.')}: ${issue?.message}`);
}

/** Agents whose roles this deployment does not expect. Both sides may hold `*`; a pattern covers what it matches as text. */
const strangersIn = ({ agents }: Directory, { stage, agentRolePatterns }: Config): string[] =>
  agents.flatMap(({ id, roles }) =>
    roles
      .filter((role) => !agentRolePatterns.some((pattern) => matchesRole(pattern, role)))
      .map(
        (role) =>
          `policies/directory.yaml: agent ${id} has the role ${role}, which agentRolePatterns in infra/settings/${stage}.yaml does not cover.`,
      ),
  );

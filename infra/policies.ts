import { readdirSync, readFileSync, statSync } from 'node:fs';
import { doors } from '../adapters/doors.ts';
import type { Catalog } from '../catalog/entry.ts';
import { type Directory, matchesRole } from '../core/directory/directory.ts';
import type { PolicyBundle } from '../core/policy/bundle.ts';
import type { PolicyFile } from '../policy-compiler/compile.ts';
import { compileFolder } from '../policy-compiler/compile-folder.ts';
import { formatFinding } from '../policy-compiler/finding.ts';
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
  const compiled = compileFolder(readPolicyFiles(folder), { environments: config.accounts, doors });
  if (!compiled.ok) return { ok: false, problems: compiled.errors.map(formatFinding) };
  const { bundle, catalog, actions } = compiled;
  const problems = strangersIn(bundle.directory, config);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { policy: bundle, actions, directory: bundle.directory, catalog } };
}

/** All that lies there: a file that nobody would read is a mistake that the compiler tells. */
const readPolicyFiles = (folder: URL): PolicyFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !statSync(new URL(name, folder)).isDirectory())
    .map((name) => ({ path: `policies/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }));

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

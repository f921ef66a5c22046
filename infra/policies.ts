import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { doors } from '../adapters/doors.ts';
import type { Catalog } from '../catalog/entry.ts';
import type { PolicyBundle } from '../core/policy/bundle.ts';
import { channelsOf } from '../core/policy/channels.ts';
import type { PolicyFile } from '../policy-compiler/compile.ts';
import { compileFolder } from '../policy-compiler/compile-folder.ts';
import { formatFinding } from '../policy-compiler/finding.ts';
import type { BundledFiles } from './bundles.ts';
import { type Loaded, readSource } from './loaded.ts';
import { ownNames } from './own-names.ts';
import type { Config } from './settings-schema.ts';
import type { Sources } from './sources.ts';

/** What rules a deployment, as its functions get it, and the catalog that it was checked against. */
export interface PolicySet extends BundledFiles {
  policy: PolicyBundle;
  catalog: Catalog;
}

/** The policy set of a deployment. One error anywhere, and nothing is deployed. */
export function loadPolicies(config: Config, sources: Sources): Loaded<PolicySet> {
  const files = readSource('policies', sources.policies, readPolicyFiles);
  if (!files.ok) return files;
  if (files.value.length === 0)
    return {
      ok: false,
      problems: [`${sources.policies} is empty: give the folder of the policies.`],
    };
  const compiled = compileFolder(files.value, {
    environments: config.accounts,
    channels: channelsOf(config.slack.channels),
    agentRolePatterns: config.agentRolePatterns,
    doors,
    own: ownNames(config),
  });
  if (!compiled.ok) return { ok: false, problems: compiled.errors.map(formatFinding) };
  const { bundle, catalog, actions } = compiled;
  return { ok: true, value: { policy: bundle, actions, directory: bundle.directory, catalog } };
}

/** All that lies there: a file that nobody would read is a mistake that the compiler tells. */
const readPolicyFiles = (folder: string): PolicyFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => !statSync(path).isDirectory())
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

import type { PolicyBundle } from '../core/policy/bundle.ts';
import { compilePolicies, type PolicyFile } from '../core/policy/compile.ts';
import type { Finding } from '../core/policy/finding.ts';
import { parseYaml } from '../core/policy/parse-yaml.ts';
import { sortFiles } from '../core/policy/policy-files.ts';
import { catalogWith } from './catalog.ts';
import { type CustomActions, customActionsSchema } from './custom.ts';
import type { Catalog } from './entry.ts';
import { policyWorld } from './policy-world.ts';

export type CompiledFolder =
  | { ok: true; bundle: PolicyBundle; catalog: Catalog; actions: CustomActions; warnings: Finding[] }
  | { ok: false; errors: Finding[]; warnings: Finding[] };

/** Everything that lies in policies/, as the CLI checks it and as a synth deploys it: the deployment's own actions first. */
export function compileFolder(
  files: readonly PolicyFile[],
  environments: Readonly<Record<string, string>>,
): CompiledFolder {
  const { actions: actionsFile = { path: 'actions.yaml', text: '' } } = sortFiles(files);
  const read = parseYaml(actionsFile, customActionsSchema);
  if (!read.ok) return { ok: false, errors: read.findings, warnings: [] };
  const actions = read.parsed.value;
  const catalog = catalogWith(actions);
  const compiled = compilePolicies(files, policyWorld(catalog, environments));
  return compiled.ok ? { ...compiled, catalog, actions } : compiled;
}

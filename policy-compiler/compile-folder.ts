import { catalogWith } from '../catalog/catalog.ts';
import { type CustomActions, customActionsSchema } from '../catalog/custom/custom-action.ts';
import type { Catalog } from '../catalog/entry.ts';
import { type Compiled, compilePolicies, type PolicyFile } from './compile.ts';
import { compileContext, type DeploymentContext } from './compile-context.ts';
import type { Finding } from './finding.ts';
import { parseYaml } from './read/parse-yaml.ts';
import { sortFiles } from './read/policy-files.ts';

export type CompiledFolder =
  | (Extract<Compiled, { ok: true }> & { catalog: Catalog; actions: CustomActions })
  | { ok: false; errors: Finding[]; warnings: Finding[] };

/** Everything that lies in policies/, as the CLI checks it and as a synth deploys it: the deployment's own actions first. */
export function compileFolder(files: readonly PolicyFile[], deployment: DeploymentContext): CompiledFolder {
  const { actions: actionsFile = { path: 'actions.yaml', text: '' } } = sortFiles(files);
  const read = parseYaml(actionsFile, customActionsSchema);
  if (!read.ok) return { ok: false, errors: read.findings, warnings: [] };
  const actions = read.parsed.value;
  const catalog = withNamed(catalogWith(actions), files);
  const compiled = compilePolicies(files, compileContext(catalog, deployment));
  return compiled.ok ? { ...compiled, catalog, actions } : compiled;
}

/** An action that nobody has described has no place in the catalog until a policy speaks of it. */
function withNamed(catalog: Catalog, files: readonly PolicyFile[]): Catalog {
  const named = files
    .filter(({ path }) => path.endsWith('.cedar'))
    .flatMap(({ text }) =>
      [...text.matchAll(/Action::"([a-z0-9-]+:\w+)"/g)].map(([, action = '']) => action),
    );
  const entries = [...new Set(named)]
    .flatMap((action) => catalog.find(action) ?? [])
    .filter(({ curated }) => !curated);
  return { ...catalog, entries: [...catalog.entries, ...entries] };
}

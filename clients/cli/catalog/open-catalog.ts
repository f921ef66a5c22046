import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { catalogWith } from '../../../catalog/catalog.ts';
import { type CustomActions, customActionsSchema } from '../../../catalog/custom/custom-action.ts';
import type { Catalog } from '../../../catalog/entry.ts';
import { formatFinding } from '../../../policy-compiler/finding.ts';
import { parseYaml } from '../../../policy-compiler/read/parse-yaml.ts';
import { formatProblem } from '../format-problem.ts';
import { plain, type Terminal } from '../terminal.ts';

export interface CatalogOptions {
  policies: string;
}

export const commandOnCatalog = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .option('--policies <folder>', 'the folder of policies, whose actions.yaml has your own', 'policies');

/** The catalog with the actions of this deployment, or none and status 1 with what is wrong. */
export async function openCatalog(
  { policies }: CatalogOptions,
  terminal: Terminal,
): Promise<Catalog | undefined> {
  const read = await readActions(policies);
  if (read.ok) return catalogWith(read.actions);
  tellProblems(terminal, read.problems);
  return undefined;
}

type ActionsAnswer = { ok: true; actions: CustomActions } | { ok: false; problems: string[] };

/** A folder without actions.yaml adds none. */
async function readActions(folder: string): Promise<ActionsAnswer> {
  const path = join(folder, 'actions.yaml');
  try {
    const text = (await readdir(folder)).includes('actions.yaml') ? await readFile(path, 'utf8') : '';
    const read = parseYaml({ path, text }, customActionsSchema);
    return read.ok
      ? { ok: true, actions: read.parsed.value }
      : { ok: false, problems: read.findings.map(formatFinding) };
  } catch (problem) {
    return { ok: false, problems: [`${folder} ${formatProblem(problem)}: --policies names the folder`] };
  }
}

export function tellProblems(terminal: Terminal, problems: readonly string[]): void {
  for (const problem of problems) terminal.err(plain(problem));
  terminal.exitWith(1);
}

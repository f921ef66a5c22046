import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { catalogWith } from '../../catalog/catalog.ts';
import { type CustomActions, customActionsSchema } from '../../catalog/custom/custom-action.ts';
import { catalogDocs } from '../../catalog/generate/docs.ts';
import { formatFinding } from '../../policy-compiler/finding.ts';
import { parseYaml } from '../../policy-compiler/read/parse-yaml.ts';
import { formatProblem } from './format-problem.ts';
import { plain, processTerminal, type Terminal } from './terminal.ts';

export const catalogCommand = (terminal: Terminal = processTerminal): Command =>
  new Command('catalog').description('the actions that agents can ask for').addCommand(docsCommand(terminal));

interface Options {
  policies: string;
  page: string;
  check?: true;
}

const docsCommand = (terminal: Terminal): Command =>
  new Command('docs')
    .description('write a page of the catalog, with the actions in actions.yaml')
    .option('--policies <folder>', 'the folder of policies', 'policies')
    .option('--page <file>', 'the page', 'docs/catalog.md')
    .option('--check', 'write nothing; exit 1 where the page is not what would be written')
    .action(async ({ policies, page, check }: Options) => {
      const read = await readActions(policies);
      if (!read.ok) return fail(terminal, read.problems);
      const docs = catalogDocs(catalogWith(read.actions));
      if (!check) {
        await mkdir(dirname(page), { recursive: true });
        await writeFile(page, docs);
      } else if ((await readIfThere(page)) !== docs) {
        fail(terminal, [
          `${page} is not what the catalog says. Run \`npx countersign catalog docs\` with the same options, and commit it.`,
        ]);
      }
    });

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

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function fail(terminal: Terminal, problems: readonly string[]): void {
  for (const problem of problems) terminal.err(plain(problem));
  terminal.exitWith(1);
}

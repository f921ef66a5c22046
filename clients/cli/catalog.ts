import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { catalogWith } from '../../catalog/catalog.ts';
import { customActionsSchema } from '../../catalog/custom/custom-action.ts';
import { catalogDocs } from '../../catalog/generate/docs.ts';

/** `root` is the folder that holds `policies/` and `docs/`, with a slash at its end. */
export const catalogCommand = (root = new URL('../../', import.meta.url)): Command =>
  new Command('catalog').description('the actions that agents can ask for').addCommand(docsCommand(root));

const docsCommand = (root: URL): Command =>
  new Command('docs')
    .description('write docs/catalog.md from the catalog and policies/actions.yaml')
    .option('--check', 'write nothing; exit 1 where the page is not what would be written')
    .action(async ({ check }: { check?: true }) => {
      const page = new URL('docs/catalog.md', root);
      const actions = await readActions(new URL('policies/actions.yaml', root));
      if (!actions.ok) return fail(actions.problem);
      const docs = catalogDocs(catalogWith(actions.value));
      if (!check) {
        await mkdir(new URL('docs/', root), { recursive: true });
        await writeFile(page, docs);
      } else if ((await readIfThere(page)) !== docs) {
        fail(
          'docs/catalog.md is not what the catalog says. Run `npx countersign catalog docs` and commit it.',
        );
      }
    });

type Read = { ok: true; value: z.infer<typeof customActionsSchema> } | { ok: false; problem: string };

async function readActions(file: URL): Promise<Read> {
  const text = await readIfThere(file);
  try {
    const { success, data, error } = customActionsSchema.safeParse(parse(text ?? '') ?? {});
    return success
      ? { ok: true, value: data }
      : { ok: false, problem: error.issues.map(formatIssue).join('\n') };
  } catch (error) {
    if (error instanceof YAMLParseError)
      return { ok: false, problem: `policies/actions.yaml: ${firstLine(error.message)}` };
    throw error;
  }
}

const formatIssue = ({ path, message }: z.core.$ZodIssue): string =>
  `policies/actions.yaml: ${path.length > 0 ? `${path.join('.')}: ` : ''}${firstLine(message)}`;

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

async function readIfThere(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function fail(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

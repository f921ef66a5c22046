import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { catalogDocs } from '../../../catalog/generate/docs.ts';
import type { Terminal } from '../terminal.ts';
import { type CatalogOptions, commandOnCatalog, openCatalog, tellProblems } from './open-catalog.ts';

interface Options extends CatalogOptions {
  page: string;
  check?: true;
}

export const docsCommand = (terminal: Terminal): Command =>
  commandOnCatalog('docs', 'write a page of the catalog, with the actions in actions.yaml')
    .option('--page <file>', 'the page', 'docs/catalog.md')
    .option('--check', 'write nothing; exit 1 where the page is not what would be written')
    .action(async (options: Options) => {
      const { page, check } = options;
      const catalog = await openCatalog(options, terminal);
      if (!catalog) return;
      const docs = catalogDocs(catalog);
      if (!check) {
        await mkdir(dirname(page), { recursive: true });
        await writeFile(page, docs);
      } else if ((await readIfThere(page)) !== docs) {
        tellProblems(terminal, [
          `${page} is not what the catalog says. Run \`npx countersign catalog docs\` with the same options, and commit it.`,
        ]);
      }
    });

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

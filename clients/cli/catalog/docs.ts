import type { Command } from 'commander';
import { catalogDocs } from '../../../catalog/generate/docs/catalog-docs.ts';
import type { Terminal } from '../terminal.ts';
import { docsFolder } from './docs-folder.ts';
import { type CatalogOptions, commandOnCatalog, openCatalog, tellProblems } from './open-catalog.ts';

interface Options extends CatalogOptions {
  page: string;
  check?: true;
}

export const docsCommand = (terminal: Terminal): Command =>
  commandOnCatalog('docs', 'write the pages of the catalog, with the actions in actions.yaml')
    .option(
      '--page <file>',
      'the index; the page of each service stands in a folder of its name',
      'docs/catalog.md',
    )
    .option('--check', 'write nothing; exit 1 where a page is not what would be written')
    .action(async (options: Options) => {
      const catalog = await openCatalog(options, terminal);
      if (!catalog) return;
      const folder = docsFolder(options.page);
      const docs = catalogDocs(catalog, folder.name);
      if (!options.check) return folder.write(docs);
      const wrong = await folder.wrong(docs);
      if (wrong.length > 0) tellProblems(terminal, wrong.map(saidOf));
    });

const saidOf = (file: string): string =>
  `${file} is not what the catalog says. Run \`npx countersign catalog docs\` with the same options, and commit it.`;

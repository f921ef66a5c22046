import type { Command } from 'commander';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import { wholeAction } from '../../../catalog/listed-action.ts';
import { searchActions } from '../../../catalog/search-actions.ts';
import { nearestName } from '../../../core/lib/did-you-mean.ts';
import { table } from '../table.ts';
import { plain, type Terminal } from '../terminal.ts';
import { type CatalogOptions, commandOnCatalog, openCatalog, tellProblems } from './open-catalog.ts';

interface Options extends CatalogOptions {
  group?: string;
  json?: true;
}

export const listCommand = (terminal: Terminal): Command =>
  commandOnCatalog('list', 'every action, with its groups')
    .option('--group <name>', 'only those of this group, such as data-export')
    .option('--json', 'print all of each as JSON')
    .action(async (options: Options) => {
      const catalog = await openCatalog(options, terminal);
      if (!catalog) return;
      const { group } = options;
      const groups = new Set(catalog.entries.flatMap((entry) => entry.groups));
      if (group !== undefined && !groups.has(group)) return tellProblems(terminal, [noGroup(group, groups)]);
      const entries = catalog.entries.filter((entry) => group === undefined || entry.groups.includes(group));
      tellEntries(terminal, entries, options);
    });

export const searchCommand = (terminal: Terminal): Command =>
  commandOnCatalog('search', 'actions by words of their name, sentence, groups or parameters')
    .argument('<words...>', 'all of them must be there')
    .option('--json', 'print all of each as JSON')
    .addHelpText('after', '\nExit status: 0 there is one, 1 there is none.')
    .action(async (words: string[], options: Options) => {
      const catalog = await openCatalog(options, terminal);
      if (!catalog) return;
      const entries = searchActions(catalog.entries, words.join(' '));
      if (entries.length === 0) return tellProblems(terminal, [`Nothing has ${words.join(' and ')} in it.`]);
      tellEntries(terminal, entries, options);
    });

function tellEntries(
  terminal: Terminal,
  entries: readonly CatalogEntry[],
  { json }: Pick<Options, 'json'>,
): void {
  if (json) return void terminal.out(JSON.stringify(entries.map(wholeAction), null, 2));
  const rows = entries.map(({ action, groups }) => [action, groups.join(', ')]);
  terminal.out(table(['action', 'groups'], rows).split('\n').map(plain).join('\n'));
}

function noGroup(group: string, groups: ReadonlySet<string>): string {
  const near = nearestName(group, groups);
  return near === undefined
    ? `There is no group ${group}. There are: ${[...groups].sort().join(', ')}.`
    : `There is no group ${group}. Did you mean ${near}?`;
}

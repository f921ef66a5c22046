import type { Command } from 'commander';
import { type JsonSchema, parametersSchema } from '../../../catalog/cedar-type.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import { exampleSentence } from '../../../catalog/example-sentence.ts';
import { wholeAction } from '../../../catalog/listed-action.ts';
import { nearestAction } from '../../../catalog/nearest-action.ts';
import { plain, type Terminal } from '../terminal.ts';
import { type CatalogOptions, commandOnCatalog, openCatalog, tellProblems } from './open-catalog.ts';

export const showActionCommand = (terminal: Terminal): Command =>
  commandOnCatalog('show', 'one action: its parameters, and how to ask for it')
    .argument('<action>', 'its name: service:Operation')
    .option('--json', 'print all of it as JSON, with the JSON Schema of its parameters')
    .action(async (action: string, options: CatalogOptions & { json?: true }) => {
      const catalog = await openCatalog(options, terminal);
      if (!catalog) return;
      const entry = catalog.find(action);
      if (!entry) {
        const near = nearestAction(catalog, action);
        const hint = near
          ? `Did you mean ${near}?`
          : '`npx countersign catalog search` finds one by its words.';
        return tellProblems(terminal, [`There is no action ${action}. ${hint}`]);
      }
      terminal.out(
        options.json ? JSON.stringify(wholeAction(entry), null, 2) : formatEntry(entry).map(plain).join('\n'),
      );
    });

function formatEntry(entry: CatalogEntry): string[] {
  const { action, groups, resource, readOnly, reversible, secrets, grant, example, look, undo } = entry;
  const { properties = {}, required = [] } = parametersSchema(entry);
  const width = Math.max(0, ...Object.keys(properties).map((name) => name.length));
  return [
    `${action}: ${exampleSentence(entry)}`,
    '',
    `groups      ${groups.join(', ')}`,
    `resource    ${resource}`,
    ...(look ? [`looked at   by ${look.action}`] : []),
    `undo        ${readOnly ? 'only reads' : reversible ? 'can be taken back' : 'cannot be taken back'}${undo ? `: ${undo.actions.join(', ')}` : ''}`,
    ...(grant ? [`credentials ${grant.actions.join(', ')}: ${grant.because}`] : []),
    ...Object.entries(secrets).map(([pointer, what]) => `hidden      ${pointer}: ${what}`),
    '',
    'parameters',
    ...Object.entries(properties).map(
      ([name, schema]) =>
        `  ${name.padEnd(width)}  ${kindOf(schema)}${required.includes(name) ? '' : ', optional'}`,
    ),
    '',
    'for example',
    `  npx countersign request ${action} \\`,
    `    --resource '${example.resource}' \\`,
    `    --parameters '${JSON.stringify(example.parameters).replaceAll("'", "'\\''")}' \\`,
    `    --reason '…' --wait 300`,
  ];
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  array: 'list',
  object: 'object',
};

const kindOf = ({ type }: JsonSchema): string => kinds[type ?? ''] ?? 'one of several forms';

import { parametersSchema } from '../../cedar-type.ts';
import type { CatalogEntry } from '../../entry.ts';
import { exampleSentence } from '../../example-sentence.ts';
import { code, generatedMark, plain } from './markdown.ts';

export function servicePage(service: string, entries: readonly CatalogEntry[], index: string): string {
  const sorted = entries.toSorted((one, other) => (one.action < other.action ? -1 : 1));
  return `# ${service}

${generatedMark}

What agents can ask of \`${service}\`, with what people would read. [The catalog](../${index}.md) says what the lines mean.

${sorted.map(overview).join('\n')}

${sorted.map(section).join('\n\n')}
`;
}

const overview = (entry: CatalogEntry): string =>
  `- [${entry.action}](#${entry.action.toLowerCase().replace(':', '')}): ${plain(exampleSentence(entry))}`;

const section = (entry: CatalogEntry): string =>
  [`## ${entry.action}`, `> ${plain(exampleSentence(entry))}`, facts(entry), example(entry)].join('\n\n');

function facts(entry: CatalogEntry): string {
  const { cloudTrail, denial, action } = entry;
  const ownName = cloudTrail?.names.join() === entry.action.split(':')[1];
  const ofAws = entry.iamActions.length > 0;
  const hidden = Object.entries(entry.secrets).map(([pointer, why]) => `\`${pointer}\` (${why})`);
  const denied = denial.actions.filter((denied) => denied !== action);
  return [
    `- groups: ${code(entry.groups)}`,
    ...(ofAws && entry.operation !== action.split(':')[1]
      ? [`- the API calls it \`${entry.operation}\``]
      : []),
    `- resource: \`${entry.resource}\``,
    ...(entry.aliasParameter
      ? [
          `- \`${entry.aliasParameter}\` can mean a thing under another resource: a policy that guards one must look at it too`,
        ]
      : []),
    `- parameters: ${parameters(entry)}`,
    `- ${entry.readOnly ? 'only reads' : entry.reversible ? 'can be taken back' : 'cannot be taken back'}`,
    ...(entry.look ? [`- looked at before, and again before it runs: \`${entry.look.action}\``] : []),
    ...(entry.undo
      ? [`- undone by ${code(entry.undo.actions)}${entry.reversible ? '' : ', as far as it can be'}`]
      : []),
    ...(entry.grant ? [`- credentials for it: ${code(entry.grant.actions)}; ${entry.grant.because}`] : []),
    ...(cloudTrail && !ownName ? [`- in CloudTrail: ${code(cloudTrail.names)}`] : []),
    ...(entry.passes.length > 0
      ? [`- hands over a role, which needs \`iam:PassRole\`: ${code(entry.passes)}`]
      : []),
    ...(hidden.length > 0 ? [`- hidden from channels and records: ${hidden.join(', ')}`] : []),
    ...(denied.length > 0
      ? [`- the boundary denies ${code(denied)} under a condition instead of the action`]
      : []),
  ].join('\n');
}

/** So many can be read in a line. */
const fewParameters = 24;

/** Those that a request must have come first. Where there are more than anybody reads, the rest is only counted. */
function parameters(entry: CatalogEntry): string {
  const { properties = {}, required = [] } = parametersSchema(entry);
  const names = Object.keys(properties);
  const optional = names.filter((name) => !required.includes(name));
  const inBold = names.filter((name) => required.includes(name)).map((name) => `**${name}**`);
  const rest =
    names.length <= fewParameters
      ? optional
      : [`and ${optional.length} more: \`npx countersign catalog show ${entry.action}\``];
  return [...inBold, ...rest].join(', ') || 'none';
}

/** Marked as JSON5, which the formatter leaves as it is: else the page and its check would never agree. */
const example = ({ action, example: { parameters: given, resource } }: CatalogEntry): string =>
  ['```json5', JSON.stringify({ action, resource, parameters: given }, null, 2), '```'].join('\n');

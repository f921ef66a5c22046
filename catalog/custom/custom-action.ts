import { z } from 'zod';
import { commandLine } from '../../core/lib/command-line.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { readShape } from '../../core/lib/read-shape.ts';
import { redact } from '../../core/lib/redact.ts';
import { visibleText } from '../../core/lib/visible-text.ts';
import { placeholdersIn } from '../arn-template.ts';
import { withDerivedGroups } from '../definition.ts';
import type { CatalogEntry, Location } from '../entry.ts';
import { sayWhole } from '../say-whole.ts';
import { listed } from '../values/widest-first.ts';
import { isAwsPrefix } from './aws-prefixes.ts';
import { customParameterSchema, shapeOf } from './custom-parameter.ts';

const exampleLocation: Location = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };

const template = z.string().min(1).max(300);

/** An action of a deployment's own, as policies/actions.yaml defines it. Nothing in AWS stops it: its runner must ask. */
export const customActionSchema = z
  .strictObject({
    action: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,62}:[a-z][A-Za-z0-9]{0,62}$/, 'must be `name:verb`, such as deploy:release'),
    sentence: template.describe('What a person reads: `Deploy {release} to {cluster}`.'),
    parameters: z.record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/, 'a parameter is letters, digits and underscores'),
      customParameterSchema,
    ),
    resource: template
      .regex(/^(?:[A-Za-z0-9._/-]|\{\w+\})+$/, 'may hold letters, digits, . _ / - and {parameters}')
      .describe('What it acts on, from required parameters: `{cluster}/{service}`.'),
    groups: z
      .array(z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'a group is lower case letters, digits and dashes'))
      .min(1, 'name at least one group, such as code-change')
      .describe('Groups of actions that policies name.'),
    secrets: z
      .record(
        z.string().regex(/^\/[A-Za-z]\w*(?:\/\*)?$/, 'must be /parameter or /list/*'),
        z.string().regex(/^[^\p{C}[\]]{1,60}$/u, 'say in a few words what is hidden'),
      )
      .default({})
      .describe(
        'What is a secret itself, each with what it is: `/password: the new password`, or `/tokens/*` for each of a list. All else is shown.',
      ),
    command: z
      .string()
      .optional()
      .describe(
        'The parameter that is the command line, word for word: an ordered list of strings. `countersign run` fills it with what stands after `--`, and runs that alone.',
      ),
    readOnly: z.boolean().default(false).describe('It changes nothing.'),
    reversible: z.boolean().describe('What it does can be undone.'),
    example: z.record(z.string(), z.json()).describe('Parameters as they could really be.'),
  })
  .superRefine((definition, context) => {
    for (const [field, message] of mistakesIn(definition)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });
export type CustomAction = z.infer<typeof customActionSchema>;

/** The whole of policies/actions.yaml, and of actions.json in a bundle. */
export const customActionsSchema = z.strictObject({
  actions: z
    .array(
      customActionSchema.refine(({ action }) => !action.startsWith('countersign:'), {
        path: ['action'],
        error: 'countersign: is what Countersign itself offers; choose another name',
      }),
    )
    .default([]),
});
export type CustomActions = z.infer<typeof customActionsSchema>;

export function customEntry(definition: CustomAction): CatalogEntry {
  const { action, groups, readOnly, reversible, secrets, command } = definition;
  const [name = '', verb = ''] = action.split(':');
  const resource = `arn:{partition}:countersign:{region}:{account}:${name}/${definition.resource}`;
  const arn = (parameters: JsonObject, location: Location) =>
    fill(resource, { ...parameters, ...location }, arnSafe);
  return {
    curated: true,
    action,
    operation: verb,
    groups: withDerivedGroups(groups, { passesRole: false, isIrreversible: !readOnly && !reversible }),
    parameters: parametersOf(definition),
    resource,
    arn,
    aliasParameter: undefined,
    accountOf: () => undefined,
    say: sayWhole(
      (parameters) =>
        fill(definition.sentence, parameters, (value, name) =>
          (name === command ? saidCommand : said)(value),
        ),
      { secrets, constants: [] },
    ),
    secrets,
    hide: (parameters) => redact(parameters, secrets),
    ...(command === undefined ? {} : { command }),
    passes: [],
    readOnly,
    reversible,
    cloudTrail: undefined,
    iamActions: [],
    denial: { actions: [] },
    example: { parameters: definition.example, resource: arn(definition.example, exampleLocation) },
  };
}

const parametersOf = ({ parameters }: Pick<CustomAction, 'parameters'>) =>
  z.strictObject(
    Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, shapeOf(parameter)])),
  ) as unknown as z.ZodType<JsonObject>;

type Mistake = readonly [field: keyof CustomAction, message: string];

/** What no single field shows: names that lead nowhere, secrets that would be said aloud. */
function mistakesIn(definition: CustomAction): Mistake[] {
  const { action, parameters, example } = definition;
  const secrets = Object.keys(definition.secrets);
  const prefix = action.split(':')[0] ?? '';
  const mistakes: Mistake[] = [];
  if (isAwsPrefix(prefix)) mistakes.push(['action', `${prefix} is a service of AWS; choose another name`]);
  for (const field of ['sentence', 'resource'] as const) {
    for (const name of placeholdersIn(definition[field])) {
      const wrong = wrongPlaceholder(field, name, parameters, secrets);
      if (wrong) mistakes.push([field, `{${name}} ${wrong}`]);
    }
  }
  for (const name of Object.keys(parameters)) {
    if (Object.hasOwn(exampleLocation, name))
      mistakes.push(['parameters', `${name} stands for where it happens; choose another name`]);
  }
  for (const secret of secrets) {
    if (!Object.hasOwn(parameters, secret.split('/')[1] ?? ''))
      mistakes.push(['secrets', `${secret} is not a parameter`]);
  }
  const wrongCommand = whyNoCommand(definition);
  if (wrongCommand) mistakes.push(['command', wrongCommand]);
  const tried = readShape(parametersOf(definition), example);
  for (const { path, message } of tried.ok ? [] : tried.faults) {
    mistakes.push(['example', `is not a valid request: ${[...path, message].join(': ')}`]);
  }
  return mistakes;
}

/** Sorted, cut or hidden, it would not be the command line any more. */
function whyNoCommand({ command, parameters, secrets }: CustomAction): string | undefined {
  if (command === undefined) return undefined;
  const parameter = Object.hasOwn(parameters, command) ? parameters[command] : undefined;
  if (!parameter) return `${command} is not a parameter`;
  if (parameter.type !== 'list' || !parameter.ordered || parameter.items.type !== 'string')
    return `${command} must be a list of strings with \`ordered: true\``;
  const isSecret = Object.keys(secrets).some((secret) => secret.split('/')[1] === command);
  return isSecret ? `${command} is a secret; people must see what runs` : undefined;
}

function wrongPlaceholder(
  field: 'sentence' | 'resource',
  name: string,
  parameters: CustomAction['parameters'],
  secrets: readonly string[],
): string | undefined {
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!parameter) return 'is not a parameter';
  if (parameter.optional) return 'is optional; only a required parameter can stand here';
  if (secrets.some((secret) => secret.split('/')[1] === name)) return 'is a secret';
  if (field === 'resource' && parameter.type !== 'string' && parameter.type !== 'integer') {
    return `is a ${parameter.type}; a resource is made of strings and integers`;
  }
  return undefined;
}

const fill = (
  text: string,
  values: Readonly<Record<string, unknown>>,
  write: (value: unknown, name: string) => string,
): string => text.replace(/\{(\w+)\}/g, (_, name: string) => write(values[name], name));

const said = (value: unknown): string =>
  Array.isArray(value) ? listed(value.map(String)) : visibleText(String(value), 120);

/** All of its words: the last one may be what it is about. */
const saidCommand = (value: unknown): string =>
  visibleText(Array.isArray(value) ? commandLine(value.map(String)) : String(value), 300);

/** Escapes all that could end a segment or be a wildcard, so that two different values never make one resource. */
const arnSafe = (value: unknown): string =>
  encodeURIComponent(String(value)).replace(
    /[!'()*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

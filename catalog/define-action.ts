import { z } from 'zod';
import type { JsonObject } from '../core/lib/json.ts';
import type { Secrets } from '../core/lib/redact.ts';
import type { ActionGroup } from './action-groups.ts';
import { fillArn } from './arn-template.ts';
import type { CatalogEntry, Denial, TrailCondition } from './entry.ts';
import { type SayPlace, sayWhole } from './say-whole.ts';

interface Service {
  /** As IAM writes it: `iam`. */
  prefix: string;
  /** As CloudTrail writes it, where it is not the prefix and `.amazonaws.com`. */
  source?: string;
}

/** An entry as its author writes it. What is left out follows from the operation's name. */
interface Definition<Shape extends z.ZodObject> {
  operation: string;
  /** The IAM action's name, where it is not the operation's. */
  iamName?: string;
  groups: readonly Exclude<ActionGroup, 'irreversible' | 'passes-role'>[];
  parameters: Shape;
  resource: string;
  /** Values for the template that are not simply a parameter: defaults, and lists. */
  names?: (parameters: z.output<Shape>) => Readonly<Record<string, string>>;
  aliasParameter?: keyof z.output<Shape> & string;
  accountOf?: (parameters: z.output<Shape>) => string | undefined;
  /** What it does, widest and worst first. What it does not look at is named behind it: see `sayWhole`. */
  say: (parameters: z.output<Shape>, place: SayPlace) => string;
  /** Only what is a secret itself, each with what it is: `{ '/Password': 'a password' }`. */
  secrets?: Secrets;
  passes?: readonly string[];
  readOnly?: true;
  reversible: boolean;
  events?: readonly string[];
  where?: TrailCondition;
  denial?: Denial;
  example: { parameters: z.input<Shape>; resource: string };
}

export type DefineAction = <Shape extends z.ZodObject>(definition: Definition<Shape>) => CatalogEntry;

export const actionsOf =
  ({ prefix, source = `${prefix}.amazonaws.com` }: Service): DefineAction =>
  (definition) => {
    const {
      operation,
      iamName = operation,
      resource,
      passes = [],
      readOnly = false,
      reversible,
    } = definition;
    const action = `${prefix}:${iamName}`;
    const { names = () => ({}), accountOf = () => undefined, say, secrets = {}, where } = definition;
    type Parameters = ParametersOf<typeof definition>;
    return {
      action,
      operation,
      groups: withDerivedGroups(definition.groups, { passesRole: passes.length > 0, readOnly, reversible }),
      // Strict objects of JSON values: only optional keys keep TypeScript from seeing it.
      parameters: definition.parameters as unknown as z.ZodType<JsonObject>,
      resource,
      arn: (parameters, location) =>
        fillArn(resource, { ...parameters, ...names(parameters as Parameters) }, location),
      aliasParameter: definition.aliasParameter,
      accountOf: (parameters) => accountOf(parameters as Parameters),
      say: sayWhole(
        (parameters, place) => say(parameters as Parameters, place),
        [
          ...Object.keys(secrets).map((pointer) => pointer.split('/')[1] ?? ''),
          ...constantsOf(definition.parameters),
        ],
      ),
      secrets,
      passes,
      readOnly,
      reversible,
      cloudTrail: {
        source,
        names: definition.events ?? [operation],
        ...(where && { where }),
      },
      iamActions: [action],
      denial: definition.denial ?? { actions: [action] },
      example: definition.example as CatalogEntry['example'],
    };
  };

/** Required and of one value: nothing to say. */
const constantsOf = ({ shape }: z.ZodObject): string[] =>
  Object.keys(shape).filter((name) => shape[name] instanceof z.ZodLiteral);

type ParametersOf<D> = D extends Definition<infer Shape> ? z.output<Shape> : never;

interface Flags {
  passesRole: boolean;
  readOnly: boolean;
  reversible: boolean;
}

export const withDerivedGroups = (groups: readonly string[], flags: Flags): string[] => [
  ...groups,
  ...(flags.passesRole ? ['passes-role'] : []),
  ...(!flags.readOnly && !flags.reversible ? ['irreversible'] : []),
];

import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { formatIssue } from './format-issue.ts';

/** What is wrong at one place. The message is to be read after the name of the field, or is a sentence of its own. */
export interface Fault {
  path: readonly (string | number)[];
  /** `Tags[0].Key`, of names that the schema knows: one that it does not could be a secret in the wrong place. */
  name: string | undefined;
  message: string;
}

/** Ends it, where a question has not done so. */
export const asSentence = (words: string): string => (words.endsWith('?') ? words : `${words}.`);

export type ReadShape<T> = { ok: true; value: T } | { ok: false; faults: readonly [Fault, ...Fault[]] };

/** A value by its schema, or all that is wrong with it: a misspelt name before the one that is missing for it. */
export function readShape<S extends z.ZodType>(schema: S, value: unknown): ReadShape<z.output<S>> {
  const read = schema.safeParse(value, { error: formatIssue });
  if (read.success) return { ok: true, value: read.data };
  const { issues } = read.error;
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const faults = [
    ...issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? strangers(described, issue) : [])),
    ...issues.flatMap((issue) => {
      if (issue.code === 'unrecognized_keys') return [];
      const path = plainPath(issue.path);
      return { path, name: nameOf(described, path), message: messageOf(issue) };
    }),
  ];
  // A schema refuses nothing without a reason.
  return { ok: false, faults: faults as [Fault, ...Fault[]] };
}

/** zod wraps what is wrong with a record's key in an issue of its own. */
const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message).join(', ') : issue.message;

function strangers(described: object, { path, keys }: z.core.$ZodIssueUnrecognizedKeys): Fault[] {
  const known = namesAt(described, path);
  return keys.map((key) => ({
    path: [...plainPath(path), key],
    name: undefined,
    message: `is not known${didYouMean(key, known) || thereAre(known)}`,
  }));
}

/** Nothing where its last step is a name that only the sender knows. */
function nameOf(described: object, path: Fault['path']): string | undefined {
  const steps = path.map((step, at) => {
    if (typeof step === 'number') return `[${step}]`;
    return namesAt(described, path.slice(0, at)).includes(step) ? `.${step}` : undefined;
  });
  if (steps.length === 0 || steps.includes(undefined)) return undefined;
  return steps.join('').replace(/^\./, '');
}

const thereAre = (names: readonly string[]): string =>
  names.length === 0 || names.length > 12 ? '' : `: there are ${names.join(', ')}`;

/** The part of JSON Schema that says which names an object has. */
interface Described {
  properties?: Readonly<Record<string, Described>>;
  additionalProperties?: Described | boolean;
  items?: Described | boolean;
  anyOf?: readonly Described[];
  oneOf?: readonly Described[];
  allOf?: readonly Described[];
}

function namesAt(schema: object, [step, ...rest]: readonly PropertyKey[]): string[] {
  const described: Described = schema;
  const { properties = {}, additionalProperties, items } = described;
  const forms = [...(described.anyOf ?? []), ...(described.oneOf ?? []), ...(described.allOf ?? [])];
  const inForms = (path: readonly PropertyKey[]) => forms.flatMap((form) => namesAt(form, path));
  if (step === undefined) return [...new Set([...Object.keys(properties), ...inForms([])])];
  const inner = typeof step === 'number' ? items : (properties[String(step)] ?? additionalProperties);
  return [
    ...new Set([...(typeof inner === 'object' ? namesAt(inner, rest) : []), ...inForms([step, ...rest])]),
  ];
}

const plainPath = (path: readonly PropertyKey[]): (string | number)[] =>
  path.filter((step) => typeof step !== 'symbol');

import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { formatIssue } from './format-issue.ts';

/** What is wrong at one place. The message is to be read after the name of the field, or is a sentence of its own. */
export interface Fault {
  path: readonly (string | number)[];
  message: string;
  /** No schema knows the last name of the path: whoever sent it made it up, and it may be a secret. */
  isStranger?: true;
}

/** Ends it, where a question has not done so. */
export const asSentence = (words: string): string => (words.endsWith('?') ? words : `${words}.`);

export type ReadShape<T> = { ok: true; value: T } | { ok: false; faults: readonly [Fault, ...Fault[]] };

/** A value by its schema, or all that is wrong with it: a misspelt name before the one that is missing for it. */
export function readShape<S extends z.ZodType>(schema: S, value: unknown): ReadShape<z.output<S>> {
  const read = schema.safeParse(value, { error: formatIssue });
  if (read.success) return { ok: true, value: read.data };
  const { issues } = read.error;
  const [first, ...others] = [
    ...issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? strangers(schema, issue) : [])),
    ...issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? [] : { path: plainPath(issue.path), message: messageOf(issue) },
    ),
  ];
  if (!first) throw new Error('A schema refused a value without a reason.');
  return { ok: false, faults: [first, ...others] };
}

/** zod wraps what is wrong with a record's key in an issue of its own. */
const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;

function strangers(schema: z.ZodType, { path, keys }: z.core.$ZodIssueUnrecognizedKeys): Fault[] {
  const known = namesAt(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), path);
  return keys.map((key) => ({
    path: [...plainPath(path), key],
    message: `is not known${didYouMean(key, known) || thereAre(known)}`,
    isStranger: true,
  }));
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

import type { z } from 'zod';
import type { JsonSchema } from '../../../catalog/cedar-type.ts';
import type { Json, JsonObject } from '../../../core/lib/json.ts';

/** Valid parameters that differ from given ones at one place, and what was done there. */
export interface Neighbour {
  pointer: string;
  did: 'set' | 'dropped' | 'flipped' | 'changed' | 'added to a list';
  parameters: JsonObject;
}

/**
 * Every value that the examples of the catalog hold, and what they lack: whatever a schema takes of them is a value that an
 * agent could have sent.
 */
const extra: readonly Json[] = [
  '444455556666',
  'arn:aws:iam::444455556666:role/other',
  'arn:aws:iam::444455556666:policy/other',
  'arn:aws:kms:eu-central-1:444455556666:key/4444abcd-12ab-34cd-56ef-1234567890ab',
  'arn:aws:lambda:eu-central-1:444455556666:function:other',
  'arn:aws:lambda:eu-central-1:444455556666:layer:tools:3',
  'arn:aws:sqs:eu-central-1:444455556666:failed',
  'arn:aws:sns:eu-central-1:111122223333:topic',
  'arn:aws:iam::111122223333:instance-profile/other',
  'arn:aws:organizations::111122223333:organization/o-exampleorgid',
  'arn:aws:secretsmanager:eu-central-1:444455556666:secret:other-AbCdEf',
  'arn:aws:redshift-serverless:eu-central-1:111122223333:workgroup/1234abcd-12ab-34cd-56ef-1234567890ab',
  'subnet-00000000000000001',
  'sg-00000000000000001',
  'i-00000000000000001',
  'ami-00000000000000001',
  'snap-00000000000000001',
  'pl-00000000000000001',
  'fl-00000000000000001',
  '2026-01-31T12:00:00Z',
  '0.0.0.0/0',
  '::/0',
  'all',
  '*',
  'other',
  'other-name',
  'other:7',
  '1.4.0',
  '12',
  '1h',
  'v7',
  'm7g.small',
  '/other/',
  'o-exampleorgid',
  's3://elsewhere/x/',
  'c29tZXRoaW5nIGVsc2UK',
  '4444abcd-12ab-34cd-56ef-1234567890ab',
];

export function neighboursOf(
  schema: JsonSchema,
  parameters: JsonObject,
  pool: readonly Json[],
  takes: (parameters: JsonObject) => boolean,
): Neighbour[] {
  const found: Neighbour[] = [];
  const seen = new Set<string>();
  for (const { pointer, did, value } of editsOf(schema, parameters, '', [...pool, ...extra])) {
    const next = value as JsonObject;
    const key = `${pointer} ${did}`;
    if (seen.has(key) || !takes(next)) continue;
    seen.add(key);
    found.push({ pointer, did, parameters: next });
  }
  return found;
}

interface Edit {
  pointer: string;
  did: Neighbour['did'];
  value: Json;
}

function* editsOf(schema: JsonSchema, value: Json, pointer: string, pool: readonly Json[]): Generator<Edit> {
  if (Array.isArray(value)) yield* listEdits(schema, value, pointer, pool);
  else if (typeof value === 'object' && value !== null) yield* objectEdits(schema, value, pointer, pool);
  else if (typeof value === 'boolean') yield { pointer, did: 'flipped', value: !value };
  else
    for (const other of candidates(schema, pool))
      if (other !== value) yield { pointer, did: 'changed', value: other };
}

function* listEdits(
  schema: JsonSchema,
  list: Json[],
  pointer: string,
  pool: readonly Json[],
): Generator<Edit> {
  for (const item of candidates(schema.items ?? {}, pool))
    yield { pointer, did: 'added to a list', value: [...list, item] };
  for (const [index, item] of list.entries())
    for (const edit of editsOf(schema.items ?? {}, item, `${pointer}/*`, pool))
      yield { ...edit, value: list.with(index, edit.value) };
}

function* objectEdits(
  schema: JsonSchema,
  object: JsonObject,
  pointer: string,
  pool: readonly Json[],
): Generator<Edit> {
  const free = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  if (free) {
    for (const item of candidates(free, pool))
      yield { pointer, did: 'set', value: { ...object, '--another': item } };
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const at = `${pointer}/${name}`;
    const held = object[name];
    if (held === undefined) {
      for (const item of candidates(property, pool))
        yield { pointer: at, did: 'set', value: { ...object, [name]: item } };
      continue;
    }
    const { [name]: _, ...rest } = object;
    yield { pointer: at, did: 'dropped', value: rest };
    for (const edit of editsOf(property, held, at, pool))
      yield { ...edit, value: { ...object, [name]: edit.value } };
  }
}

/** Values of the right type; whether they fit is for the schema to say. */
function candidates(schema: JsonSchema, pool: readonly Json[], depth = 0): Json[] {
  const { enum: values } = schema as { enum?: Json[] };
  if (values) return values;
  if ('const' in schema) return [schema.const as Json];
  switch (schema.type) {
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number':
      return [1, 2, 7, 10, 60, 600, 1_000, 1_800, 3_600];
    case 'string':
      return pool.filter((value) => typeof value === 'string').filter(fits(schema));
    case 'array':
      return depth > 3 ? [] : candidates(schema.items ?? {}, pool, depth + 1).map((item) => [item]);
    case 'object':
      return depth > 3 ? [] : objects(schema, pool, depth + 1);
    default:
      return [];
  }
}

/** One for each property that may be left out, beside those that may not. The first that fits of each will do. */
function objects(schema: JsonSchema, pool: readonly Json[], depth: number): Json[] {
  if (typeof schema.additionalProperties === 'object')
    return candidates(schema.additionalProperties, pool, depth).map((value) => ({ one: value }));
  const required = schema.required ?? [];
  const whole = required.reduce<JsonObject[]>(
    (all, name) => {
      const values = candidates(schema.properties?.[name] ?? {}, pool, depth).filter(
        fits(schema.properties?.[name] ?? {}),
      );
      return all.flatMap((object) => values.slice(0, 3).map((value) => ({ ...object, [name]: value })));
    },
    [{}],
  );
  const optional = Object.entries(schema.properties ?? {}).filter(([name]) => !required.includes(name));
  return [
    ...whole,
    ...whole.slice(0, 2).flatMap((object) =>
      optional.flatMap(([name, property]) =>
        candidates(property, pool, depth)
          .filter(fits(property))
          .slice(0, 3)
          .map((value) => ({ ...object, [name]: value })),
      ),
    ),
  ];
}

/** By its pattern, so that the few that are tried have a chance. */
const fits = (schema: JsonSchema) => {
  const { pattern } = schema as { pattern?: string };
  const expression = pattern === undefined ? undefined : new RegExp(pattern);
  return (value: Json) => typeof value !== 'string' || expression === undefined || expression.test(value);
};

export const takenBy =
  (schema: z.ZodType) =>
  (parameters: JsonObject): boolean =>
    schema.safeParse(parameters).success;

import type { NormalizedSchema } from '@smithy/core/schema';
import type { Json, JsonObject } from '../../../core/lib/json.ts';

/** What of a structure is there, by name and schema. An answer with a member that AWS does not have is a bug of ours. */
export function membersIn(
  schema: NormalizedSchema,
  value: Json,
): [name: string, schema: NormalizedSchema, value: Json][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${schema.getName()} is a structure, and the answer has something else.`);
  const known = new Map(schema.isUnitSchema() ? [] : [...schema.structIterator()]);
  const unknown = Object.keys(value).find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`${schema.getName()} has no member ${unknown}.`);
  return [...known].flatMap(([name, member]) => {
    const inner = (value as JsonObject)[name];
    return inner === undefined ? [] : [[name, member, inner] as [string, NormalizedSchema, Json]];
  });
}

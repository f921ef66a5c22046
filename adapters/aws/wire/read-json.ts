import type { NormalizedSchema } from '@smithy/core/schema';
import type { Json, JsonObject } from '../../../core/lib/json.ts';
import type { Members } from './members-of.ts';
import { readTime, timeFormats } from './read-scalar.ts';
import { Unreadable } from './unreadable.ts';

/** REST-JSON calls some members otherwise than they are named; AWS JSON does not. */
type Names = 'jsonName' | 'memberName';

/** A body in JSON. */
export const parseJson = (text: string): Json => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('The body is not JSON.');
  }
};

/** What a value in JSON says, in the names and spellings of parameters. */
export function readJson(schema: NormalizedSchema, value: Json, names: Names): Json {
  if (schema.isListSchema() && Array.isArray(value))
    return value.map((item) => readJson(schema.getValueSchema(), item, names));
  if (schema.isDocumentSchema()) return value;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (schema.isMapSchema()) return mapEntries(value, (key) => [key, schema.getValueSchema()], names);
    if (schema.isStructSchema()) return readJsonStructure([...schema.structIterator()], value, names);
    if (schema.isUnitSchema()) return value;
  }
  if (schema.isTimestampSchema() && (typeof value === 'number' || typeof value === 'string'))
    return readTime(schema, value, timeFormats.epochSeconds);
  return value;
}

/** Of these members, which may be some of a structure's. */
export function readJsonStructure(members: Members, value: JsonObject, names: Names): JsonObject {
  const known = new Map(
    members.map(([name, schema]) => {
      const other = names === 'jsonName' ? schema.getMergedTraits().jsonName : undefined;
      return [other ?? name, [name, schema]] as const;
    }),
  );
  return mapEntries(value, (key) => known.get(key), names);
}

function mapEntries(
  value: JsonObject,
  memberOf: (key: string) => readonly [string, NormalizedSchema] | undefined,
  names: Names,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const member = memberOf(key);
      if (!member) throw new Unreadable(`The body has an unknown member ${key}.`);
      return [member[0], readJson(member[1], inner, names)];
    }),
  );
}

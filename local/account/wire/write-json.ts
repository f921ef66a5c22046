import type { NormalizedSchema } from '@smithy/core/schema';
import type { Json, JsonObject } from '../../../core/lib/json.ts';
import { membersIn } from './members-in.ts';
import { writeTime } from './write-scalar.ts';

/** An output as JSON has it on the wire; REST-JSON calls some members otherwise than they are named. */
export function writeJson(schema: NormalizedSchema, value: Json, names: 'jsonName' | 'memberName'): Json {
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema())
    return Object.fromEntries(
      membersIn(schema, value).map(([name, member, inner]) => [
        (names === 'jsonName' ? member.getMergedTraits().jsonName : undefined) ?? name,
        writeJson(member, inner, names),
      ]),
    );
  if (schema.isListSchema() && Array.isArray(value))
    return value.map((item) => writeJson(schema.getValueSchema(), item, names));
  if (schema.isMapSchema())
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([key, inner]) => [
        key,
        writeJson(schema.getValueSchema(), inner, names),
      ]),
    );
  return schema.isTimestampSchema() ? writeTime(schema, value, 7) : value;
}

import { NormalizedSchema } from '@smithy/core/schema';
import type { Operation } from '../../../../catalog/shapes/load-shapes.ts';
import type { Json, JsonObject } from '../../../../core/lib/json.ts';

/** Stands wherever the SDK says that a value is sensitive. */
export const secret = 'nobody-may-see-this';

/** An answer of the operation that has every member that it can have, by the schema of the SDK's own client. */
export async function fullAnswer({ client, name }: Operation): Promise<JsonObject> {
  return answerOf(await outputOf(client, name), []) as JsonObject;
}

/** Members of an answer that the operation never gives. */
export async function unknownMembers({ client, name }: Operation, answer: JsonObject): Promise<string[]> {
  return unknownIn(await outputOf(client, name), answer, '');
}

async function outputOf(client: string, operation: string): Promise<NormalizedSchema> {
  const exported: Record<string, unknown> = await import(`@aws-sdk/client-${client}`);
  const schema = Object.values(exported).find(
    (value): value is unknown[] => Array.isArray(value) && value[0] === 9 && value[2] === operation,
  );
  return NormalizedSchema.of(schema?.[5] as never);
}

function answerOf(schema: NormalizedSchema, within: readonly string[]): Json {
  const isSecret = Boolean(schema.getMergedTraits().sensitive);
  if (schema.isStructSchema()) {
    const name = schema.getName() ?? '';
    if (within.includes(name)) return {};
    const members = [...schema.structIterator()];
    return Object.fromEntries(
      members.map(([member, inner]) => [member, hide(isSecret, answerOf(inner, [...within, name]))]),
    );
  }
  if (schema.isListSchema()) return [hide(isSecret, answerOf(schema.getValueSchema(), within))];
  if (schema.isMapSchema()) {
    const key = schema.getKeySchema().getMergedTraits().sensitive || isSecret ? secret : 'key';
    return { [key]: hide(isSecret, answerOf(schema.getValueSchema(), within)) };
  }
  if (schema.isNumericSchema()) return 7;
  if (schema.isBooleanSchema()) return true;
  if (schema.isTimestampSchema()) return '2026-01-01T00:00:00.000Z';
  return isSecret ? secret : 'text';
}

const hide = (isSecret: boolean, value: Json): Json =>
  isSecret && typeof value === 'string' ? secret : value;

function unknownIn(schema: NormalizedSchema, value: Json, at: string): string[] {
  if (Array.isArray(value))
    return schema.isListSchema()
      ? value.flatMap((item) => unknownIn(schema.getValueSchema(), item, `${at}/*`))
      : [at];
  if (typeof value !== 'object' || value === null) return [];
  if (schema.isMapSchema())
    return Object.values(value).flatMap((item) => unknownIn(schema.getValueSchema(), item, `${at}/*`));
  if (!schema.isStructSchema()) return [at];
  const members = new Map(schema.structIterator());
  return Object.entries(value).flatMap(([name, inner]) => {
    const member = members.get(name);
    return member ? unknownIn(member, inner, `${at}/${name}`) : [`${at}/${name}`];
  });
}

import type { JsonSchema } from '../../../catalog/cedar-type.ts';

/** What a JSON pointer into the parameters leads to. */
export function schemaAt(schema: JsonSchema, pointer: string): JsonSchema | undefined {
  return pointer.split('/').slice(1).reduce<JsonSchema | undefined>(step, schema);
}

function step(schema: JsonSchema | undefined, segment: string): JsonSchema | undefined {
  if (schema?.items) return schema.items;
  if (typeof schema?.additionalProperties === 'object') return schema.additionalProperties;
  return schema?.properties?.[segment];
}

import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * What zod adds to a named format or to a whole number says nothing to a reader, and changes with zod. Everything else
 * stays: two shapes that take different values have different schemas.
 */
export const schemaSettings = {
  unrepresentable: 'any',
  override({ jsonSchema }) {
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  },
} as const satisfies z.core.ToJSONSchemaParams;

/** `input` is what a schema takes, `output` what it gives once defaults are filled in. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'input'): JsonSchema =>
  z.toJSONSchema(schema, { ...schemaSettings, io });

import { z } from 'zod';
import type { Json } from '../../core/lib/json.ts';
import { distinct } from '../values/distinct.ts';

const common = {
  description: z.string().min(1).max(200).optional(),
  optional: z.boolean().default(false),
};

const isRegExp = (source: string): boolean => {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
};

const stringRules = {
  type: z.literal('string'),
  enum: z.array(z.string().min(1).max(200)).min(1).max(200).optional(),
  pattern: z
    .string()
    .min(1)
    .max(500)
    .refine(isRegExp, { error: 'must be a regular expression', abort: true })
    .optional()
    .describe('A regular expression for the whole value.'),
  maxLength: z.int().min(1).max(10_000).default(200),
};
const integerRules = {
  type: z.literal('integer'),
  minimum: z.int().optional(),
  maximum: z.int().optional(),
};
const items = z.discriminatedUnion('type', [z.strictObject(stringRules), z.strictObject(integerRules)]);

/** A parameter of a custom action, as policies/actions.yaml writes it. */
export const customParameterSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...stringRules, ...common }),
  z.strictObject({ ...integerRules, ...common }),
  z.strictObject({ type: z.literal('boolean'), ...common }),
  z.strictObject({
    type: z.literal('list'),
    items: items.prefault({ type: 'string' }),
    maxItems: z.int().min(1).max(1_000).default(100),
    /** Its order means something, and so does what stands in it twice. */
    ordered: z.boolean().default(false),
    ...common,
  }),
]);
export type CustomParameter = z.infer<typeof customParameterSchema>;

export function shapeOf(parameter: CustomParameter): z.ZodType<Json | undefined> {
  const shape = requiredShape(parameter);
  const described = parameter.description ? shape.describe(parameter.description) : shape;
  return parameter.optional ? described.optional() : described;
}

type Required = CustomParameter | z.infer<typeof items>;

function requiredShape(parameter: Required): z.ZodType<Json> {
  switch (parameter.type) {
    case 'string':
      return stringShape(parameter);
    case 'integer':
      return z
        .int()
        .min(parameter.minimum ?? Number.MIN_SAFE_INTEGER)
        .max(parameter.maximum ?? Number.MAX_SAFE_INTEGER);
    case 'boolean':
      return z.boolean();
    case 'list': {
      const item = requiredShape(parameter.items);
      return (parameter.ordered ? z.array(item).min(1) : distinct(item)).max(parameter.maxItems);
    }
  }
}

function stringShape({
  enum: values,
  pattern,
  maxLength,
}: Extract<Required, { type: 'string' }>): z.ZodType<string> {
  if (values) return z.enum(values);
  // Length first: a text over the limit never meets the deployment's expression.
  const bounded = z.string().min(1).max(maxLength, { abort: true });
  return pattern ? bounded.regex(new RegExp(`^(?:${pattern})$`, 'u')) : bounded;
}

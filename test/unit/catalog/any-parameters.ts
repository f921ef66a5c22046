import fc from 'fast-check';
import type { JsonSchema } from '../../../catalog/cedar-type.ts';
import type { PolicyKind } from '../../../catalog/values/policy-document/policy-document.ts';
import type { Json, JsonObject } from '../../../core/lib/json.ts';

/** Values of the right types, whatever they say: what holds for all of them holds for those that also match patterns. */
export const anyParameters = (schema: JsonSchema): fc.Arbitrary<JsonObject> =>
  any(schema) as fc.Arbitrary<JsonObject>;

function any(schema: JsonSchema): fc.Arbitrary<Json> {
  // What holds itself: as little of it as there can be.
  if ('$ref' in schema) return fc.constant({});
  switch (schema.type) {
    case 'string':
      // The rest of a policy's text is read before Cedar sees it.
      if (schema['x-policy']) return fc.constant(policyOf(schema['x-policy'].kind));
      return fc.string({ maxLength: 12 });
    case 'integer':
      return fc.maxSafeInteger();
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(any(schema.items ?? {}), { maxLength: 3 });
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? fc.dictionary(fc.string(), any(schema.additionalProperties), { maxKeys: 3 })
        : anyObject(schema);
    case undefined:
      // It holds itself, such as an item's attribute: only what is around it is tried.
      return fc.constant({});
    default:
      throw new Error(`No value for ${JSON.stringify(schema)}`);
  }
}

const policyOf = (kind: PolicyKind): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      ...(kind !== 'identity' && { Principal: { Service: 'lambda.amazonaws.com' } }),
      Action: 'sts:AssumeRole',
      ...(kind !== 'trust' && { Resource: 'arn:aws:s3:::x' }),
    },
  });

function anyObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<JsonObject> {
  const fields = Object.entries(properties).map(([name, property]) => [name, any(property)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

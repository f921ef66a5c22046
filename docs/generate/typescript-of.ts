import type { JsonSchema } from './json-schema.ts';

/** A JSON Schema as a TypeScript type: as much of it as zod writes for the API. Anything else stops the generator. */
export function typescriptOf(schema: JsonSchema, indent = ''): string {
  const { $ref, const: constant, enum: values, oneOf, anyOf, type } = schema;
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (constant !== undefined) return literal(constant);
  if (values !== undefined) return values.map(literal).join(' | ');
  const either = oneOf ?? anyOf;
  if (either !== undefined) return either.map((one) => typescriptOf(one as JsonSchema, indent)).join(' | ');
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return `readonly ${wrapped(typescriptOf(schema.items as JsonSchema, indent))}[]`;
    case 'object':
      return objectType(schema, indent);
    default:
      throw new Error(`The generator of types does not know ${JSON.stringify(schema)}.`);
  }
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value}'` : JSON.stringify(value);

const wrapped = (type: string): string => (type.includes(' | ') ? `(${type})` : type);

function objectType({ properties, required = [] }: JsonSchema, indent: string): string {
  if (properties === undefined) return '{ readonly [name: string]: unknown }';
  const inner = `${indent}  `;
  const members = Object.entries(properties as Record<string, JsonSchema>).map(([name, schema]) => {
    const comment = schema.description ? `${inner}/** ${schema.description} */\n` : '';
    return `${comment}${inner}${name}${required.includes(name) ? '' : '?'}: ${typescriptOf(schema, inner)};`;
  });
  return `{\n${members.join('\n')}\n${indent}}`;
}

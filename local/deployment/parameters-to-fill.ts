import type { JsonObject } from '../../core/lib/json.ts';

/** The parameters that an action must have, each with nothing in it: its JSON Schema is all that is known of them. */
export function parametersToFill(schema: { readonly [name: string]: unknown }): JsonObject {
  const { properties = {}, required = [] } = schema as Described;
  return Object.fromEntries(required.map((name) => [name, emptyOf(properties[name])]));
}

/** The part of JSON Schema that says what a value is. */
interface Described {
  type?: string;
  properties?: Readonly<Record<string, Described>>;
  required?: readonly string[];
}

function emptyOf(described: Described = {}): JsonObject[string] {
  switch (described.type) {
    case 'object':
      return parametersToFill({ ...described });
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    default:
      return '';
  }
}

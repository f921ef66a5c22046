import { type JsonSchema, parametersSchema } from '../../../catalog/cedar-type.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import type { Json, JsonObject } from '../../../core/lib/json.ts';

/** A place in an action's parameters where an agent may write what it likes: any text, or a key of its own. */
export interface OpenPlace {
  /** As a JSON pointer, `*` being an element. */
  pointer: string;
  /** The example with these words there, and as little else as the schema asks for. */
  withWords(key: string, text: string): JsonObject;
}

export const openPlaces = (entry: CatalogEntry): OpenPlace[] =>
  placesIn(parametersSchema(entry)).map((path) => ({
    pointer: path.map((step) => `/${step}`).join(''),
    withWords: (key, text) =>
      put(parametersSchema(entry), structuredClone(entry.example.parameters), path, key, text) as JsonObject,
  }));

function placesIn(schema: JsonSchema): string[][] {
  if (schema.type === 'string') return [[]];
  if (schema.type === 'array') return placesIn(schema.items ?? {}).map((path) => ['*', ...path]);
  if (schema.type !== 'object') return [];
  if (typeof schema.additionalProperties === 'object') return [[]];
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    placesIn(property).map((path) => [name, ...path]),
  );
}

function put(
  schema: JsonSchema,
  before: Json | undefined,
  [step, ...rest]: string[],
  key: string,
  text: string,
): Json {
  if (step === undefined) return schema.type === 'string' ? text : { ...(before as JsonObject), [key]: text };
  if (step === '*') {
    const [first] = Array.isArray(before) ? before : [];
    return [put(schema.items ?? {}, first, rest, key, text)];
  }
  const fields = typeof before === 'object' ? (before as JsonObject) : requiredOf(schema);
  return { ...fields, [step]: put(schema.properties?.[step] ?? {}, fields[step], rest, key, text) };
}

const requiredOf = ({ required = [], properties = {} }: JsonSchema): JsonObject =>
  Object.fromEntries(required.map((name) => [name, fillerOf(properties[name] ?? {})]));

function fillerOf(schema: JsonSchema): Json {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [fillerOf(schema.items ?? {})];
    case 'object':
      return requiredOf(schema);
    default:
      return 'x';
  }
}

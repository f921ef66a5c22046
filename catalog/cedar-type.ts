import { z } from 'zod';
import type { CatalogEntry } from './entry.ts';
import type { PolicyOf } from './values/policy-document/policy-document.ts';

/** What Cedar can hold of a parameter. Floats, null, free-form maps and secrets have no place in it. */
export type CedarType =
  | { kind: 'String' | 'Long' | 'Bool' }
  /** What a policy document grants (`policyFacts`): its text has endless spellings, and no `like` could find its way. */
  | { kind: 'Policy'; of: PolicyOf }
  | { kind: 'Set'; element: CedarType }
  | { kind: 'Record'; attributes: ReadonlyMap<string, Attribute> };

export interface Attribute {
  type: CedarType;
  required: boolean;
}

/** The part of JSON Schema that zod writes for parameters. */
export interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  enum?: readonly unknown[];
  const?: unknown;
  contentEncoding?: string;
  contentMediaType?: string;
  /** Ours: a text that holds a policy document. */
  'x-policy'?: PolicyOf;
}

const schemas = new WeakMap<CatalogEntry, JsonSchema>();
const types = new WeakMap<CatalogEntry, CedarType>();

/** Made when first asked for, and kept: a cold function rules on one action, not on all, and a warm one again and again. */
export function parametersSchema(entry: CatalogEntry): JsonSchema {
  const schema = schemas.get(entry) ?? (z.toJSONSchema(entry.parameters, { io: 'input' }) as JsonSchema);
  schemas.set(entry, schema);
  return schema;
}

/** Kept likewise. */
export function cedarTypeOf(entry: CatalogEntry): CedarType {
  const type = types.get(entry) ?? (entry.curated ? typed(entry) : emptyRecord);
  types.set(entry, type);
  return type;
}

const typed = (entry: CatalogEntry): CedarType =>
  typeOf(parametersSchema(entry), '', Object.keys(entry.secrets)) ?? emptyRecord;

export const emptyRecord: CedarType = { kind: 'Record', attributes: new Map() };

function typeOf(schema: JsonSchema, pointer: string, secrets: readonly string[]): CedarType | undefined {
  if (secrets.includes(pointer)) return undefined;
  if (schema['x-policy']) return { kind: 'Policy', of: schema['x-policy'] };
  switch (schema.type) {
    case 'string':
      return { kind: 'String' };
    case 'integer':
      return { kind: 'Long' };
    case 'boolean':
      return { kind: 'Bool' };
    case 'array':
      return setOf(typeOf(schema.items ?? {}, `${pointer}/*`, secrets));
    case 'object':
      return recordOf(schema, pointer, secrets);
    default:
      return undefined;
  }
}

const setOf = (element: CedarType | undefined): CedarType | undefined => element && { kind: 'Set', element };

function recordOf(schema: JsonSchema, pointer: string, secrets: readonly string[]): CedarType | undefined {
  if (typeof schema.additionalProperties === 'object') return undefined;
  const attributes = new Map<string, Attribute>();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const type = typeOf(property, `${pointer}/${name}`, secrets);
    if (type) attributes.set(name, { type, required: schema.required?.includes(name) ?? false });
  }
  return { kind: 'Record', attributes };
}

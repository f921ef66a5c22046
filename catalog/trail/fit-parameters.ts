import type { Json, JsonObject } from '../../core/lib/json.ts';
import { type JsonSchema, parametersSchema } from '../cedar-type.ts';
import type { CatalogEntry } from '../entry.ts';

/**
 * The API's parameters out of CloudTrail's, which writes `roleName` for RoleName, `dBInstanceIdentifier`, `bucketName` for
 * Bucket and `{"items": [...]}` for lists. None where anything is left over or missing: a guess would be ruled on as fact.
 */
export function fitParameters(entry: CatalogEntry, requestParameters: unknown): JsonObject | undefined {
  const fitted = matchTo(schemaOf(entry), requestParameters ?? {});
  const read = fitted === misfit ? undefined : entry.parameters.safeParse(fitted);
  return read?.success ? read.data : undefined;
}

const schemas = new WeakMap<CatalogEntry, JsonSchema>();

/** Made once: a log has millions of events. */
function schemaOf(entry: CatalogEntry): JsonSchema {
  const schema = schemas.get(entry) ?? parametersSchema(entry);
  schemas.set(entry, schema);
  return schema;
}

const misfit = Symbol('misfit');
type Fitted = Json | typeof misfit;

function matchTo(schema: JsonSchema, value: unknown): Fitted {
  if (schema.type === 'array') return fitList(schema, value);
  if (schema.type === 'object' && schema.properties) return fitObject(schema.properties, value);
  return value as Json;
}

function fitList({ items = {} }: JsonSchema, value: unknown): Fitted {
  const list = isObject(value) && Array.isArray(value.items) ? value.items : value;
  if (!Array.isArray(list)) return misfit;
  const fitted = list.map((item) => matchTo(items, item));
  return fitted.filter((item) => item !== misfit).length === fitted.length ? (fitted as Json[]) : misfit;
}

function fitObject(properties: Readonly<Record<string, JsonSchema>>, value: unknown): Fitted {
  if (!isObject(value)) return misfit;
  const fitted: JsonObject = {};
  for (const [key, held] of Object.entries(value)) {
    const name = Object.keys(properties).find((property) => sameName(property, key));
    const inner = name === undefined ? misfit : matchTo(properties[name] ?? {}, held);
    if (name === undefined || inner === misfit) return misfit;
    fitted[name] = inner;
  }
  return fitted;
}

const sameName = (property: string, key: string): boolean => {
  const [ours, theirs] = [property.toLowerCase(), key.toLowerCase()];
  return ours === theirs || `${ours}name` === theirs;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

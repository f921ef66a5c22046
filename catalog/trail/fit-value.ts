import { canonicalJson, type Json, type JsonObject } from '../../core/lib/json.ts';
import type { JsonSchema } from '../cedar-type.ts';
import { readTime } from './event-time.ts';
import { type Habits, isRedacted } from './habits.ts';
import { nameIn } from './name-in.ts';

/** A value as the API takes it, or why there is none. `nothing`: what stands there says nothing. */
export type Fitted =
  | { kind: 'value'; value: Json }
  | { kind: 'nothing' }
  /** Where it stands is told, what it is not. */
  | { kind: 'hidden' }
  /** A member that the API's shape has no place for. */
  | { kind: 'left-over'; member: string };

export interface Fitting {
  habits: Habits;
  /** Filled on the way: members whose value the event does not tell, `Environment.Variables`. */
  hidden: string[];
  /** Filled instead of stopping, where it is there: members that the API's shape has no place for. */
  leftOver?: { member: string; value: unknown }[];
}

const nothing: Fitted = { kind: 'nothing' };
const hidden: Fitted = { kind: 'hidden' };
const fits = (value: Json): Fitted => ({ kind: 'value', value });

export function fitValue(schema: JsonSchema, value: unknown, path: string, fitting: Fitting): Fitted {
  if (value === null || value === undefined) return nothing;
  if (isRedacted(value)) return hidden;
  if (schema.type === 'array') return fitList(schema, value, path, fitting);
  if (schema.type === 'object') return fitObject(schema, value, path, fitting);
  return fitScalar(schema, value);
}

/** One value comes as a list of one from headers, a policy as an object, a number or a flag as text from XML. */
function fitScalar(schema: JsonSchema, value: unknown): Fitted {
  const [only = value] = Array.isArray(value) && value.length === 1 ? value : [];
  if (isRedacted(only)) return hidden;
  if (schema.type === 'string') {
    if (isObject(only)) return fits(JSON.stringify(only));
    if (typeof only === 'number') return fits(readTime(schema, only) ?? String(only));
    if (typeof only === 'boolean') return fits(String(only));
    if (typeof only === 'string') return fits(constantLike(schema, only) ?? readTime(schema, only) ?? only);
  }
  if (schema.type === 'integer' && typeof only === 'string' && /^-?\d{1,15}$/.test(only))
    return fits(Number(only));
  if (schema.type === 'number' && typeof only === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(only))
    return fits(Number(only));
  if (schema.type === 'boolean' && (only === 'true' || only === 'false')) return fits(only === 'true');
  return fits(only as Json);
}

/** `CREATE_VOLUME_PERMISSION` for `createVolumePermission`. */
function constantLike({ const: constant, enum: choices }: JsonSchema, value: string): string | undefined {
  const plain = (text: string) => text.replaceAll(/[_-]/g, '').toLowerCase();
  const found = [constant, ...(choices ?? [])].filter(
    (choice) => typeof choice === 'string' && plain(choice) === plain(value),
  );
  return found.length === 1 ? String(found[0]) : undefined;
}

/** `{"items": [...]}` of EC2, `{"Rule": {...}}` of S3, one value where a list could stand. */
function fitList({ items = {} }: JsonSchema, value: unknown, path: string, fitting: Fitting): Fitted {
  const held = typeof value === 'string' ? (parsed(value, Array.isArray) ?? value) : value;
  if (isEmptyObject(held)) return nothing;
  const list = listIn(held, path, items);
  const fitted: Json[] = [];
  for (const element of list) {
    const one = fitValue(items, items.type === 'object' ? element : onlyMember(element), path, fitting);
    if (one.kind !== 'value') return one;
    fitted.push(one.value);
  }
  return fits(fitted);
}

function listIn(value: unknown, path: string, items: JsonSchema): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [value];
  const [[key = '', only] = [], another] = Object.entries(value).filter(
    ([name]) => !name.startsWith('xmlns'),
  );
  const singular = path
    .slice(path.lastIndexOf('.') + 1)
    .toLowerCase()
    .replace(/s$/, '');
  // XML names what stands in a list: `{"TagSet": {"Tag": {…}}}`. A member of the element itself is no such name.
  const isName =
    another === undefined &&
    (typeof only === 'object' || items.type !== 'object') &&
    (items.properties === undefined || nameIn(items.properties)(key) === undefined);
  if (key !== 'items' && key.toLowerCase() !== singular && !(isName && items.type === 'object'))
    return [value];
  return Array.isArray(only) ? only : [only];
}

/** `{"instanceId": "i-…"}` where the API takes the id itself. */
function onlyMember(element: unknown): unknown {
  if (!isObject(element)) return element;
  const values = Object.values(element);
  return values.length === 1 ? values[0] : element;
}

export function fitObject(schema: JsonSchema, value: unknown, path: string, fitting: Fitting): Fitted {
  const held = typeof value === 'string' ? parsed(value, isObject) : value;
  // An empty element of XML.
  if (value === '' && path !== '') return nothing;
  if (!isObject(held)) return { kind: 'left-over', member: path };
  const { properties, additionalProperties } = schema;
  if (properties === undefined)
    return typeof additionalProperties === 'object'
      ? fitMap(additionalProperties, held, path, fitting)
      : fits(held as JsonObject);
  const fitted: JsonObject = {};
  const find = nameIn(properties);
  for (const [key, inside] of Object.entries(held)) {
    const written = key.toLowerCase();
    const { added, idle, renamed } = fitting.habits;
    if (inside === null || added?.includes(written) || isIdle(idle, written, inside)) continue;
    const own = entryOf(renamed, written);
    const name = own !== undefined && own in properties ? own : find(key);
    const property = name === undefined ? undefined : properties[name];
    const place = path === '' ? (name ?? key) : `${path}.${name ?? key}`;
    if (name === undefined || property === undefined) {
      if (path === '' && saysNothing(inside)) continue;
      if (!fitting.leftOver) return { kind: 'left-over', member: place };
      fitting.leftOver.push({ member: place, value: inside });
      continue;
    }
    const one = fitValue(property, inside, place, fitting);
    if (one.kind === 'left-over') {
      if (!fitting.leftOver) return one;
      fitting.leftOver.push({ member: one.member, value: inside });
      continue;
    }
    if (one.kind === 'hidden') fitting.hidden.push(place);
    if (one.kind !== 'value' || isDefault(property, one.value, schema.required?.includes(name))) continue;
    if (Object.hasOwn(fitted, name) && canonicalJson(fitted[name] ?? null) !== canonicalJson(one.value))
      return { kind: 'left-over', member: place };
    fitted[name] = one.value;
  }
  return fits(fitted);
}

function fitMap(
  values: JsonSchema,
  held: Readonly<Record<string, unknown>>,
  path: string,
  fitting: Fitting,
): Fitted {
  const fitted: [string, Json][] = [];
  for (const [key, inside] of Object.entries(held)) {
    const one = fitValue(values, inside, `${path}.${key}`, fitting);
    if (one.kind === 'left-over') return one;
    if (one.kind === 'hidden') fitting.hidden.push(`${path}.${key}`);
    if (one.kind === 'value') fitted.push([key, one.value]);
  }
  return fits(Object.fromEntries(fitted));
}

/** Events bring any name, `constructor` too. */
const entryOf = <T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;

const isIdle = (idle: Habits['idle'], key: string, value: unknown): boolean => {
  const usual = entryOf(idle, key);
  if (usual === undefined) return false;
  const [only = value] = Array.isArray(value) && value.length === 1 ? value : [];
  return canonicalJson(only as Json) === canonicalJson(usual);
};

/** Where leaving a flag out is the one spelling of its default. */
const isDefault = (property: JsonSchema & { const?: unknown }, value: Json, required = false): boolean =>
  !required && typeof property.const === 'boolean' && value === !property.const;

const saysNothing = (value: unknown): boolean =>
  value === '' || isEmptyObject(value) || (Array.isArray(value) && value.every((one) => one === ''));

const isEmptyObject = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string, is: (value: unknown) => boolean): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return is(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

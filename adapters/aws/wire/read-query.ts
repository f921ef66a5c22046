import type { NormalizedSchema } from '@smithy/core/schema';
import type { Json, JsonObject } from '../../../core/lib/json.ts';
import { readScalar, timeFormats } from './read-scalar.ts';
import { Unreadable } from './unreadable.ts';

/** `Filter.1.Name=a&Filter.1.Value.1=b` as what it is: names in names, with texts at their ends. */
export type FormField = string | FormFields;
export type FormFields = Map<string, FormField>;

export interface QueryBody {
  action: string;
  fields: FormFields;
}

export function parseQuery(body: string): QueryBody {
  const fields: FormFields = new Map();
  for (const [path, text] of new URLSearchParams(body)) put(fields, path.split('.'), text);
  const action = fields.get('Action');
  if (typeof action !== 'string') throw new Unreadable('The body names no action.');
  fields.delete('Action');
  fields.delete('Version');
  return { action, fields };
}

function put(fields: FormFields, [name = '', ...rest]: string[], text: string): void {
  const there = fields.get(name);
  if (rest.length === 0) {
    if (there !== undefined) throw new Unreadable(`The body has ${name} twice.`);
    fields.set(name, text);
    return;
  }
  if (typeof there === 'string') throw new Unreadable(`The body has ${name} as a value and as more.`);
  const inner = there ?? new Map();
  fields.set(name, inner);
  put(inner, rest, text);
}

/** The query protocol of EC2 writes names and lists in its own way. */
type Dialect = 'awsQuery' | 'ec2Query';

export function readQuery(schema: NormalizedSchema, field: FormField, dialect: Dialect): Json {
  if (schema.isListSchema()) return field === '' ? [] : readList(schema, field, dialect);
  if (schema.isMapSchema()) return readMap(schema, field, dialect);
  if (schema.isStructSchema()) return readQueryStructure(schema, inside(field), dialect);
  if (typeof field !== 'string') throw new Unreadable('The body has more where a value stands.');
  return readScalar(schema, field, timeFormats.dateTime);
}

export function readQueryStructure(
  schema: NormalizedSchema,
  fields: FormFields,
  dialect: Dialect,
): JsonObject {
  const members = [...schema.structIterator()];
  const known = new Map(members.map((member) => [nameOf(member, dialect), member]));
  return Object.fromEntries(
    [...fields].map(([name, field]) => {
      const member = known.get(name);
      if (!member) throw new Unreadable(`The body has an unknown member ${name}.`);
      return [member[0], readQuery(member[1], field, dialect)];
    }),
  );
}

function nameOf([name, schema]: [string, NormalizedSchema], dialect: Dialect): string {
  const { xmlName = name, ec2QueryName }: { xmlName?: string; ec2QueryName?: string } =
    schema.getMergedTraits();
  if (dialect === 'awsQuery') return xmlName;
  return ec2QueryName ?? `${xmlName.charAt(0).toUpperCase()}${xmlName.slice(1)}`;
}

function readList(schema: NormalizedSchema, field: FormField, dialect: Dialect): Json[] {
  const item = schema.getValueSchema();
  const isFlat = dialect === 'ec2Query' || schema.getMergedTraits().xmlFlattened;
  const fields = inside(field);
  const items = isFlat ? fields : only(fields, item.getMergedTraits().xmlName ?? 'member');
  return numbered(items).map((one) => readQuery(item, one, dialect));
}

function readMap(schema: NormalizedSchema, field: FormField, dialect: Dialect): JsonObject {
  const fields = inside(field);
  const entries = schema.getMergedTraits().xmlFlattened ? fields : only(fields, 'entry');
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const valueName = schema.getValueSchema().getMergedTraits().xmlName ?? 'value';
  return Object.fromEntries(
    numbered(entries).map((entry) => {
      const [key, value] = [keyName, valueName].map((name) => inside(entry).get(name));
      if (typeof key !== 'string' || value === undefined) throw new Unreadable('The body has half an entry.');
      return [key, readQuery(schema.getValueSchema(), value, dialect)];
    }),
  );
}

/** Of 1, 2, 3 and so on, none left out. */
function numbered(fields: FormFields): FormField[] {
  return Array.from(fields.keys(), (_, index) => {
    const field = fields.get(String(index + 1));
    if (field === undefined) throw new Unreadable('The body has a list with a gap.');
    return field;
  });
}

function only(fields: FormFields, name: string): FormFields {
  const [first, ...more] = fields;
  if (first?.[0] !== name || more.length > 0)
    throw new Unreadable(`The body has something else than ${name}.`);
  return inside(first[1]);
}

function inside(field: FormField): FormFields {
  if (typeof field === 'string') throw new Unreadable('The body has a value where more stands.');
  return field;
}

import type { NormalizedSchema } from '@smithy/core/schema';
import type { Json, JsonObject } from '../../../core/lib/json.ts';
import type { Members } from './members-of.ts';
import type { Element } from './parse-xml.ts';
import { readScalar, timeFormats } from './read-scalar.ts';
import { Unreadable } from './unreadable.ts';

/** Of these members, which may be some of a structure's. */
export function readXmlStructure(members: Members, { children, attributes }: Element): JsonObject {
  const read: JsonObject = {};
  const unread = new Set(children);
  for (const [name, schema] of members) {
    const { xmlFlattened, xmlAttribute } = schema.getMergedTraits();
    const xmlName = nameOf(name, schema);
    const attribute = xmlAttribute ? attributes.get(xmlName) : undefined;
    if (attribute !== undefined) read[name] = readScalar(schema, attribute, timeFormats.dateTime);
    const found = xmlAttribute ? [] : children.filter((child) => child.name === xmlName);
    for (const child of found) unread.delete(child);
    const [first, ...more] = found;
    if (!first) continue;
    if (xmlFlattened)
      read[name] = schema.isMapSchema() ? readEntries(schema, found) : readItems(schema, found);
    else if (more.length > 0) throw new Unreadable(`The body has ${xmlName} twice.`);
    else read[name] = readXml(schema, first);
  }
  const [unknown] = unread;
  if (unknown) throw new Unreadable(`The body has an unknown member ${unknown.name}.`);
  return read;
}

export function readXml(schema: NormalizedSchema, element: Element): Json {
  if (schema.isListSchema()) return readItems(schema, named(element, itemName(schema)));
  if (schema.isMapSchema()) return readEntries(schema, named(element, 'entry'));
  if (schema.isStructSchema()) return readXmlStructure([...schema.structIterator()], element);
  if (schema.isUnitSchema()) return {};
  if (element.children.length > 0) throw new Unreadable('The body has more where a value stands.');
  return readScalar(schema, element.text, timeFormats.dateTime);
}

/** The name that a structure gives itself is for a body that is nothing else. */
const nameOf = (name: string, schema: NormalizedSchema): string =>
  (schema.isStructSchema() ? schema.getMemberTraits() : schema.getMergedTraits()).xmlName ?? name;

const itemName = (schema: NormalizedSchema): string =>
  schema.getValueSchema().getMergedTraits().xmlName ?? 'member';

const readItems = (schema: NormalizedSchema, items: readonly Element[]): Json[] =>
  items.map((item) => readXml(schema.getValueSchema(), item));

function readEntries(schema: NormalizedSchema, entries: readonly Element[]): JsonObject {
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const valueName = schema.getValueSchema().getMergedTraits().xmlName ?? 'value';
  return Object.fromEntries(
    entries.map(({ children }) => {
      const [key, value] = children;
      if (key?.name !== keyName || value?.name !== valueName || children.length > 2)
        throw new Unreadable('The body has half an entry.');
      return [key.text, readXml(schema.getValueSchema(), value)];
    }),
  );
}

function named({ children }: Element, name: string): Element[] {
  if (children.some((child) => child.name !== name))
    throw new Unreadable(`The body has something else than ${name}.`);
  return children;
}

import type { NormalizedSchema } from '@smithy/core/schema';
import type { Json, JsonObject } from '../../../core/lib/json.ts';
import { membersIn } from './members-in.ts';
import { writeText } from './write-scalar.ts';

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

export const element = (name: string, inside: string, attributes = ''): string =>
  `<${name}${attributes}>${inside}</${name}>`;
export const textElement = (name: string, text: string): string => element(name, escaped(text));

/** The elements of a structure's members. */
export const writeMembers = (schema: NormalizedSchema, value: Json): string =>
  membersIn(schema, value)
    .filter(([, member]) => !member.getMergedTraits().xmlAttribute)
    .map(([name, member, inner]) => writeMember(nameOf(name, member), member, inner))
    .join('');

function writeMember(name: string, schema: NormalizedSchema, value: Json): string {
  if (schema.isListSchema()) {
    const items = value as Json[];
    const item = schema.getValueSchema();
    const { xmlFlattened } = schema.getMergedTraits();
    const itemName = xmlFlattened ? name : (item.getMergedTraits().xmlName ?? 'member');
    const written = items.map((one) => writeMember(itemName, item, one)).join('');
    return xmlFlattened ? written : element(name, written);
  }
  if (schema.isMapSchema()) {
    const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
    const valueSchema = schema.getValueSchema();
    const valueName = valueSchema.getMergedTraits().xmlName ?? 'value';
    const { xmlFlattened } = schema.getMergedTraits();
    const entries = Object.entries(value as JsonObject).map(([key, inner]) =>
      element(
        xmlFlattened ? name : 'entry',
        textElement(keyName, key) + writeMember(valueName, valueSchema, inner),
      ),
    );
    return xmlFlattened ? entries.join('') : element(name, entries.join(''));
  }
  if (schema.isStructSchema()) return element(name, writeMembers(schema, value), attributesOf(schema, value));
  return textElement(name, writeText(schema, value, 5));
}

/** The name that a structure gives itself is for a body that is nothing else. */
const nameOf = (name: string, schema: NormalizedSchema): string =>
  (schema.isStructSchema() ? schema.getMemberTraits() : schema.getMergedTraits()).xmlName ?? name;

/** With the names that they come from. */
function attributesOf(schema: NormalizedSchema, value: Json): string {
  const { xmlNamespace } = schema.getMergedTraits();
  const [prefix, uri] = Array.isArray(xmlNamespace) ? xmlNamespace : [];
  const attributes = membersIn(schema, value).flatMap(([name, member, inner]) =>
    member.getMergedTraits().xmlAttribute ? [` ${nameOf(name, member)}="${escaped(String(inner))}"`] : [],
  );
  return (prefix && uri ? ` xmlns:${prefix}="${uri}"` : '') + attributes.join('');
}

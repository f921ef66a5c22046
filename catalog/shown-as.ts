import type { JsonObject } from '../core/lib/json.ts';
import { pointerTo } from '../core/lib/json-pointer.ts';
import type { ShownAs } from '../core/request/request.ts';
import { type JsonSchema, parametersSchema } from './cedar-type.ts';
import type { CatalogEntry } from './entry.ts';
import type { SayPlace } from './say-whole.ts';
import { describePolicy } from './values/policy-document/describe-policy.ts';
import { takenPolicy } from './values/policy-document/policy-document-schema.ts';

/** Which parameters people read in another form than they were sent in: policies with what they grant, scripts as text. */
export const shownAsOf = (entry: CatalogEntry, parameters: JsonObject, place: SayPlace): ShownAs[] =>
  search(parametersSchema(entry), parameters, [], place);

function search(schema: JsonSchema, value: unknown, path: readonly string[], place: SayPlace): ShownAs[] {
  if (typeof value === 'string') return textAs(schema, value, pointerTo(path), place);
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => search(schema.items ?? {}, item, [...path, String(index)], place));
  return Object.entries(value).flatMap(([name, inner]) =>
    search(schema.properties?.[name] ?? {}, inner, [...path, name], place),
  );
}

function textAs(schema: JsonSchema, text: string, pointer: string, { account }: SayPlace): ShownAs[] {
  const { 'x-policy': policy, contentEncoding, contentMediaType } = schema;
  if (policy) {
    const said = describePolicy(takenPolicy(text, policy.kind), { ownAccount: account, ...policy });
    return [{ pointer, as: 'policy', says: said.map((statement) => statement.text) }];
  }
  return contentEncoding === 'base64' && contentMediaType === 'text/plain'
    ? [{ pointer, as: 'text', says: [] }]
    : [];
}

import { type JsonSchema, parametersSchema } from './cedar-type.ts';
import type { Catalog, CatalogEntry } from './entry.ts';

/** What the catalog knows to stand at one place of what policies see. */
export interface KnownTexts {
  texts: ReadonlySet<string>;
  /** Nothing else can stand there. */
  isClosed: boolean;
}

/** By place, as policies write it: `context.parameters.ACL`. */
export type KnownTextsAt = (place: string) => KnownTexts | undefined;

type Places = ReadonlyMap<string, KnownTexts>;

/** The catalog is read through when a policy first compares what it lists: that takes a second, and most policies compare none of it. */
export function knownTextsOf(catalog: Catalog): KnownTextsAt {
  let places: Places | undefined;
  return (place) => {
    if (place !== ofService && !place.startsWith(`${ofParameters}.`)) return undefined;
    places ??= placesOf(catalog);
    return places.get(place);
  };
}

const ofParameters = 'context.parameters';
const ofService = 'resource.service';

function placesOf(catalog: Catalog): Places {
  const places = new Map<string, { texts: Set<string>; isClosed: boolean }>();
  const note = (place: string, texts: readonly string[] | undefined): void => {
    const known = places.get(place) ?? { texts: new Set(), isClosed: true };
    places.set(place, known);
    for (const text of texts ?? []) known.texts.add(text);
    if (texts === undefined) known.isClosed = false;
  };
  for (const entry of catalog.entries) {
    visit(parametersSchema(entry), ofParameters, note);
    note(ofService, [serviceOf(entry)]);
  }
  return places;
}

function visit(
  { type, properties = {}, items, anyOf, enum: values, const: value }: JsonSchema,
  place: string,
  note: (place: string, texts: readonly string[] | undefined) => void,
): void {
  const texts = values ?? (value === undefined ? undefined : [value]);
  if (type === 'string')
    note(
      place,
      texts?.filter((text) => typeof text === 'string'),
    );
  if (items) visit(items, place, note);
  for (const form of anyOf ?? []) visit(form, place, note);
  for (const [name, property] of Object.entries(properties)) visit(property, `${place}.${name}`, note);
}

const serviceOf = ({ example }: CatalogEntry): string => example.resource.split(':')[2] ?? '';

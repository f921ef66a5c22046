import { z } from 'zod';
import type { JsonObject } from '../core/lib/json.ts';
import { segmentsOf } from '../core/lib/json-pointer.ts';
import { checkInput, isDryRun } from './shapes/check-input.ts';
import type { Operation, Structure } from './shapes/load-shapes.ts';
import type { Type } from './shapes/service-file.ts';
import { base64 } from './values/base64.ts';
import { valueByName } from './values/by-name.ts';
import { decimal } from './values/decimal.ts';
import { distinct } from './values/distinct.ts';
import { timestamp } from './values/timestamp.ts';
import { exactlyOne } from './values/which-of.ts';

/** As long as anything that can be signed: an entry says less where it matters. */
const longest = 65_536;

/**
 * The schema of what a structure of AWS takes, closed where it leaves several ways to say one thing: lists hold nothing twice
 * and are not empty, texts are not empty, times and bytes have one spelling, and so have names that mean the same everywhere.
 */
export const objectOfShape = (prefix: string, structure: Structure): z.ZodObject =>
  objectOf(structure, { prefix, within: new Map() });

/** What such a schema has taken, held against how it travels: an empty structure, for one, would not arrive. */
export const thatArrives = (taken: z.ZodObject, operation: Operation): z.ZodType<JsonObject> =>
  // Strict objects of JSON values: only optional keys keep TypeScript from seeing it.
  (taken as unknown as z.ZodType<JsonObject>).superRefine((parameters, context) => {
    for (const { pointer, detail } of checkInput(operation, parameters))
      context.addIssue({ code: 'custom', path: segmentsOf(pointer), message: detail });
  });

interface Context {
  prefix: string;
  /** The structures around this one, each with its schema: some hold themselves. */
  within: ReadonlyMap<string, z.ZodType>;
}

function objectOf(structure: Structure, { prefix, within }: Context): z.ZodObject {
  const context = { prefix, within: new Map([...within, [structure.name, z.lazy(() => object)]]) };
  const object: z.ZodObject = z.strictObject(
    Object.fromEntries(
      [...structure.members.values()]
        .filter(({ name }) => !isDryRun(name))
        .map(({ name, type, required, isToken }) => {
          const schema = schemaOf(name, type, structure, context);
          return [name, required && !isToken ? schema : schema.optional()];
        }),
    ),
  );
  return object;
}

/** `name` is that of the member that holds it, itself or in a list. */
function schemaOf(name: string, type: Type, structure: Structure, context: Context): z.ZodType {
  switch (type.kind) {
    case 'string':
      return valueByName(context.prefix, name) ?? z.string().min(1).max(longest);
    case 'number':
      return z.int();
    case 'decimal':
      return decimal;
    case 'boolean':
      return z.boolean();
    case 'timestamp':
      return timestamp;
    case 'blob':
      return base64(longest);
    case 'document':
      return z.json();
    case 'stream':
      return z.never();
    case 'list':
      return distinct(schemaOf(name, type.of, structure, context), keyOf(type.of, structure));
    case 'map':
      return z.record(z.string().min(1), schemaOf(name, type.of, structure, context));
    case 'structure':
      return context.within.get(type.name) ?? structureOf(structure.structure(type.name), context);
  }
}

function structureOf(structure: Structure, context: Context): z.ZodType {
  const object = objectOf(structure, context);
  return structure.isUnion ? object.refine(...exactlyOne(...structure.members.keys())) : object;
}

/** Of two tags with one key the later counts, or neither: what is a pair of key and value may stand once for a key. */
function keyOf(item: Type, { structure }: Structure): ((tag: unknown) => unknown) | undefined {
  if (item.kind !== 'structure') return undefined;
  const names = [...structure(item.name).members.keys()];
  const key = names.find((name) => /^(?:tag)?key$/i.test(name));
  const isTag =
    key !== undefined && names.length === 2 && names.some((name) => /^(?:tag)?value$/i.test(name));
  return isTag ? (tag) => (tag as Record<string, unknown>)[key] : undefined;
}

import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { memberSoundsSecret } from '../../secret-names.ts';

/** By operation, JSON pointers to what of its answer AWS marks as sensitive, or calls like a secret. */
export const readSecretResults = (schemas: readonly StaticOperationSchema[]): Record<string, string> =>
  Object.fromEntries(
    schemas
      .map(([, , name, , , output]): [string, string[]] => [name, secretsIn(NormalizedSchema.of(output))])
      .filter(([, pointers]) => pointers.length > 0)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, pointers]) => [name, pointers.join(' ')]),
  );

interface At {
  pointer: string;
  /** What it is called, or what it is an element of. */
  name: string;
  /** The structures that it is in: one that holds itself is followed once. */
  within: readonly unknown[];
}

const top: At = { pointer: '', name: '', within: [] };

function secretsIn(schema: NormalizedSchema, { pointer, name, within }: At = top): string[] {
  if (isSecret(schema, name)) return [pointer];
  if (schema.isListSchema() || schema.isMapSchema())
    return secretsIn(schema.getValueSchema(), { pointer: `${pointer}/*`, name, within });
  if (!schema.isStructSchema() || schema.isUnitSchema()) return [];
  const structure = schema.getSchema();
  // What it holds of itself is hidden whole if there is a secret in it.
  if (within.includes(structure)) return holdsSecret(schema, name) ? [pointer] : [];
  return [...schema.structIterator()].flatMap(([member, inner]) =>
    secretsIn(inner, { pointer: `${pointer}/${member}`, name: member, within: [...within, structure] }),
  );
}

function holdsSecret(schema: NormalizedSchema, name: string, seen = new Set<unknown>()): boolean {
  if (isSecret(schema, name)) return true;
  if (schema.isListSchema() || schema.isMapSchema()) return holdsSecret(schema.getValueSchema(), name, seen);
  if (!schema.isStructSchema() || schema.isUnitSchema() || seen.has(schema.getSchema())) return false;
  seen.add(schema.getSchema());
  return [...schema.structIterator()].some(([member, inner]) => holdsSecret(inner, member, seen));
}

function isSecret(schema: NormalizedSchema, name: string): boolean {
  if (schema.getMergedTraits().sensitive) return true;
  // A pointer cannot hide a key alone.
  if (schema.isMapSchema() && schema.getKeySchema().getMergedTraits().sensitive) return true;
  return schema.isStringSchema() && memberSoundsSecret(name) && !isPublic.test(name);
}

/** What an answer may be full of: they turn pages, order writes, or are public. */
const isPublic = /^next|(?:lock|sequence|grant)_?token$|public_?key|MD5$|^tokens$/i;

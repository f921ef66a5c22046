import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema, StaticStructureSchema } from '@smithy/types';
import type { Member, OperationLine, Place, Scalar, StructureLine, Type } from '../service-file.ts';

/** What is read of one client: structures are named as AWS names them, and each stands once. */
export interface ReadOperations {
  operations: Record<string, OperationLine>;
  structures: Record<string, StructureLine>;
}

export function readOperations(schemas: readonly StaticOperationSchema[]): ReadOperations {
  const structures = new Map<string, { line: StructureLine; schema: unknown }>();
  const keep = (schema: NormalizedSchema): string => keepStructure(schema, structures);
  const operations = schemas.map(([, , name, , input, output]) => {
    const answersWithStream = membersOf(NormalizedSchema.of(output)).some(([, member]) =>
      member.isStreaming(),
    );
    return [name, { input: keep(NormalizedSchema.of(input)), answersWithStream }] as const;
  });
  const inputs = new Set(operations.map(([, { input }]) => input));
  const lines = [...structures].map(
    ([name, { line }]) => [name, inputs.has(name) ? withoutDryRun(line) : line] as const,
  );
  return { operations: sorted(operations), structures: sorted(lines) };
}

/** People sign for what runs. Whoever tries first whether it would is no request. */
const withoutDryRun = ({ isUnion, members }: StructureLine): StructureLine => ({
  isUnion,
  members: members.filter(({ name }) => !/^dryRun$/i.test(name)),
});

function keepStructure(
  schema: NormalizedSchema,
  kept: Map<string, { line: StructureLine; schema: unknown }>,
): string {
  // The input of an operation that takes none, and the member of a union that says all by its name.
  const name = schema.isUnitSchema() ? 'unit' : (schema.getName() ?? '');
  const before = kept.get(name);
  if (before && before.schema !== schema.getSchema()) throw new Error(`There are two structures ${name}.`);
  if (before) return name;
  // Before its members are read, for some hold themselves.
  const members: Member[] = [];
  kept.set(name, { line: { isUnion: schema.isUnionSchema(), members }, schema: schema.getSchema() });
  const required = requiredMembers(schema);
  for (const [member, memberSchema] of membersOf(schema)) {
    members.push({
      name: member,
      type: readType(memberSchema, (inner) => keepStructure(inner, kept)),
      required: required.has(member),
      isToken: memberSchema.isIdempotencyToken(),
      place: placeOf(memberSchema),
    });
  }
  return name;
}

/** Required members come first, and their number stands behind them. */
function requiredMembers(schema: NormalizedSchema): ReadonlySet<string> {
  if (schema.isUnitSchema()) return new Set();
  const [, , , , names, , required = 0] = schema.getSchema() as StaticStructureSchema;
  return new Set(names.slice(0, required));
}

function readType(schema: NormalizedSchema, structureName: (schema: NormalizedSchema) => string): Type {
  const isSensitive = Boolean(schema.getMergedTraits().sensitive);
  if (schema.isStreaming()) return { kind: 'stream', isSensitive };
  if (schema.isListSchema())
    return { kind: 'list', of: readType(schema.getValueSchema(), structureName), isSensitive };
  if (schema.isMapSchema()) {
    // A pointer cannot hide a key alone.
    const hidesKeys = Boolean(schema.getKeySchema().getMergedTraits().sensitive);
    return {
      kind: 'map',
      of: readType(schema.getValueSchema(), structureName),
      isSensitive: isSensitive || hidesKeys,
    };
  }
  if (schema.isStructSchema() || schema.isUnitSchema())
    return { kind: 'structure', name: structureName(schema), isSensitive };
  return { kind: scalarOf(schema), isSensitive };
}

function scalarOf(schema: NormalizedSchema): Scalar {
  if (schema.isStringSchema()) return 'string';
  if (schema.isNumericSchema()) return 'number';
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isTimestampSchema()) return 'timestamp';
  if (schema.isBlobSchema()) return 'blob';
  if (schema.isDocumentSchema()) return 'document';
  throw new Error(`${schema.getName(true)} has a type that no shape has: ${String(schema.getSchema())}.`);
}

function placeOf(schema: NormalizedSchema): Place {
  const traits = schema.getMergedTraits();
  if (traits.hostLabel) return 'host';
  if (traits.httpLabel) return 'path';
  if (traits.httpQuery || traits.httpQueryParams) return 'query';
  if (traits.httpHeader) return 'header';
  if (traits.httpPrefixHeaders) return 'headers';
  return traits.httpPayload ? 'payload' : 'body';
}

const membersOf = (schema: NormalizedSchema): [string, NormalizedSchema][] =>
  schema.isUnitSchema() ? [] : [...schema.structIterator()];

const sorted = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

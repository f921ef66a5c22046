import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema, StaticStructureSchema } from '@smithy/types';
import type { Member, OperationLine, Place, Protocol, Scalar, StructureLine, Type } from '../service-file.ts';
import type { DecimalMembers } from './decimals.ts';

/** What is read of one client: structures are named as AWS names them, and each stands once. */
export interface ReadOperations {
  operations: Record<string, OperationLine>;
  structures: Record<string, StructureLine>;
}

export function readOperations(
  schemas: readonly StaticOperationSchema[],
  protocol: Protocol,
  decimals: DecimalMembers,
): ReadOperations {
  const reader = new StructureReader(protocol, decimals);
  const operations = schemas.map(([, , name, traits, input, output]) => {
    const answersWithStream = membersOf(NormalizedSchema.of(output)).some(([, member]) =>
      member.isStreaming(),
    );
    return [
      name,
      { input: reader.readInput(NormalizedSchema.of(input), uriOf(traits)), answersWithStream },
    ] as const;
  });
  return { operations: sorted(operations), structures: sorted([...reader.lines]) };
}

class StructureReader {
  readonly lines = new Map<string, StructureLine>();
  readonly #schemas = new Map<string, unknown>();
  readonly #protocol: Protocol;
  readonly #decimals: DecimalMembers;

  constructor(protocol: Protocol, decimals: DecimalMembers) {
    this.#protocol = protocol;
    this.#decimals = decimals;
  }

  readInput(schema: NormalizedSchema, uri: string): string {
    const name = this.#read(schema);
    const { isUnion, members } = this.lines.get(name) ?? { isUnion: false, members: [] };
    this.lines.set(name, { isUnion, members: members.filter(isAsked).map((member) => inHost(member, uri)) });
    return name;
  }

  #read(schema: NormalizedSchema): string {
    // The input of an operation that takes none, and the member of a union that says all by its name.
    const name = schema.isUnitSchema() ? 'unit' : (schema.getName() ?? '');
    const before = this.#schemas.get(name);
    if (before !== undefined && before !== schema.getSchema())
      throw new Error(`There are two structures ${name}.`);
    if (before !== undefined) return name;
    // Before its members are read, for some hold themselves.
    this.#schemas.set(name, schema.getSchema());
    const required = requiredMembers(schema);
    const members = membersOf(schema).map(([member, inner]) => ({
      name: member,
      type: this.#readType(inner, placeOf(inner), this.#decimals.has(`${name}.${member}`)),
      required: required.has(member) || Boolean(inner.getMergedTraits().hostLabel),
      isToken: inner.isIdempotencyToken(),
      place: placeOf(inner),
    }));
    this.lines.set(name, { isUnion: schema.isUnionSchema(), members });
    return name;
  }

  #readType(schema: NormalizedSchema, place: Place, isDecimal: boolean): Type {
    const isSensitive = Boolean(schema.getMergedTraits().sensitive);
    if (schema.isStreaming()) return { kind: 'stream', isSensitive };
    const isNeverEmpty = losesEmpty(this.#protocol, schema, place);
    if (schema.isListSchema()) {
      const of = this.#readType(schema.getValueSchema(), place, isDecimal);
      return { kind: 'list', of, isSensitive, isNeverEmpty };
    }
    if (schema.isMapSchema()) {
      const of = this.#readType(schema.getValueSchema(), place, isDecimal);
      // A pointer cannot hide a key alone.
      const hidesKeys = Boolean(schema.getKeySchema().getMergedTraits().sensitive);
      return { kind: 'map', of, isSensitive: isSensitive || hidesKeys, isNeverEmpty };
    }
    if (schema.isStructSchema() || schema.isUnitSchema())
      return { kind: 'structure', name: this.#read(schema), isSensitive, isNeverEmpty };
    return { kind: scalarOf(schema, isDecimal), isSensitive };
  }
}

/** Whether the wire has nothing for an empty list, map or structure, so that it would be as if it were left out. */
function losesEmpty(protocol: Protocol, schema: NormalizedSchema, place: Place): boolean {
  if (place === 'query' || place === 'header' || place === 'headers') return true;
  if (place === 'payload') return true;
  if (protocol === 'ec2Query') return true;
  if (protocol === 'awsQuery') return !schema.isListSchema();
  return protocol === 'restXml' && Boolean(schema.getMergedTraits().xmlFlattened);
}

/** People sign for what runs. Whoever tries first whether it would is no request. */
const isAsked = ({ name }: Member): boolean => !/^dryRun$/i.test(name);

/** A label that the path has no place for: a bucket, of which the SDK makes a part of the host, or stands it before the path. */
const inHost = (member: Member, uri: string): Member =>
  member.place === 'path' && !new RegExp(`\\{${member.name}\\+?\\}`).test(uri)
    ? { ...member, place: 'host' }
    : member;

const uriOf = (traits: unknown): string =>
  typeof traits === 'object' && traits !== null && 'http' in traits && Array.isArray(traits.http)
    ? String(traits.http[1])
    : '';

/** Required members come first, and their number stands behind them. */
function requiredMembers(schema: NormalizedSchema): ReadonlySet<string> {
  if (schema.isUnitSchema()) return new Set();
  const [, , , , names, , required = 0] = schema.getSchema() as StaticStructureSchema;
  return new Set(names.slice(0, required));
}

function scalarOf(schema: NormalizedSchema, isDecimal: boolean): Scalar {
  if (schema.isStringSchema()) return 'string';
  if (schema.isNumericSchema()) return isDecimal ? 'decimal' : 'number';
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

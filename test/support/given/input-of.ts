import fc from 'fast-check';
import type { Operation, Structure } from '../../../catalog/shapes/load-shapes.ts';
import type { Member, Type } from '../../../catalog/shapes/service-file.ts';
import type { Json, JsonObject } from '../../../core/lib/json.ts';

/** Any input that the shape of an operation allows. */
export const inputOf = ({ input }: Operation): fc.Arbitrary<JsonObject> => structure(input, 0);

/** From here on only what is required, for some structures hold themselves. */
const deepest = 4;

function structure(shape: Structure, depth: number): fc.Arbitrary<JsonObject> {
  const members = [...shape.members.values()].filter(({ type }) => type.kind !== 'stream');
  if (shape.isUnion) {
    const simplest = depth < deepest ? members : members.filter(({ type }) => ends(type)).slice(0, 1);
    return fc.oneof(
      ...(simplest.length > 0 ? simplest : members).map((member) =>
        value(member, shape, depth).map((inner) => ({ [member.name]: inner })),
      ),
    );
  }
  const required = members.filter((member) => member.required);
  const optional = depth < deepest ? members.filter((member) => !member.required) : [];
  return fc
    .subarray(optional, { maxLength: Math.min(optional.length, depth === 0 ? 12 : 3) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          [...required, ...chosen].map((member) => [member.name, value(member, shape, depth)]),
        ),
      ),
    );
}

const ends = (type: Type): boolean => type.kind !== 'structure' && !('of' in type);

const value = (member: Member, shape: Structure, depth: number): fc.Arbitrary<Json> => {
  const text = texts[member.place];
  return typed(member.type, shape, depth, text);
};

function typed(type: Type, shape: Structure, depth: number, text: fc.Arbitrary<string>): fc.Arbitrary<Json> {
  switch (type.kind) {
    case 'structure':
      return structure(shape.structure(type.name), depth + 1);
    case 'list':
      return fc
        .array(fc.constant(0), { maxLength: depth < deepest ? 2 : 0 })
        .chain((items) => fc.tuple(...items.map(() => typed(type.of, shape, depth + 1, text))));
    case 'map':
      return fc
        .uniqueArray(keys, { maxLength: depth < deepest ? 2 : 0 })
        .chain((names) =>
          fc.record(Object.fromEntries(names.map((name) => [name, typed(type.of, shape, depth + 1, text)]))),
        );
    case 'string':
      return text;
    case 'number':
      return fc.oneof(
        fc.maxSafeInteger(),
        fc.integer({ min: 0, max: 100 }),
        fc
          .double({ noNaN: true, noDefaultInfinity: true })
          .filter((n) => !Object.is(n, -0) && (!Number.isInteger(n) || Number.isSafeInteger(n))),
      );
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      return fc
        .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
        .map((date) => `${date.toISOString().slice(0, 19)}Z`);
    case 'blob':
      return fc
        .uint8Array({ minLength: 1, maxLength: 8 })
        .map((bytes) => Buffer.from(bytes).toString('base64'));
    case 'document':
      return documents;
    case 'stream':
      throw new TypeError('No input has a stream.');
  }
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    ' a ',
    'a&b=c',
    '<a>&amp;</a>',
    '"',
    "it's",
    'a/b',
    '%2F',
    'ü',
    '\n',
    'a, b',
    '{"a":1}',
    '+',
    'null',
    '0',
  ),
);
const texts: Record<Member['place'], fc.Arbitrary<string>> = {
  body: anyText,
  payload: anyText,
  query: anyText,
  path: fc.oneof(anyText, fc.stringMatching(/^[\w:/.-]+$/)).filter((text) => !/^\.{0,2}$/.test(text)),
  header: fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/),
  headers: fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/),
  host: fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/),
};
const keys = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const documents: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 2 },
    anyText,
    fc.integer(),
    fc.boolean(),
    fc.array(tie('json'), { maxLength: 2 }),
    fc.dictionary(keys, tie('json'), { maxKeys: 2 }),
  ),
})).json;

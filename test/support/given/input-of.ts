import fc from 'fast-check';
import type { Operation, Structure } from '../../../catalog/shapes/load-shapes.ts';
import type { Member, Type } from '../../../catalog/shapes/service-file.ts';
import { unsendable } from '../../../catalog/shapes/unsendable.ts';
import type { Json, JsonObject } from '../../../core/lib/json.ts';

/** Any input that the shape of an operation allows. */
export function inputOf({ client, input }: Operation): fc.Arbitrary<JsonObject> {
  const members = [...input.members].filter(([name]) => !unsendable.has(`${client}:${name}`));
  return structure({ ...input, members: new Map(members) }, 0, false);
}

/** From here on only what has to be, for some structures hold themselves. */
const deepest = 4;

function structure(shape: Structure, depth: number, isNeverEmpty: boolean): fc.Arbitrary<JsonObject> {
  const members = [...shape.members.values()].filter(({ type }) => type.kind !== 'stream');
  const optional = members.filter(({ required }) => !required);
  const required = members.filter((member) => member.required);
  // The plainest first: what has to hold something, or one of several, then ends.
  const plainest = optional.toSorted((one, other) => Number(holds(one.type)) - Number(holds(other.type)));
  const least = Number(shape.isUnion || (isNeverEmpty && required.length === 0));
  const most = shape.isUnion ? 1 : depth === 0 ? 12 : depth < deepest ? 3 : least;
  const choice = depth < deepest ? optional : plainest.slice(0, least);
  const count = { minLength: Math.min(least, choice.length), maxLength: Math.min(most, choice.length) };
  return fc
    .subarray(choice, count)
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          [...required, ...chosen].map((member) => [member.name, value(member, shape, depth)]),
        ),
      ),
    );
}

const holds = (type: Type): boolean => 'isNeverEmpty' in type;

const value = ({ name, place, type }: Member, shape: Structure, depth: number): fc.Arbitrary<Json> =>
  typed(type, shape, depth, read.get(name) ?? texts[place]);

function typed(type: Type, shape: Structure, depth: number, text: fc.Arbitrary<string>): fc.Arbitrary<Json> {
  if (!('isNeverEmpty' in type)) return type.kind === 'string' ? text : scalars[type.kind];
  if (type.kind === 'structure') return structure(shape.structure(type.name), depth + 1, type.isNeverEmpty);
  const least = Number(type.isNeverEmpty);
  const count = { minLength: least, maxLength: depth < deepest ? 2 : least };
  const item = (): fc.Arbitrary<Json> => typed(type.of, shape, depth + 1, text);
  if (type.kind === 'list')
    return fc.array(fc.constant(0), count).chain((items) => fc.tuple(...items.map(item)));
  return fc
    .uniqueArray(keys, count)
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, item()]))));
}

const odd = [
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
  '0',
];
const anyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(...odd));
const headerText = fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/);
const texts: Readonly<Record<Member['place'], fc.Arbitrary<string>>> = {
  body: anyText,
  payload: anyText.filter((text) => text !== ''),
  query: anyText,
  path: anyText.filter((text) => !/^\.{0,2}$/.test(text)),
  header: headerText,
  headers: headerText,
  host: fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9-]{0,10}[A-Za-z0-9])?$/),
};

/** The SDK itself looks at these, and refuses what it does not know. */
const read: ReadonlyMap<string, fc.Arbitrary<string>> = new Map([
  ['ChecksumAlgorithm', fc.constantFrom('CRC32', 'SHA256')],
]);

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

const wholeNumbers = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: 0, max: 100 }));

const scalars = {
  number: wholeNumbers,
  decimal: fc.oneof(
    wholeNumbers,
    fc
      .double({ min: -1e6, max: 1e6, noNaN: true })
      .filter((number) => !Object.is(number, -0) && !String(number).includes('e')),
  ),
  boolean: fc.boolean(),
  timestamp: fc
    .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`),
  blob: fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  document: documents,
  stream: fc.constant(null),
};

import { didYouMean } from '../../core/lib/did-you-mean.ts';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import { pointerTo } from '../../core/lib/json-pointer.ts';
import { canonicalBase64 } from '../values/base64.ts';
import { misfitDecimal } from '../values/decimal.ts';
import { canonicalTimestamp } from '../values/timestamp.ts';
import type { Operation, Structure } from './load-shapes.ts';
import type { Member, Place, Type } from './service-file.ts';
import { unsendable } from './unsendable.ts';

/** Why AWS would not be asked for this, or not for what people read. */
export interface Problem {
  /** RFC 6901, into the parameters; the member itself where it is missing or unknown. */
  pointer: string;
  /** To be read after the pointer: 'is missing'. */
  detail: string;
}

/** More would not help whoever reads them. */
const mostProblems = 20;
/** Deeper than any structure of AWS that ends; some hold themselves. */
const deepest = 40;

/**
 * Strict, for the SDK is not: what it does not know it drops in silence, and what people approved would not be what runs.
 * No problem means that every value reaches AWS as it is written here. It does not mean that AWS will take it.
 */
export function checkInput(operation: Operation, parameters: JsonObject): Problem[] {
  const problems: Problem[] = [];
  for (const problem of inOperation(operation, parameters)) {
    problems.push(problem);
    if (problems.length === mostProblems) break;
  }
  return problems;
}

function* inOperation({ client, input }: Operation, parameters: JsonObject): Problems {
  for (const name of Object.keys(parameters)) {
    const reason = unsendable.get(`${client}:${name}`);
    if (reason) yield problem([name], `cannot be sent as it is written: ${reason}`);
  }
  yield* inStructure(input, parameters, []);
}

type Path = readonly (string | number)[];
type Problems = Iterable<Problem>;

const problem = (path: Path, detail: string): Problem => ({ pointer: pointerTo(path), detail });

function* inStructure(structure: Structure, value: Json, path: Path): Problems {
  if (!isObject(value)) return yield problem(path, 'must be an object');
  if (path.length > deepest) return yield problem(path, `is nested deeper than ${deepest} levels`);
  const names = Object.keys(value);
  for (const name of names) {
    const member = structure.members.get(name);
    const at = [...path, name];
    if (member) yield* inMember(member, structure, value[name] as Json, at);
    else yield problem(at, unknownMember(name, structure));
  }
  for (const { name, required } of structure.members.values())
    if (required && !Object.hasOwn(value, name)) yield problem([...path, name], 'is missing');
  if (structure.isUnion && names.length !== 1)
    yield problem(path, `must have exactly one of ${[...structure.members.keys()].join(', ')}`);
}

/** What is asked for is to run. */
export const isDryRun = (name: string): boolean => /^dry_?run$/i.test(name);

/** The name that was written stands in the pointer. */
function unknownMember(name: string, { members }: Structure): string {
  if (isDryRun(name)) return 'is no parameter of a request: ask for what is to run';
  // Distances to hundreds of names are dear, and nobody means a long name by a longer one.
  const near = name.length > 100 ? '' : didYouMean(name, members.keys());
  return `is no member that AWS knows${near}`;
}

function* inMember(member: Member, structure: Structure, value: Json, path: Path): Problems {
  const detail = unfitForPlace(member, value);
  if (detail) yield problem(path, detail);
  else yield* inType(member.type, structure, value, path);
}

function* inType(type: Type, structure: Structure, value: Json, path: Path): Problems {
  if ('isNeverEmpty' in type && type.isNeverEmpty && isEmpty(value))
    return yield problem(path, 'must not be empty, for nothing of it would arrive: leave it out');
  if (type.kind === 'structure') return yield* inStructure(structure.structure(type.name), value, path);
  if (type.kind === 'list') return yield* inList(type.of, structure, value, path);
  if (type.kind === 'map') return yield* inMap(type.of, structure, value, path);
  if (type.kind === 'document') return yield* inDocument(value, path);
  const detail = misfits[type.kind](value);
  if (detail) yield problem(path, detail);
}

function* inList(type: Type, structure: Structure, value: Json, path: Path): Problems {
  if (!Array.isArray(value)) return yield problem(path, 'must be a list');
  for (const [index, item] of value.entries()) yield* inType(type, structure, item, [...path, index]);
}

function* inMap(type: Type, structure: Structure, value: Json, path: Path): Problems {
  if (!isObject(value)) return yield problem(path, 'must be an object');
  for (const [key, item] of Object.entries(value)) {
    const detail = misfits.string(key);
    if (detail) yield problem([...path, key], `has a name that ${detail}`);
    yield* inType(type, structure, item, [...path, key]);
  }
}

function* inDocument(value: Json, path: Path): Problems {
  if (path.length > deepest) return yield problem(path, `is nested deeper than ${deepest} levels`);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* inDocument(item, [...path, index]);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* inDocument(item, [...path, key]);
  } else {
    const kind = typeof value;
    const type = kind === 'number' ? 'decimal' : kind;
    const detail =
      type === 'string' || type === 'decimal' || type === 'boolean' ? misfits[type](value) : notNull;
    if (detail) yield problem(path, detail);
  }
}

const notNull = 'must not be null: leave it out';
const wellFormed = 'must be a text in Unicode, and has half a character';
const inUtc = 'must be a time in UTC, to the second, such as 2026-01-31T12:00:00Z';

/** What is wrong with a value of each plain type. Nothing where it is right. */
const misfits: Record<
  Exclude<Type['kind'], 'list' | 'map' | 'structure' | 'document'>,
  (value: Json) => string | undefined
> = {
  string: (value) => {
    if (typeof value !== 'string') return value === null ? notNull : 'must be a text';
    return value.isWellFormed() ? undefined : wellFormed;
  },
  number: (value) => {
    if (typeof value === 'number' && !Number.isInteger(value)) return 'must be a whole number';
    return misfitDecimal(value);
  },
  decimal: misfitDecimal,
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  timestamp: (value) => {
    const right = typeof value === 'string' ? canonicalTimestamp(value) : undefined;
    if (right === value && right !== undefined) return undefined;
    return right === undefined ? inUtc : `must be written ${right}`;
  },
  blob: (value) =>
    typeof value === 'string' && canonicalBase64(value) === value
      ? undefined
      : 'must be base64: A-Z a-z 0-9 + /, padded with =, without white space',
  stream: () => 'is a stream, which no request can carry',
};

/** What is wrong with a text where it travels outside of the body: not every place carries every text as it is. */
function unfitForPlace({ place }: Member, value: Json): string | undefined {
  if (Array.isArray(value)) return value.map((item) => unfitText(place, item)).find(Boolean);
  if (!isObject(value)) return unfitText(place, value);
  if (place !== 'headers') return undefined;
  const badName = Object.keys(value).find((name) => !/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name));
  if (badName !== undefined) return 'must have names of lower case, digits and hyphens';
  return Object.values(value)
    .map((item) => unfitText('header', item))
    .find(Boolean);
}

function unfitText(place: Place, text: Json): string | undefined {
  if (typeof text !== 'string') return undefined;
  if (place === 'payload' && text === '') return 'must not be empty, for nothing of it would arrive';
  if (place === 'path' && /^\.{0,2}$/.test(text)) return 'must not be empty, nor . or ..';
  if (place === 'host' && !/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(text))
    return 'must be a name of letters, digits, dots and hyphens';
  if (place === 'header' && !/^(?! )[\x20-\x7e]+(?<! )$/.test(text))
    return 'must be of plain ASCII, not empty, without spaces around it';
  return undefined;
}

const isEmpty = (value: Json): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

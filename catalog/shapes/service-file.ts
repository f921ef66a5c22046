/**
 * A service as it stands in `services/`: by client, the input of each operation and the structures in it, a line each, so
 * that what changed can be read:
 *
 *     "CreateKey": "CreateKeyRequest"
 *     "CreateKeyRequest": "KeySpec, Tags: [Tag], BypassPolicyLockoutSafetyCheck: boolean"
 *     "Tag": "TagKey*, TagValue*"
 *
 * and of each operation whose answer has secrets where they are, as JSON pointers:
 *
 *     "CreateAccessKey": "/AccessKey/SecretAccessKey"
 */
export type ServiceFile = Readonly<Record<string, ClientLines>>;

export interface ClientLines {
  protocol: Protocol;
  operations: Readonly<Record<string, string>>;
  structures: Readonly<Record<string, string>>;
  secretResults: Readonly<Record<string, string>>;
}

/** How the client writes a request, as Smithy names it. */
export const protocols = [
  'awsJson1_0',
  'awsJson1_1',
  'awsQuery',
  'ec2Query',
  'restJson1',
  'restXml',
] as const;
export type Protocol = (typeof protocols)[number];

/** A structure of which exactly one member is set is a union. Its line starts so. */
const unionMark = '| ';

export interface StructureLine {
  isUnion: boolean;
  members: readonly Member[];
}

export interface Member {
  name: string;
  type: Type;
  /** `*`. AWS refuses the request without it. */
  required: boolean;
  /** `~`. Where it is left out, the SDK makes a random one. */
  isToken: boolean;
  /** `@path`. Where it travels outside of the body. */
  place: Place;
}

export const places = ['body', 'path', 'query', 'header', 'headers', 'payload', 'host'] as const;
export type Place = (typeof places)[number];

/** A `number` is whole, a `decimal` need not be. */
export const scalars = [
  'string',
  'number',
  'decimal',
  'boolean',
  'timestamp',
  'blob',
  'document',
  'stream',
] as const;
export type Scalar = (typeof scalars)[number];

/** `!` behind a type: the SDK knows its values as sensitive. */
export type Type =
  | { kind: Scalar; isSensitive: boolean }
  | (Holder & ({ kind: 'list' | 'map'; of: Type } | { kind: 'structure'; name: string }));

interface Holder {
  isSensitive: boolean;
  /** `+`: its protocol writes nothing for an empty one. */
  isNeverEmpty: boolean;
}

/** An operation whose input or answer is no plain value: `GetObjectRequest -> stream`. */
export interface OperationLine {
  input: string;
  answersWithStream: boolean;
}

const answer = ' -> stream';

export const writeOperation = ({ input, answersWithStream }: OperationLine): string =>
  answersWithStream ? input + answer : input;

export const readOperation = (line: string): OperationLine => ({
  input: line.replace(answer, ''),
  answersWithStream: line.endsWith(answer),
});

export const writeStructure = ({ isUnion, members }: StructureLine): string =>
  (isUnion ? unionMark : '') + members.map(writeMember).join(', ');

export function readStructure(line: string): StructureLine {
  const isUnion = line.startsWith(unionMark);
  const list = isUnion ? line.slice(unionMark.length) : line;
  return { isUnion, members: list === '' ? [] : list.split(', ').map(readMember) };
}

function writeMember({ name, type, required, isToken, place }: Member): string {
  const text = writeType(type);
  return [
    name,
    required ? '*' : '',
    isToken ? '~' : '',
    place === 'body' ? '' : `@${place}`,
    text === 'string' ? '' : `: ${text}`,
  ].join('');
}

const memberShape =
  /^(?<name>[\w.:-]+?)(?<required>\*?)(?<token>~?)(?:@(?<place>[a-z]+))?(?:: (?<type>\S+))?$/;

function readMember(text: string): Member {
  const parts = memberShape.exec(text)?.groups;
  const place = places.find((one) => one === (parts?.place ?? 'body'));
  if (parts?.name === undefined || place === undefined) throw new Error(`${text} is no member.`);
  return {
    name: parts.name,
    type: readType(parts.type ?? 'string'),
    required: parts.required === '*',
    isToken: parts.token === '~',
    place,
  };
}

function writeType(type: Type): string {
  const marks = ('isNeverEmpty' in type && type.isNeverEmpty ? '+' : '') + (type.isSensitive ? '!' : '');
  if (type.kind === 'list') return `[${writeType(type.of)}]${marks}`;
  if (type.kind === 'map') return `{${writeType(type.of)}}${marks}`;
  return (type.kind === 'structure' ? type.name : type.kind) + marks;
}

function readType(text: string): Type {
  const isSensitive = text.endsWith('!');
  const isNeverEmpty = /\+!?$/.test(text);
  const bare = text.replace(/\+?!?$/, '');
  const holder = { isSensitive, isNeverEmpty };
  if (bare.startsWith('[')) return { kind: 'list', of: readType(bare.slice(1, -1)), ...holder };
  if (bare.startsWith('{')) return { kind: 'map', of: readType(bare.slice(1, -1)), ...holder };
  const scalar = scalars.find((one) => one === bare);
  return scalar ? { kind: scalar, isSensitive } : { kind: 'structure', name: bare, ...holder };
}

import { gzipSync } from 'node:zlib';
import type { DigestFile, ListedObject } from '../../../core/evidence/digest-file.ts';
import { createMerkleTree, leafHash } from '../../../core/evidence/merkle.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import { type Objects, type SigningKey, signed, unpacked } from '../memory-evidence.ts';
import { timeIn, trail, twoMoves } from './evidence.ts';
import { keyOf, lastObject, type Tamper, textAt } from './tamper.ts';

type Unsigned = Omit<DigestFile, 'signature'>;

/** The last digest file, signed anew as it says then: with the right key. `write`: in another form than the canonical one. */
export function signLast(
  objects: Objects,
  key: SigningKey,
  change: (file: Unsigned) => object,
  write = (text: string) => text,
): void {
  const last =
    [...objects.keys()]
      .filter((one) => one.startsWith('digests/'))
      .sort()
      .at(-1) ?? '';
  const { signature: _, ...file } = JSON.parse(textAt(objects, last)) as DigestFile;
  const text = write(canonicalJson(change(file)));
  const signature = `"signature":"${signed(key.privateKey, text)}",`;
  objects.set(last, Buffer.from(text.replace('"to":', `${signature}"to":`)));
}

/** Its objects, with the tree that these leaves make. */
export function treeOf(hashes: readonly string[]): Pick<Unsigned, 'records' | 'root'> {
  const tree = createMerkleTree();
  for (const hash of hashes) tree.add(leafHash(Buffer.from(hash, 'hex')));
  return { records: tree.size(), root: Buffer.from(tree.root()).toString('hex') };
}

export const listedAs = (key: string, body: Buffer) => ({ key, bytes: body.length, sha256: sha256(body) });

export const lastLine = (objects: Objects): string =>
  unpacked(objects.get(keyOf(objects, lastObject)) ?? Buffer.alloc(0))[0] ?? '';
export const hashIn = (line: string): string => (JSON.parse(line) as { hash: string }).hash;

export const unreadable: Tamper['finds'] = [{ code: 'digest-unreadable', object: /digests\/00000003/ }];

export const saying = (
  change: (file: Unsigned) => object,
  finds = unreadable,
  write?: (text: string) => string,
): Pick<Tamper, 'do' | 'finds'> => ({
  do: (objects, key) => signLast(objects, key, change, write),
  finds,
});

/** The last digest file says the same, in another form than its one. */
export const written = (write: (text: string) => string) => saying((file) => file, unreadable, write);

export const entries = (change: (entry: ListedObject) => object) =>
  saying((file) => ({ ...file, objects: file.objects.map(change) }));

/** The last object is another one, listed as it is. */
export const packedAs = (pack: (line: string, body: Buffer) => Buffer, finds: Tamper['finds']) => ({
  do(objects: Objects, key: SigningKey): void {
    const at = keyOf(objects, lastObject);
    const body = pack(`${lastLine(objects)}\n`, objects.get(at) ?? Buffer.alloc(0));
    objects.set(at, body);
    signLast(objects, key, (file) => ({ ...file, objects: [{ ...listedAs(at, body), records: 1 }] }));
  },
  finds,
});

/** Somebody adds an object, and lists it as they like. */
export const added = (
  at: string,
  body: Buffer,
  list: (file: Unsigned, entry: ReturnType<typeof listedAs>) => object,
) =>
  ((objects, key) => {
    objects.set(at, body);
    signLast(objects, key, (file) => list(file, listedAs(at, body)));
  }) satisfies Tamper['do'];

export const setAside = Buffer.from(
  canonicalJson({ v: 1, eventId: 'e', sequenceNumber: '1', id: null, why: 'It is none.', text: null }),
);
export const setAsideAt = 'set-aside/dt=2026-01-05/hh=12/x.json';
/** What somebody signs who holds the key of today: no digest file that says what cannot be is taken for one. */
export const signedTampers: readonly Tamper[] = [
  {
    name: 'an entry of a signed digest file has a member more',
    ...entries((one) => ({ ...one, note: 'x' })),
  },
  {
    name: 'a signed digest file says that an object is not late',
    ...entries((one) => ({ ...one, late: false })),
  },
  {
    name: 'an object of a signed digest file has fewer records than none',
    ...entries((one) => ({ ...one, records: -1 })),
  },
  {
    name: 'a signed digest file names another algorithm',
    ...saying((file) => ({ ...file, algorithm: 'none' })),
  },
  { name: 'a signed digest file is of version true', ...saying((file) => ({ ...file, v: true })) },
  {
    name: 'a signed digest file counts its records by true',
    ...saying((file) => ({ ...file, records: true })),
  },
  { name: 'a signed digest file was made yesterday', ...saying((file) => ({ ...file, at: 'yesterday' })) },
  {
    name: 'a signed digest file is of more than an hour',
    ...saying((file) => ({ ...file, to: timeIn(9, 0) })),
  },
  {
    name: 'a signed digest file says two numbers',
    ...written((text) => text.replace('"sequence":3', '"sequence":2,"sequence":3')),
  },
  {
    name: 'a signed digest file writes a number in another way',
    ...written((text) => text.replace('"sequence":3', '"sequence":3.0')),
  },
  {
    name: 'a signed digest file has white space',
    ...written((text) => text.replace('{', '{ ')),
  },
  {
    name: 'a signed digest file lists an object twice',
    do: (objects, key) =>
      signLast(objects, key, (file) => ({
        ...file,
        objects: [...file.objects, ...file.objects],
        ...treeOf([hashIn(lastLine(objects)), hashIn(lastLine(objects))]),
      })),
    finds: unreadable,
  },
  {
    name: 'a signed digest file has more records of an object than are in it',
    ...saying(
      (file) => ({ ...file, objects: file.objects.map((one) => ({ ...one, records: 7 })) }),
      [{ code: 'root-differs', object: /digests\/00000003/ }],
    ),
  },
  {
    name: 'a signed digest file lists what was set aside among the objects',
    do: added(setAsideAt, setAside, (file, entry) => ({
      ...file,
      objects: [...file.objects, { ...entry, records: 0 }],
    })),
    finds: unreadable,
  },
  {
    name: 'a signed digest file does not say that an object came late',
    do: added('records/dt=2026-01-05/hh=09/z.ndjson.gz', gzipSync(''), (file, entry) => ({
      ...file,
      objects: [{ ...entry, records: 0 }, ...file.objects],
    })),
    finds: [...unreadable, { code: 'object-unlisted', object: /hh=09\/z/ }],
  },
  {
    name: 'a signed digest file lists an object of a later hour',
    do: added('records/dt=2026-01-05/hh=13/z.ndjson.gz', gzipSync(''), (file, entry) => ({
      ...file,
      objects: [...file.objects, { ...entry, records: 0 }],
    })),
    finds: unreadable,
  },
  {
    name: 'an object is added to an hour of long ago, and a signed digest file lists it as late',
    async of(key) {
      const story = trail(key);
      await story.seal(twoMoves(1).map(story.next));
      story.at(timeIn(1, 10));
      await story.close();
      story.at(timeIn(60, 10));
      await story.close();
      return story;
    },
    do: added('records/dt=2026-01-05/hh=10/z.ndjson.gz', gzipSync(''), (file, entry) => ({
      ...file,
      objects: [{ ...entry, records: 0, late: true }],
    })),
    finds: [{ code: 'object-unlisted', object: /hh=10\/z/ }],
  },
  {
    name: 'the last line of a signed object does not end',
    ...packedAs((line) => gzipSync(line.trimEnd()), [{ code: 'record-changed', object: lastObject }]),
  },
  {
    name: 'something lies behind what is packed, and is signed',
    ...packedAs(
      (_, body) => Buffer.concat([body, Buffer.from('more')]),
      [{ code: 'object-unreadable', object: lastObject }],
    ),
  },
  {
    name: 'a signed line is no UTF-8',
    ...packedAs(
      (line) => {
        const bytes = Buffer.from(line.replace('{', '{"x":"?",'));
        bytes[bytes.indexOf('?')] = 0xff;
        return gzipSync(bytes);
      },
      [{ code: 'record-changed', object: lastObject }],
    ),
  },
];

import { gzipSync } from 'node:zlib';
import { sha256 } from '../../../core/lib/digest.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import { type Objects, packed, signingKey, unpacked } from '../memory-evidence.ts';
import {
  added,
  entries,
  hashIn,
  lastLine,
  listedAs,
  packedAs,
  saying,
  setAside,
  setAsideAt,
  signLast,
  treeOf,
  unreadable,
  written,
} from './signed-tampers.ts';
import { digest, firstObject, keyOf, lastObject, type Tamper, textAt } from './tamper.ts';

const noObject: Tamper['finds'] = [{ code: 'object-unreadable', object: lastObject }];

/** The first line of the first object, written in another way. */
export const respelled = (
  change: (line: string) => string,
  record?: string,
): Pick<Tamper, 'do' | 'finds'> => ({
  do(objects) {
    const key = keyOf(objects, firstObject);
    const [one = '', ...rest] = unpacked(objects.get(key) ?? Buffer.alloc(0));
    objects.set(key, packed([change(one), ...rest]));
  },
  finds: [
    { code: 'object-changed', object: firstObject },
    { code: 'record-changed', object: firstObject, ...(record !== undefined && { record }) },
  ],
});

/** A line whose record is written in another way, and proves it by a hash of its own. */
export function rewritten(line: string, change: (detail: string) => string): string {
  const { hash, detail, ...row } = JSON.parse(line) as { hash: string; detail: string };
  const text = change(detail.replace(`"hash":"${hash}",`, ''));
  const own = sha256(text);
  return JSON.stringify({ ...row, hash: own, detail: text.replace('{', `{"hash":"${own}",`) });
}

/** The last object has this line alone, and the digest file is signed anew, as it would be if it were right. */
export const signedLine = (change: (line: string) => string): Pick<Tamper, 'do' | 'finds'> => ({
  do(objects, key) {
    const [at, line] = [keyOf(objects, lastObject), change(lastLine(objects))];
    const body = packed([line]);
    objects.set(at, body);
    const objectsNow = [{ ...listedAs(at, body), records: 1 }];
    signLast(objects, key, (file) => ({ ...file, objects: objectsNow, ...treeOf([hashIn(line)]) }));
  },
  finds: [{ code: 'record-changed', object: lastObject }],
});

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** Nobody signs for it: the last hour has no digest file yet. */
const unsigned = (pack: (body: Buffer) => Buffer): Pick<Tamper, 'do' | 'finds'> => ({
  do(objects) {
    const at = keyOf(objects, lastObject);
    objects.delete(digest(3));
    objects.set(at, pack(objects.get(at) ?? Buffer.alloc(0)));
  },
  finds: [{ code: 'digest-missing', object: /digests\/00000003/ }, ...noObject],
});

const alsoIn = (at: string): Tamper['do'] => {
  return (objects) => void objects.set(at, objects.get(keyOf(objects, firstObject)) ?? Buffer.alloc(0));
};

/** What two readers of one format could take for two things. */
export const spelledTampers: readonly Tamper[] = [
  {
    name: 'a record that is changed names another one than its line does',
    ...respelled((line) => line.replace('\\"id\\":\\"0', '\\"id\\":\\"1'), `${'0'.repeat(31)}1.1`),
  },
  {
    name: 'a line that is changed has a number for a name',
    ...respelled((line) =>
      line.replace(/"record_id":"[^"]*"/, '"record_id":5').replace('\\"via\\"', '\\"vib\\"'),
    ),
  },
  {
    name: 'the first record of a request does not say that there is none before it',
    ...respelled((line) => rewritten(line, (detail) => detail.replace('"prev":null,', ''))),
  },
  {
    name: 'a line leaves out the column of the record before it',
    ...respelled((line) => line.replace('"prev":null,', '')),
  },
  {
    name: 'a signed record is nested deeper than some parsers go',
    ...signedLine((line) => rewritten(line, (detail) => detail.replace(/}$/, `,"zz":${nested(100_000)}}`))),
  },
  {
    name: 'a signed record is nested a little deeper than is allowed, and says so no more in the end',
    ...signedLine((line) =>
      rewritten(line, (detail) => detail.replace(/}$/, `,"zz":${nested(100)},"zz":1}`)),
    ),
  },
  {
    name: 'a column of a signed line is nested deeper than is allowed',
    ...signedLine((line) => line.replace('{', `{"zz":${nested(100)},`)),
  },
  {
    name: 'a zero and something else lie behind what is packed and signed',
    ...packedAs((_, body) => Buffer.concat([body, Buffer.from('\0more')]), noObject),
  },
  {
    name: 'a zero and other records lie behind what is packed and signed',
    ...packedAs((line, body) => Buffer.concat([body, Buffer.from('\0'), gzipSync(line)]), noObject),
  },
  {
    name: 'zeros lie behind what is packed and signed',
    ...packedAs((_, body) => Buffer.concat([body, Buffer.alloc(3)]), noObject),
  },
  {
    name: 'what is packed and signed has flags that nothing means',
    ...packedAs(
      (_, body) => Buffer.concat([body.subarray(0, 3), Buffer.from([0x80]), body.subarray(4)]),
      noObject,
    ),
  },
  {
    name: 'a zero and other records lie behind what is packed and not signed yet',
    ...unsigned((body) => Buffer.concat([body, Buffer.from('\0'), gzipSync('{}\n')])),
  },
  {
    name: 'a signed digest file writes a control character in another way',
    ...saying(
      (file) => ({ ...file, keyId: '\b' }),
      unreadable,
      (text) => text.replace('"keyId":"\\b"', '"keyId":"\\u0008"'),
    ),
  },
  {
    name: 'a signed digest file has a member that languages hide',
    ...written((text) => text.replace('{', '{"__proto__":{},')),
  },
  {
    name: 'a signed digest file counts more bytes than languages count',
    ...entries((one) => ({ ...one, bytes: 10 ** 15 })),
  },
  ...['0000-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z', '2026-01-05T24:00:00.000Z'].map((at) => ({
    name: `a signed digest file was made at ${at}`,
    ...saying((file) => ({ ...file, at }), unreadable),
  })),
  {
    name: 'a signature says the same in other base64',
    do(objects) {
      // The last letter before the padding has bits that say nothing.
      let text = textAt(objects, digest(3));
      const key = signingKey();
      for (; !/=",/.test(text); text = textAt(objects, digest(3))) signLast(objects, key, (file) => file);
      const other = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 1);
      objects.set(digest(3), Buffer.from(text.replace(/[A-Za-z0-9+/](?==+",)/, other)));
    },
    finds: unreadable,
  },
  {
    name: 'a signed digest file lists what no file can be called',
    ...saying(
      (file) => ({ ...file, objects: file.objects.map((one) => ({ ...one, key: `${one.key}\0` })) }),
      [{ code: 'object-missing', object: /hh=12.*\0$/ }],
    ),
  },
  {
    name: 'a signed digest file lists what no folder has room for',
    ...saying(
      (file) => ({
        ...file,
        objects: file.objects.map((one) => ({ ...one, key: one.key + 'a'.repeat(300) })),
      }),
      [{ code: 'object-missing', object: /hh=12.*a$/ }],
    ),
  },
  {
    name: 'a signed digest file gives another place to what was set aside',
    do: added(setAsideAt, setAside, (file, entry) => ({ ...file, setAside: [{ ...entry, id: 'x.1' }] })),
    finds: [{ code: 'root-differs', object: /digests\/00000003/ }],
  },
  {
    name: 'an object is added before 1970',
    do: alsoIn('records/dt=1969-12-31/hh=23/x.ndjson.gz'),
    finds: [{ code: 'object-unlisted', object: /1969/ }],
  },
  {
    name: 'an object is added under no hour, behind the hours that are verified',
    do: alsoIn('records/z.ndjson.gz'),
    span: { from: 1, to: 2 },
    finds: [{ code: 'object-unlisted', object: /^records\/z/ }],
  },
  {
    name: 'an object is added, and a digest file behind the hours that are verified lists it, which nobody signed',
    do(objects) {
      const at = 'records/dt=2026-01-05/hh=10/z.ndjson.gz';
      alsoIn(at)(objects, signingKey());
      const file = JSON.parse(textAt(objects, digest(2))) as { objects: object[] };
      const entry = { ...listedAs(at, objects.get(at) ?? Buffer.alloc(0)), records: 3, late: true };
      objects.set(digest(2), Buffer.from(canonicalJson({ ...file, objects: [entry] })));
    },
    span: { to: 2 },
    finds: [{ code: 'object-unlisted', object: /hh=10\/z/ }],
  },
  {
    name: 'the digest file before the hours that are verified is emptied',
    do: (objects) => void objects.set(digest(0), Buffer.alloc(0)),
    span: { from: 1 },
    finds: [{ code: 'digest-unchained', object: /digests\/00000001/ }],
  },
  {
    name: 'the only digest file is one of hours that are still to come, by another key',
    do(objects) {
      const text = textAt(objects, digest(0)).replaceAll('2026-01-05', '2186-01-05');
      objects.clear();
      objects.set(digest(0), Buffer.from(text.replace(/"keyId":"[^"]*"/, '"keyId":"x"')));
    },
    finds: [{ code: 'digest-misplaced', object: /digests\/00000000/ }],
  },
  {
    name: 'two claim one place, one of them set aside in an earlier hour that is not signed',
    do(objects: Objects) {
      const line = lastLine(objects);
      const other = (number: number) => rewritten(line, (text) => text.replace(/}$/, `,"zz":${number}}`));
      const { detail } = JSON.parse(other(1)) as { detail: string };
      const kept = JSON.parse(String(setAside)) as object;
      objects.set(digest(0), Buffer.from('x'));
      objects.set(
        'set-aside/dt=2026-01-05/hh=06/x.json',
        Buffer.from(canonicalJson({ ...kept, text: detail })),
      );
      objects.set('records/dt=2026-01-05/hh=07/x.ndjson.gz', packed([other(2)]));
    },
    finds: [
      { code: 'digest-unreadable', object: /digests\/00000000/ },
      { code: 'record-forked', object: /^set-aside/ },
      { code: 'record-forked', object: lastObject },
    ],
  },
];

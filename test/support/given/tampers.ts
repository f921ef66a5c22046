import { sha256 } from '../../../core/lib/digest.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import { type Objects, packed, type SigningKey, signed, signingKey, unpacked } from '../memory-evidence.ts';
import { fourHours, timeIn, trail, twoMoves } from './evidence.ts';
import { hostileTampers } from './hostile-tampers.ts';
import { signedTampers } from './signed-tampers.ts';
import { spelledTampers } from './spelled-tampers.ts';
import {
  digest,
  firstObject,
  keyOf,
  lastObject,
  requestOf,
  secondObject,
  type Tamper,
  textAt,
} from './tamper.ts';

function changeLines(objects: Objects, object: RegExp, change: (lines: string[]) => string[]): void {
  const key = keyOf(objects, object);
  objects.set(key, packed(change(unpacked(objects.get(key) ?? Buffer.alloc(0)))));
}

const flip = (body: Buffer, at: number): Buffer => {
  const flipped = Buffer.from(body);
  flipped[at] = (flipped[at] ?? 0) ^ 1;
  return flipped;
};

/** Signed anew, by whatever key, with everything else as it should be. */
function resign(objects: Objects, key: string, by: SigningKey, changes: object = {}): void {
  const { signature: _, ...file } = JSON.parse(textAt(objects, key)) as Record<string, unknown>;
  const unsigned = { ...file, ...changes, keyId: by.publicKey.id };
  const text = canonicalJson({ ...unsigned, signature: signed(by.privateKey, canonicalJson(unsigned)) });
  objects.set(key, Buffer.from(text));
}

/** A line of which the record says something else, and proves it by a hash of its own. */
function rehashed(line: string): string {
  const row = JSON.parse(line) as Record<string, unknown>;
  const { hash: _, ...record } = JSON.parse(String(row.detail)) as Record<string, unknown>;
  const changed = { ...record, via: 'elsewhere' };
  const hash = sha256(canonicalJson(changed));
  return JSON.stringify({ ...row, hash, detail: canonicalJson({ ...changed, hash }) });
}

/** A line whose record says this as well, in text that may be no JSON, and proves it by a hash of its own. */
function saying(line: string, members: string, id?: string): string {
  const row = JSON.parse(line) as Record<string, unknown>;
  const { hash: before } = row;
  const without = String(row.detail)
    .replace(`"hash":"${before}",`, '')
    .replace(/"id":"[^"]*"/, (own) => (id === undefined ? own : `"id":"${id}"`))
    .replace(/,"via":"[^"]*"}$/, `,${members}}`);
  const hash = sha256(without);
  const detail = without.replace('{', `{"hash":"${hash}",`);
  return JSON.stringify({ ...row, hash, detail });
}

const changedFirst = (members: string): Pick<Tamper, 'do' | 'finds'> => ({
  do: (objects) =>
    changeLines(objects, firstObject, ([one = '', ...rest]) => [saying(one, members), ...rest]),
  finds: [
    { code: 'object-changed', object: firstObject },
    { code: 'record-changed', object: firstObject },
  ],
});

export const tampers: readonly Tamper[] = [
  { name: 'a record is no JSON, though its hash is right', ...changedFirst('"x":NaN') },
  { name: 'a record holds half a character', ...changedFirst('"x":"\ud800"') },
  {
    name: 'an object is emptied',
    do: (objects) => void objects.set(keyOf(objects, firstObject), Buffer.alloc(0)),
    finds: [
      { code: 'object-changed', object: firstObject },
      { code: 'object-unreadable', object: firstObject },
    ],
  },
  {
    name: 'a bit of an object is flipped',
    do: (objects) => {
      const key = keyOf(objects, firstObject);
      objects.set(key, flip(objects.get(key) ?? Buffer.alloc(0), 40));
    },
    finds: [
      { code: 'object-changed', object: firstObject },
      { code: 'object-unreadable', object: firstObject },
    ],
  },
  {
    name: 'a bit of a record is flipped',
    do: (objects) =>
      changeLines(objects, firstObject, ([one = '', two = '', ...rest]) => [
        one,
        two.replace('\\"via\\":\\"', '\\"via\\":\\"a'),
        ...rest,
      ]),
    finds: [
      { code: 'object-changed', object: firstObject },
      { code: 'record-changed', object: firstObject },
    ],
  },
  {
    name: 'an object is cut off',
    do: (objects) => {
      const key = keyOf(objects, firstObject);
      objects.set(key, (objects.get(key) ?? Buffer.alloc(0)).subarray(0, 300));
    },
    finds: [
      { code: 'object-changed', object: firstObject },
      { code: 'object-unreadable', object: firstObject },
    ],
  },
  {
    name: 'a line is dropped',
    do: (objects) => changeLines(objects, firstObject, ([one = '', two = '']) => [one, two]),
    finds: [{ code: 'object-changed', object: firstObject }],
  },
  {
    name: 'the first line of a request is dropped',
    do: (objects) => changeLines(objects, firstObject, ([, ...rest]) => rest),
    finds: [
      { code: 'object-changed', object: firstObject },
      { code: 'record-missing', object: firstObject, record: `${requestOf(1)}.1` },
    ],
  },
  {
    name: 'two lines are swapped',
    do: (objects) =>
      changeLines(objects, firstObject, ([one = '', two = '', ...rest]) => [two, one, ...rest]),
    finds: [{ code: 'object-changed', object: firstObject }],
  },
  {
    name: 'an object is deleted',
    do: (objects) => void objects.delete(keyOf(objects, secondObject)),
    finds: [{ code: 'object-missing', object: secondObject }],
  },
  {
    name: 'an object is deleted that later ones rest on',
    do: (objects) => void objects.delete(keyOf(objects, firstObject)),
    finds: [
      { code: 'object-missing', object: firstObject },
      { code: 'record-missing', object: secondObject, record: `${requestOf(2)}.1` },
    ],
  },
  {
    name: 'an object is added',
    do: (objects) =>
      void objects.set(
        'records/dt=2026-01-05/hh=10/added.ndjson.gz',
        objects.get(keyOf(objects, firstObject)) ?? Buffer.alloc(0),
      ),
    finds: [{ code: 'object-unlisted', object: /hh=10\/added/ }],
  },
  {
    name: 'an object is added under no hour',
    do: (objects) => void objects.set('records/added.ndjson.gz', Buffer.from('x')),
    finds: [{ code: 'object-unlisted', object: /^records\/added/ }],
  },
  {
    name: 'an earlier digest file stands in the place of a later one',
    do: (objects) => void objects.set(digest(2), objects.get(digest(1)) ?? Buffer.alloc(0)),
    finds: [
      { code: 'digest-unchained', object: /digests\/00000002/ },
      { code: 'digest-misplaced', object: /digests\/00000002/ },
      { code: 'digest-unchained', object: /digests\/00000003/ },
    ],
  },
  {
    name: 'the end of the chain is cut off',
    do: (objects) => {
      objects.delete(digest(3));
      objects.delete(keyOf(objects, lastObject));
    },
    finds: [{ code: 'digest-missing', object: /digests\/00000003/ }],
  },
  {
    name: 'everything is cut off',
    do: (objects) => objects.clear(),
    finds: [{ code: 'digest-missing', object: /digests\/00000000/ }],
  },
  {
    name: 'the beginning of the chain is cut off',
    do: (objects) => {
      objects.delete(digest(0));
      objects.delete(keyOf(objects, firstObject));
    },
    finds: [
      { code: 'digest-missing', object: /digests\/00000000/ },
      { code: 'record-missing', object: secondObject, record: `${requestOf(2)}.1` },
    ],
  },
  {
    name: 'an hour is missing',
    do: (objects) => void objects.delete(digest(2)),
    finds: [{ code: 'digest-missing', object: /digests\/00000002/ }],
  },
  {
    name: 'a digest file is signed anew, with another key',
    do: (objects) => resign(objects, digest(1), signingKey()),
    finds: [
      { code: 'key-unknown', object: /digests\/00000001/ },
      { code: 'digest-unchained', object: /digests\/00000002/ },
    ],
  },
  {
    name: 'a digest file is signed by another key that takes the name of the right one',
    do: (objects, key) => resign(objects, digest(3), { ...signingKey(), publicKey: key.publicKey }),
    finds: [{ code: 'signature-wrong', object: /digests\/00000003/ }],
  },
  {
    name: 'a digest file is signed anew with the right key, and lists less',
    do(objects, key) {
      objects.delete(keyOf(objects, secondObject));
      const { objects: listed } = JSON.parse(textAt(objects, digest(1))) as { objects: { key: string }[] };
      const left = listed.filter((one) => !secondObject.test(one.key));
      resign(objects, digest(1), key, { objects: left });
    },
    finds: [
      { code: 'root-differs', object: /digests\/00000001/ },
      { code: 'digest-unchained', object: /digests\/00000002/ },
    ],
  },
  {
    name: 'a digest file is another text',
    do: (objects) => void objects.set(digest(1), Buffer.from('{}')),
    finds: [
      { code: 'digest-unreadable', object: /digests\/00000001/ },
      { code: 'digest-unchained', object: /digests\/00000002/ },
    ],
  },
  {
    name: 'a digest file says more than it did',
    do: (objects) =>
      void objects.set(
        digest(3),
        Buffer.from(textAt(objects, digest(3)).replace('"records":1,', '"records":2,')),
      ),
    finds: [{ code: 'signature-wrong', object: /digests\/00000003/ }],
  },
  {
    name: 'a file lies among the digest files',
    do: (objects) => void objects.set('digests/notes.txt', Buffer.from('x')),
    finds: [{ code: 'digest-misplaced', object: /notes/ }],
  },
  {
    name: 'a record is changed, and its own hash made anew',
    do: (objects) => changeLines(objects, firstObject, ([one = '', ...rest]) => [rehashed(one), ...rest]),
    finds: [
      { code: 'object-changed', object: firstObject },
      { code: 'record-unlinked', object: firstObject, record: `${requestOf(1)}.2` },
    ],
  },
  {
    name: 'a column is changed, and the record is not',
    do: (objects) =>
      changeLines(objects, firstObject, ([one = '', ...rest]) => [
        one.replace('"seq":1,', '"seq":2,'),
        ...rest,
      ]),
    finds: [
      { code: 'object-changed', object: firstObject },
      { code: 'record-changed', object: firstObject, record: `${requestOf(1)}.1` },
    ],
  },
  {
    name: 'two records are made for one place, and both are signed',
    async of(key) {
      const story = trail(key);
      const [first] = twoMoves(1);
      await story.seal([story.next(first)]);
      const lines = unpacked(
        story.bucket.objects.get(keyOf(story.bucket.objects, firstObject)) ?? Buffer.alloc(0),
      );
      await story.bucket.putLines('records/dt=2026-01-05/hh=09/z.ndjson.gz', lines.map(rehashed));
      story.at(timeIn(4, 10));
      await story.close();
      return story;
    },
    do: () => {},
    finds: [{ code: 'record-forked', object: /hh=09\/z/, record: `${requestOf(1)}.1` }],
  },
  ...hostileTampers,
  ...signedTampers,
  ...spelledTampers,
];

/** Trails with what is no fault, though it is not what happens every day. */
export const unusual: readonly Required<Pick<Tamper, 'name' | 'of'>>[] = [
  {
    name: 'an object that came late',
    async of(key) {
      const story = trail(key);
      const [[a1, a2]] = [twoMoves(1)];
      await story.seal([story.next(a1)]);
      story.at(timeIn(1, 10));
      await story.close();
      story.at(timeIn(0, 59));
      await story.seal([story.next(a2)]);
      story.at(timeIn(4, 10));
      await story.close();
      return story;
    },
  },
  {
    name: 'a record that was sealed twice, in two hours',
    async of(key) {
      const story = trail(key);
      const batch = twoMoves(1).map(story.next);
      await story.seal(batch);
      story.at(timeIn(1));
      await story.seal(batch);
      story.at(timeIn(4, 10));
      await story.close();
      return story;
    },
  },
  {
    name: 'a record set aside in the middle of its chain',
    async of(key) {
      const story = trail(key);
      const [first, second] = twoMoves(1);
      const { hash: _, ...fields } = { ...second.record, id: `${requestOf(1)}.3`, seq: 3 };
      const third = canonicalJson({ ...fields, hash: sha256(canonicalJson(fields)) });
      const poison = { ...story.next(second), record: '{"no":"record"}' };
      await story.seal([story.next(first), poison, { ...story.next(second), record: third }]);
      story.at(timeIn(4, 10));
      await story.close();
      return story;
    },
  },
  {
    name: 'something set aside that proves itself, but for what it names as the record before it',
    async of(key) {
      const story = trail(key);
      const [first, second] = twoMoves(1);
      const { hash: _, ...fields } = second.record;
      const said = { ...fields, prev: [first.record.hash] };
      const record = canonicalJson({ ...said, hash: sha256(canonicalJson(said)) });
      await story.seal([story.next(first), { ...story.next(second), record }]);
      story.at(timeIn(4, 10));
      await story.close();
      return story;
    },
  },
  {
    name: 'a record of a newer version, set aside, which proves itself',
    async of(key) {
      const story = trail(key);
      const [first, second] = twoMoves(1);
      const { hash: _, ...fields } = { ...first.record, v: 2 };
      const hash = sha256(canonicalJson(fields));
      const newer = { ...story.next(first), record: canonicalJson({ ...fields, hash }) };
      const { hash: __, ...next } = { ...second.record, prev: hash };
      const follows = canonicalJson({ ...next, hash: sha256(canonicalJson(next)) });
      await story.seal([newer, { ...story.next(second), record: follows }]);
      story.at(timeIn(4, 10));
      await story.close();
      return story;
    },
  },
  {
    name: 'names that look like half a character, and a step of a path',
    async of(key) {
      const story = trail(key);
      const [first, second] = twoMoves(1);
      await story.seal([story.next(first), { ...story.next(second), id: '\\ud800.2', record: '{}' }]);
      const [line = ''] = unpacked(
        story.bucket.objects.get(keyOf(story.bucket.objects, firstObject)) ?? Buffer.alloc(0),
      );
      for (const name of ['\\udfff', '.\n'])
        await story.bucket.putLines(`records/dt=2026-01-05/hh=09/${name}`, [line]);
      story.at(timeIn(4, 10));
      await story.close();
      return story;
    },
  },
];

export const tampered = async ({ of = fourHours, do: change }: Tamper, key: SigningKey): Promise<Objects> => {
  const { bucket } = await of(key);
  await change(bucket.objects, key);
  return bucket.objects;
};

import { type Objects, packed, unpacked } from '../memory-evidence.ts';
import { digest, firstObject, keyOf, lastObject, type Tamper, textAt } from './tamper.ts';

/** Somebody writes the last digest file anew, and cannot sign it. */
const rewrite = (change: (text: string, objects: Objects) => string) => (objects: Objects) =>
  void objects.set(digest(3), Buffer.from(change(textAt(objects, digest(3)), objects)));

const unreadable: Tamper['finds'] = [{ code: 'digest-unreadable', object: /digests\/00000003/ }];

const listing = (path: string): Pick<Tamper, 'do' | 'finds'> => ({
  do: rewrite((text, objects) => text.replace(keyOf(objects, lastObject), path)),
  finds: unreadable,
});

const adding = (key: string): Pick<Tamper, 'do' | 'finds'> => ({
  do: (objects) => void objects.set(key, Buffer.from('x')),
  finds: [{ code: 'object-unlisted', object: new RegExp(`^${key}$`) }],
});

/** What somebody does who can write whatever there is, holds no key, and means to lead the verifier itself astray. */
export const hostileTampers: readonly Tamper[] = [
  { name: 'a digest file lists what lies outside of the trail', ...listing('../evidence.pem') },
  { name: 'a digest file lists a file of the machine', ...listing('/etc/hostname') },
  { name: 'a digest file lists a folder', ...listing('records') },
  { name: 'a digest file lists the folder of its hour', ...listing('records/dt=2026-01-05/hh=12/.') },
  {
    name: 'a digest file begins with a mark of the order of bytes',
    do: rewrite((text) => `\ufeff${text}`),
    finds: unreadable,
  },
  {
    name: 'a signature is no base64',
    do: rewrite((text) => text.replace(/"signature":"[^"]*"/, '"signature":"!!!"')),
    finds: unreadable,
  },
  {
    name: 'a digest file is of a day that no calendar has',
    do: rewrite((text) => text.replaceAll('2026-01-05', '2026-02-30')),
    finds: unreadable,
  },
  {
    name: 'a digest file is of an hour in a hundred centuries',
    do: (objects) => void objects.set('digests/90000000.json', Buffer.from('x')),
    finds: [{ code: 'digest-misplaced', object: /digests\/90000000/ }],
  },
  {
    name: 'a digest file is numbered in other digits',
    do: (objects) => void objects.set('digests/0000000\u0663.json', Buffer.from('x')),
    finds: [{ code: 'digest-misplaced', object: /digests\/0000000\u0663/ }],
  },
  {
    name: 'an object is added on a day that no calendar has',
    ...adding('records/dt=2026-02-30/hh=10/x.ndjson.gz'),
  },
  {
    name: 'an object is added on a day in other digits',
    ...adding('records/dt=202\u0666-01-05/hh=10/x.ndjson.gz'),
  },
  {
    name: 'a column says true where 1 is meant',
    do(objects) {
      const key = keyOf(objects, firstObject);
      const [one = '', ...rest] = unpacked(objects.get(key) ?? Buffer.alloc(0));
      objects.set(key, packed([one.replace('"seq":1,', '"seq":true,'), ...rest]));
    },
    finds: [
      { code: 'object-changed', object: firstObject },
      { code: 'record-changed', object: firstObject },
    ],
  },
  {
    name: 'all lines of an object are others, and many',
    do: (objects) => void objects.set(keyOf(objects, firstObject), packed(Array(30).fill('{}'))),
    finds: [
      { code: 'object-changed', object: firstObject },
      { code: 'record-changed', object: firstObject },
    ],
  },
];

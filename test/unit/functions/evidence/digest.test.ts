import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DigestFile, digestKey, readDigestFile } from '../../../../core/evidence/digest-file.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { isSignedBy, pemOf } from '../../../../core/lib/signature.ts';
import { closeHours } from '../../../../functions/evidence/digest/close-hours.ts';
import { createHandler } from '../../../../functions/evidence/digest/handler.ts';
import { fourHours, timeIn, trail, twoMoves } from '../../../support/given/evidence.ts';
import { context } from '../../../support/given/lambda.ts';
import { digestPorts, type Objects, signingKey } from '../../../support/memory-evidence.ts';
import { capturedOutput } from '../../../support/memory-output.ts';

const output = capturedOutput();
const call = (handler: ReturnType<typeof createHandler>) =>
  handler({}, { ...context(), getRemainingTimeInMillis: () => 900_000 });

function filesIn(objects: Objects): DigestFile[] {
  return [...objects.keys()]
    .filter((key) => key.startsWith('digests/'))
    .sort()
    .map((key) => fileAt(objects, key));
}

function fileAt(objects: Objects, key: string): DigestFile {
  const read = readDigestFile(String(objects.get(key)));
  if (!read.ok) throw new Error(read.detail);
  return read.value.file;
}

const [a1, a2] = twoMoves(1);
const poisoned = { v: 1, eventId: 'e', sequenceNumber: '1', why: 'It is none.', text: null };

describe('an hour', () => {
  it('is signed once it is over for ten minutes, and not before', async () => {
    const story = trail();
    story.at(timeIn(0));
    await story.seal([story.next(a1)]);
    story.at(timeIn(1, 9));
    // The hour before is over: the first digest file covers all up to its end, which is nothing.
    expect(await story.close()).toMatchObject({ signed: 1, upToDate: true });
    expect(filesIn(story.bucket.objects)).toMatchObject([{ sequence: 0, to: timeIn(0, 0), objects: [] }]);
    story.at(timeIn(1, 10));
    expect(await story.close()).toMatchObject({ signed: 1, upToDate: true });
    expect(filesIn(story.bucket.objects)[1]).toMatchObject({
      sequence: 1,
      objects: [{ records: 1 }],
      records: 1,
    });
  });

  it('is signed where nothing happened in it', async () => {
    const { bucket, key } = await fourHours();
    const files = filesIn(bucket.objects);
    expect(files.map(({ sequence, records }) => [sequence, records])).toEqual([
      [0, 3],
      [1, 2],
      [2, 0],
      [3, 1],
    ]);
    expect(files.map(({ from }) => from)).toEqual([0, 1, 2, 3].map((hour) => timeIn(hour, 0)));
    for (const sequence of [0, 1, 2, 3]) {
      const read = readDigestFile(String(bucket.objects.get(digestKey(sequence))));
      const { file, signedText } = read.ok ? read.value : expect.unreachable();
      expect(isSignedBy(key.publicKey, signedText, file.signature)).toBe(true);
    }
  });

  it('that was missed is made up for, in order, and so are all', async () => {
    const story = trail();
    await story.seal([story.next(a1)]);
    story.at(timeIn(1, 10));
    await story.close();
    story.at(timeIn(3));
    await story.seal([story.next(a2)]);
    story.at(timeIn(9, 10));
    expect(await story.close()).toMatchObject({ signed: 8, upToDate: true });
    const files = filesIn(story.bucket.objects);
    expect(files.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(files.map(({ records }) => records)).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 0]);
  });

  it('waits for the next call where this one has no time left', async () => {
    const story = trail();
    story.at(timeIn(1, 10));
    await story.close();
    story.at(timeIn(9, 10));
    let hours = 0;
    const ports = digestPorts(story.bucket, story.key, () => timeIn(9, 10));
    const closed = await closeHours({ ...ports, hasTime: () => hours++ < 3 });
    expect(closed).toMatchObject({ signed: 3, upToDate: false });
    expect(await story.close()).toMatchObject({ signed: 5, upToDate: true });
  });

  it('is found, of many thousands', async () => {
    const story = trail();
    story.at(timeIn(1, 10));
    await story.close();
    // Away for so long that what is looked through first has none.
    story.at(timeIn(1_100, 10));
    expect(await story.close()).toMatchObject({ signed: 1_099, upToDate: true });
    story.at(timeIn(1_101, 10));
    expect(await story.close()).toMatchObject({ signed: 1, upToDate: true });
  });
});

describe('the first digest file', () => {
  it('has everything that was sealed before it, and calls none of it late', async () => {
    const story = trail();
    await story.seal([story.next(a1)]);
    story.at(timeIn(100));
    await story.seal([story.next(a2)]);
    story.at(timeIn(101, 10));
    await story.close();
    const [file] = filesIn(story.bucket.objects);
    expect(file).toMatchObject({ sequence: 0, from: timeIn(100, 0), records: 2, previous: null });
    expect(file?.objects.map(({ late }) => late)).toEqual([undefined, undefined]);
  });
});

describe('what comes after its hour was closed', () => {
  it('is in the next digest file, as late, once', async () => {
    const story = trail();
    await story.seal([story.next(a1)]);
    story.at(timeIn(1, 10));
    await story.close();
    // Still in the stream when its hour ended: it is named by the hour of writing. What S3 took long to write is not.
    story.at(timeIn(0, 59));
    await story.seal([story.next(a2)]);
    for (const hour of [2, 3]) {
      story.at(timeIn(hour, 10));
      await story.close();
    }
    const [, second, third] = filesIn(story.bucket.objects);
    expect(second?.objects).toMatchObject([
      { key: expect.stringContaining('hh=09'), late: true, records: 1 },
    ]);
    expect(third?.objects).toEqual([]);
  });

  it('by more than two days is in none: it was not seal that wrote it', async () => {
    const story = trail();
    story.at(timeIn(1, 10));
    await story.close();
    story.at(timeIn(60, 10));
    await story.close();
    story.at(timeIn(5));
    await story.seal([story.next(a1)]);
    story.at(timeIn(61, 10));
    await story.close();
    expect(filesIn(story.bucket.objects).flatMap(({ objects }) => objects)).toEqual([]);
  });

  it('is lost never and doubled never, whatever is written when', async () => {
    let late = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ written: fc.nat(6), named: fc.nat(6) }), { minLength: 1, maxLength: 12 }),
        async (objects) => {
          const story = trail();
          const closed = new Set<number>();
          for (let hour = 0; hour <= 7; hour++) {
            for (const { written, named } of objects) {
              if (written !== hour) continue;
              if (closed.has(Math.min(named, written))) late += 1;
              story.at(timeIn(Math.min(named, written)));
              await story.seal([story.next(a1)]);
            }
            story.at(timeIn(hour + 1, 10));
            await story.close();
            closed.add(hour);
          }
          const listed = filesIn(story.bucket.objects).flatMap((file) => file.objects.map(({ key }) => key));
          const there = [...story.bucket.objects.keys()].filter((key) => key.startsWith('records/'));
          expect(listed.sort()).toEqual(there.sort());
        },
      ),
      { numRuns: 30 },
    );
    expect(late).toBeGreaterThan(10);
  });
});

describe('what is not as it should be', () => {
  it('is named by the digest file, which waits for nobody: what was set aside, and its place', async () => {
    const story = trail();
    const poison = { ...story.next(a1), record: '{"no":"record"}' };
    await story.seal([poison, story.next(a2)]);
    await story.bucket.putText('set-aside/dt=2026-01-05/hh=09/z.json', 'no JSON');
    await story.bucket.putText('set-aside/dt=2026-01-05/hh=09/zz.json', '{}');
    story.at(timeIn(1, 10));
    await story.close();
    const [file] = filesIn(story.bucket.objects);
    expect(file?.setAside.map(({ id }) => id)).toEqual([a1.record.id, null, null]);
    expect(file).toMatchObject({ records: 1 });
  });

  it('is listed with what of it proves itself: no leaf, where nothing does', async () => {
    const story = trail();
    await story.seal([story.next(a1)]);
    await story.bucket.putText('records/dt=2026-01-05/hh=09/z.ndjson.gz', 'not packed');
    await story.bucket.putLines('records/dt=2026-01-05/hh=09/zz.ndjson.gz', ['{"a":1}']);
    await story.bucket.putText('records/stray', 'x');
    story.at(timeIn(1, 10));
    await story.close();
    const [file] = filesIn(story.bucket.objects);
    expect(file?.objects.map(({ records }) => records)).toEqual([1, 0, 0]);
  });
});

describe('what is hostile', () => {
  it.each([
    [
      'half a character in a name',
      '{"v":1,"eventId":"e","sequenceNumber":"1","id":"\\ud800.1","why":"w","text":null}',
    ],
    ['what looks like half a character in a name', canonicalJson({ ...poisoned, id: '\\ud800.1' })],
    ['a control character in a name', canonicalJson({ ...poisoned, id: '\b\u0001.1' })],
  ])('%s, set aside, stops no later hour', async (_, text) => {
    const story = trail();
    story.at(timeIn(1, 10));
    await story.close();
    await story.bucket.putText('set-aside/dt=2026-01-05/hh=10/\\ud800.json', text);
    for (const hour of [2, 3]) {
      story.at(timeIn(hour, 10));
      expect(await story.close()).toMatchObject({ signed: 1, upToDate: true });
    }
    expect(filesIn(story.bucket.objects)[1]?.setAside).toMatchObject([
      { key: expect.stringContaining('\\ud800') },
    ]);
  });

  it('an object of a day before 1970 is in no digest file, and stops none', async () => {
    const story = trail();
    await story.bucket.putText('records/dt=1969-12-31/hh=23/x.ndjson.gz', 'x');
    story.at(timeIn(1, 10));
    expect(await story.close()).toMatchObject({ signed: 1, upToDate: true });
    expect(filesIn(story.bucket.objects)).toMatchObject([{ objects: [] }]);
  });

  it('what lies among the digest files, and is none or of an hour to come, stops no later one', async () => {
    const { bucket, key } = await fourHours();
    for (const name of ['zzz', '90000000.json', '0000.json']) await bucket.putText(`digests/${name}`, 'x');
    const ports = digestPorts(bucket, key, () => timeIn(5, 10));
    expect(await closeHours(ports)).toMatchObject({ signed: 1, upToDate: true });
    expect(bucket.objects.has(digestKey(4))).toBe(true);
  });

  it('a digest file that nobody could read is not written: it would stand for ever', async () => {
    const { bucket, key } = await fourHours();
    const ports = digestPorts(bucket, key, () => timeIn(5, 10));
    await expect(closeHours({ ...ports, sign: async () => 'no base64' })).rejects.toThrow(
      'digests/00000004.json was made and not written',
    );
    expect(bucket.objects.has(digestKey(4))).toBe(false);
  });
});

describe('two at once', () => {
  it('make one digest file: the one that loses reads it, and goes on behind it', async () => {
    const story = trail();
    await story.seal([story.next(a1)]);
    story.at(timeIn(1, 10));
    await story.close();
    story.at(timeIn(4, 10));
    const all = await Promise.all([story.close(), story.close(), story.close()]);
    expect(all.every(({ upToDate }) => upToDate)).toBe(true);
    expect(all.reduce((sum, { signed }) => sum + signed, 0)).toBe(3);
    expect(all.some(({ found }) => found > 0)).toBe(true);
    const files = filesIn(story.bucket.objects);
    expect(files.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ['signed by nobody', (file: string) => file.replace('"records":0', '"records":1')],
    ['by another key', (file: string) => file.replace(/"keyId":"[^"]*"/, '"keyId":"another"')],
    ['no digest file', () => '{}'],
    ['that of another hour', (_: string, first: string) => first],
  ])('do not go on behind what stands there and is %s', async (_, forge) => {
    const { bucket, key } = await fourHours();
    const first = String(bucket.objects.get(digestKey(0)));
    const third = String(bucket.objects.get(digestKey(2)));
    bucket.objects.delete(digestKey(3));
    const ports = digestPorts(bucket, key, () => timeIn(4, 10));
    // It is written between the look for the last one and the write.
    const putText = async (at: string) => {
      bucket.objects.set(at, Buffer.from(forge(third, first)));
      return 'there' as const;
    };
    await expect(closeHours({ ...ports, putText })).rejects.toThrow('digests/00000003.json');
  });

  it('do not start where the first digest file is not ours', async () => {
    const { bucket } = await fourHours();
    const ports = digestPorts(bucket, signingKey(), () => timeIn(5, 10));
    await expect(closeHours(ports)).rejects.toThrow(
      'digests/00000000.json is not signed by a key of this deployment',
    );
  });
});

describe('a failure', () => {
  it.each(['listKeys', 'readObject', 'putText', 'sign'] as const)(
    'of %s leaves nothing half done: the next call goes on',
    async (port) => {
      const story = trail();
      await story.seal([story.next(a1)]);
      story.at(timeIn(3, 10));
      const ports = digestPorts(story.bucket, story.key, () => timeIn(3, 10));
      const fail = async () => {
        throw new Error('AWS is down.');
      };
      const failList = async function* (): AsyncGenerator<string> {
        yield* [];
        throw new Error('AWS is down.');
      };
      await expect(closeHours({ ...ports, [port]: port === 'listKeys' ? failList : fail })).rejects.toThrow(
        'AWS is down.',
      );
      expect(await story.close()).toMatchObject({ signed: 1, upToDate: true });
      expect(filesIn(story.bucket.objects)).toMatchObject([{ records: 1 }]);
    },
  );

  it('of a file that was listed and is not there is an outage', async () => {
    const { bucket, key } = await fourHours();
    bucket.objects.delete(digestKey(2));
    bucket.objects.delete(digestKey(3));
    const ports = digestPorts(bucket, key, () => timeIn(4, 10));
    const readObject = async (at: string) => (at.startsWith('records/') ? undefined : bucket.readObject(at));
    bucket.objects.set('records/dt=2026-01-05/hh=11/new.ndjson.gz', Buffer.from(''));
    await expect(closeHours({ ...ports, readObject })).rejects.toThrow('was listed and cannot be read');
  });

  it('to read an earlier digest file stops it: what that has is not to be listed again', async () => {
    const { bucket, key } = await fourHours();
    bucket.objects.set(digestKey(1), Buffer.from('{}'));
    const ports = digestPorts(bucket, key, () => timeIn(5, 10));
    await expect(closeHours(ports)).rejects.toThrow('digests/00000001.json');
  });
});

describe('the function', () => {
  it('publishes every public key, copies each digest file, and says what it did', async () => {
    const story = trail();
    await story.seal([story.next(a1)]);
    const copies = new Map<string, string>();
    const retired = signingKey();
    const handler = createHandler({
      ...digestPorts(story.bucket, story.key, () => timeIn(1, 10)),
      publicKeys: async () => [story.key.publicKey, retired.publicKey],
      putCopy: async (key, text) => {
        copies.set(key, text);
        return 'written';
      },
    });
    expect(await call(handler)).toMatchObject({ signed: 1, upToDate: true });
    for (const { publicKey } of [story.key, retired])
      expect(String(story.bucket.objects.get(`keys/${publicKey.id}.pem`))).toBe(pemOf(publicKey));
    expect(copies.get(digestKey(0))).toBe(String(story.bucket.objects.get(digestKey(0))));
    expect(output.lines()).toContainEqual(expect.objectContaining({ code: 'hours-closed', signed: 1 }));
    expect(output.text()).toContain('HourClosed');
  });

  it('makes a copy that failed in the next call', async () => {
    const story = trail();
    const copies: string[] = [];
    let fails = true;
    const ports = {
      ...digestPorts(story.bucket, story.key, () => timeIn(1, 10)),
      putCopy: async (key: string) => {
        if (fails) throw new Error('The other account does not let us.');
        copies.push(key);
        return 'written' as const;
      },
    };
    await expect(closeHours(ports)).rejects.toThrow('The other account');
    fails = false;
    expect(await closeHours(ports)).toMatchObject({ signed: 0, upToDate: true });
    expect(copies).toEqual([digestKey(0)]);
  });

  it('warns of objects that came late, by their keys', async () => {
    const story = trail();
    story.at(timeIn(1, 10));
    await story.close();
    story.at(timeIn(0));
    await story.seal([story.next(a1)]);
    await call(createHandler(digestPorts(story.bucket, story.key, () => timeIn(2, 10))));
    expect(output.lines()).toContainEqual(
      expect.objectContaining({
        code: 'objects-late',
        level: 'WARN',
        objects: [expect.stringContaining('hh=09')],
      }),
    );
  });
});

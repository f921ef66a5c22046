import { describe, expect, it } from 'vitest';
import type {
  EvidenceSource,
  StoredObject,
} from '../../../../../clients/cli/audit/source/evidence-source.ts';
import { signatureCheck } from '../../../../../clients/cli/audit/source/public-keys.ts';
import type { ChainEntry } from '../../../../../clients/cli/audit/verify/chain-entries.ts';
import { openChainFiles } from '../../../../../clients/cli/audit/verify/chain-files.ts';
import { checkObject } from '../../../../../clients/cli/audit/verify/check-object.ts';
import { openReport } from '../../../../../clients/cli/audit/verify/report.ts';
import { addTableHead } from '../../../../../clients/cli/audit/verify/table-heads.ts';
import { type VerifyOptions, verifyTrail } from '../../../../../clients/cli/audit/verify/verify-trail.ts';
import { digestKey } from '../../../../../core/evidence/digest-file.ts';
import { sha256 } from '../../../../../core/lib/digest.ts';
import { canonicalJson } from '../../../../../core/lib/json.ts';
import { fourHours, timeIn, trail, twoMoves } from '../../../../support/given/evidence.ts';
import { requestOf } from '../../../../support/given/tamper.ts';
import type { SigningKey } from '../../../../support/memory-evidence.ts';
import { daysLater, sourceOf, week } from '../../../../support/memory-evidence-source.ts';

async function verify(
  source: EvidenceSource,
  key: SigningKey,
  more: Partial<VerifyOptions> = {},
  heads: ChainEntry[] = [],
) {
  const chains = openChainFiles();
  try {
    return await verifyTrail(
      {
        ...{ source, isSigned: signatureCheck([key.publicKey]), now: timeIn(4, 20), retentionDays: 7 },
        ...more,
      },
      {
        ...{ findings: openReport(source.name), chains, atOnce: 3, onProgress: () => {} },
        checkObject: async (body, number) => checkObject({ body, number }),
        addHeads: async () => {
          for (const head of heads) chains.add(head);
        },
      },
    );
  } finally {
    await chains.remove();
  }
}
const coded = ({ faults }: { faults: { code: string; object: string }[] }) =>
  faults.map(({ code, object }) => [code, object]);

describe('a bucket', () => {
  it('is verified where every object is locked for long enough', async () => {
    const { bucket, key } = await fourHours();
    expect(await verify(sourceOf(bucket.objects), key)).toMatchObject({
      verified: true,
      faults: [],
      shortestRetentionDays: 7,
    });
  });

  it.each<[string, StoredObject['lock']]>([
    ['in no lock', undefined],
    ['in governance mode', { ...week, mode: 'GOVERNANCE' }],
    ['for too short a time', { ...week, until: daysLater(6.5) }],
  ])('is not, where an object is %s', async (_, lock) => {
    const { bucket, key } = await fourHours();
    const lockOf = (at: string) => (at === digestKey(2) ? lock : week);
    expect(coded(await verify(sourceOf(bucket.objects, { lockOf }), key))).toEqual([
      ['not-locked', digestKey(2)],
    ]);
  });

  it('without a lock at all says so of each object', async () => {
    const { bucket, key } = await fourHours();
    const report = await verify(sourceOf(bucket.objects, { lockOf: () => undefined }), key);
    expect(report.byCode).toEqual({ 'not-locked': bucket.objects.size });
    expect(report.verified).toBe(false);
  });

  it('is not verified where something was written over or hidden', async () => {
    const { bucket, key } = await fourHours();
    const object = [...bucket.objects.keys()].find((at) => at.startsWith('records/')) ?? '';
    const versionsOf = (at: string) => (at === object ? 2 : 1);
    expect(coded(await verify(sourceOf(bucket.objects, { versionsOf }), key))).toEqual([
      ['more-versions', object],
    ]);
  });

  it('is not verified where a digest file was written over, though what is there now is right', async () => {
    const { bucket, key } = await fourHours();
    const versionsOf = (at: string) => (at === digestKey(2) ? 2 : 1);
    expect(coded(await verify(sourceOf(bucket.objects, { versionsOf }), key))).toEqual([
      ['more-versions', digestKey(2)],
    ]);
  });
});

describe('a second bucket', () => {
  it('has the same digest files', async () => {
    const { bucket, key } = await fourHours();
    const copies = sourceOf(new Map(bucket.objects));
    expect(await verify(sourceOf(bucket.objects), key, { copies })).toMatchObject({ verified: true });
  });

  it('shows what was replaced whole, and signed with the right key: nothing else does', async () => {
    const { bucket, key } = await fourHours();
    const other = trail(key);
    for (let hour = 0; hour < 4; hour++) {
      other.at(timeIn(hour));
      await other.seal(twoMoves(70 + hour).map(other.next));
      other.at(timeIn(hour + 1, 10));
      await other.close();
    }
    const replaced = sourceOf(other.bucket.objects);
    expect(await verify(replaced, key)).toMatchObject({ verified: true, digestFiles: 4 });
    const copies = sourceOf(bucket.objects);
    expect(coded(await verify(replaced, key, { copies }))).toEqual(
      [0, 1, 2, 3].map((hour) => ['digest-copy-differs', digestKey(hour)]),
    );
  });

  it('shows an hour that was cut off before anybody could miss it', async () => {
    const story = await fourHours();
    story.at(timeIn(4, 5));
    await story.seal([story.next(twoMoves(5)[0])]);
    story.at(timeIn(5, 10));
    await story.close();
    const copies = sourceOf(new Map(story.bucket.objects));
    story.bucket.objects.delete(digestKey(4));
    const early = { now: timeIn(5, 20) };
    expect((await verify(sourceOf(story.bucket.objects), story.key, early)).verified).toBe(true);
    expect(coded(await verify(sourceOf(story.bucket.objects), story.key, { ...early, copies }))).toEqual([
      ['digest-missing', digestKey(4)],
    ]);
  });

  it('shows a digest file of which it has no copy', async () => {
    const { bucket, key } = await fourHours();
    const copies = new Map(bucket.objects);
    copies.delete(digestKey(3));
    expect(coded(await verify(sourceOf(bucket.objects), key, { copies: sourceOf(copies) }))).toEqual([
      ['digest-copy-differs', digestKey(3)],
    ]);
  });
});

describe('the table', () => {
  const head = (number: number, seq: number, hash?: string): ChainEntry => {
    const record = twoMoves(number)[seq - 1]?.record;
    return { kind: 'head', chain: requestOf(number), seq, hash: hash ?? record?.hash ?? 'f'.repeat(64) };
  };

  it('has what is sealed', async () => {
    const { bucket, key } = await fourHours();
    const heads = [head(1, 2), head(2, 2), head(3, 1)];
    expect(await verify(sourceOf(bucket.objects), key, {}, heads)).toMatchObject({
      faults: [],
      verified: true,
    });
  });

  it.each<[string, ChainEntry, string]>([
    ['a record more', head(1, 3), `${requestOf(1)}.3`],
    ['another record', head(2, 2, 'e'.repeat(64)), `${requestOf(2)}.2`],
    ['a request that was never sealed', head(9, 1), `${requestOf(9)}.1`],
  ])('that has %s differs', async (_, more, record) => {
    const { bucket, key } = await fourHours();
    const { faults } = await verify(sourceOf(bucket.objects), key, {}, [more]);
    expect(faults).toMatchObject([{ code: 'table-differs', record }]);
  });
});

describe('an item of the table', () => {
  const now = Date.parse('2026-01-05T12:00:00.000Z');
  const headsOf = (at: string): ChainEntry[] => {
    const heads: ChainEntry[] = [];
    const fields = { at, id: 'a.1', prev: null, seq: 1 };
    const record = canonicalJson({ ...fields, hash: sha256(canonicalJson({ ...fields, v: 1 })), v: 1 });
    addTableHead(record, { add: (entry) => heads.push(entry) }, now);
    return heads;
  };

  it.each(['2026-01-05T11:00:00.000Z', '2026-02-05T12:00:00.000Z', '9999-01-01T00:00:00.000Z', 'never'])(
    'of %s must be sealed: a time to come excuses nothing',
    (at) => {
      expect(headsOf(at)).toMatchObject([{ kind: 'head', chain: 'a', seq: 1 }]);
    },
  );

  it('of this minute may still be on its way', () => {
    expect(headsOf('2026-01-05T11:59:00.000Z')).toEqual([]);
  });
});

describe('what is not signed yet', () => {
  it('is held by its chains, counted, and no fault', async () => {
    const story = await fourHours();
    story.at(timeIn(4, 15));
    await story.seal([story.next(twoMoves(5)[0])]);
    const report = await verify(sourceOf(story.bucket.objects), story.key);
    expect(report).toMatchObject({ verified: true, unsigned: { objects: 1, records: 1 } });
  });

  it('is a fault where its chain has a hole', async () => {
    const story = await fourHours();
    story.at(timeIn(4, 15));
    await story.seal([story.next(twoMoves(5)[1])]);
    const { faults } = await verify(sourceOf(story.bucket.objects), story.key);
    expect(faults).toMatchObject([{ code: 'record-missing', record: `${requestOf(5)}.1` }]);
  });

  it('is added where its hour is not soon to come: it would wait for a signature for ever', async () => {
    const story = await fourHours();
    // `now` is in the hour behind the four.
    for (const hour of [4 + 48, 4 + 49]) {
      story.at(timeIn(hour));
      await story.seal([story.next(twoMoves(hour)[0])]);
    }
    const report = await verify(sourceOf(story.bucket.objects), story.key);
    expect(coded(report)).toEqual([['object-unlisted', expect.stringContaining('dt=2026-01-07/hh=14/')]]);
    expect(report.unsigned).toEqual({ objects: 1, records: 1 });
  });

  it('must be signed half an hour after its hour', async () => {
    const story = await fourHours();
    const ended = (minute: number) =>
      verify(sourceOf(story.bucket.objects), story.key, { now: timeIn(5, minute) });
    expect((await ended(29)).verified).toBe(true);
    expect(coded(await ended(30))).toEqual([['digest-missing', digestKey(4)]]);
  });

  it('and set aside is looked at as well', async () => {
    const story = await fourHours();
    story.at(timeIn(4, 15));
    await story.seal([{ ...story.next(twoMoves(5)[0]), record: '{' }]);
    const report = await verify(sourceOf(story.bucket.objects), story.key);
    expect(report).toMatchObject({ verified: true, setAside: 1, unsigned: { objects: 1, records: 0 } });
  });
});

it('keeps the first hundred faults, and counts all', async () => {
  const { bucket, key } = await fourHours();
  for (let extra = 0; extra < 150; extra++)
    bucket.objects.set(`records/dt=2026-01-05/hh=10/x${extra}.ndjson.gz`, Buffer.from('x'));
  const report = await verify(sourceOf(bucket.objects), key);
  expect(report.faults).toHaveLength(100);
  expect(report.byCode).toEqual({ 'object-unlisted': 150 });
});

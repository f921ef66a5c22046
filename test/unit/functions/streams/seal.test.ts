import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../core/lib/digest.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { type Streamed, sealBatch } from '../../../../functions/streams/seal/seal-batch.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, opened } from '../../../support/given/requests.ts';
import { review } from '../../../support/given/rulings.ts';

const first = opened(review());
const transitions = [first, counted(first.request, people.securityOne)];

/** Text that proves itself, whatever it says. */
const hashed = ({ hash: _, ...fields }: Record<string, unknown>): string =>
  canonicalJson({ ...fields, hash: sha256(canonicalJson(fields)) });

const streamedSteps = (): Streamed[] =>
  transitions.map(({ record }, index) => ({
    eventId: `${index}abcdef0123456789`,
    sequenceNumber: `10${index}`,
    record: canonicalJson(record),
  }));

function world() {
  const objects = new Map<string, readonly string[]>();
  const broken: [string, string][] = [];
  return {
    objects,
    broken,
    ports: {
      putOnce: async (key: string, lines: readonly string[]) => void objects.set(key, lines),
      now: () => '2026-01-05T09:07:00.000Z',
      onBroken: (sequenceNumber: string, why: string) => void broken.push([sequenceNumber, why]),
    },
  };
}

describe('sealing', () => {
  it('writes a line for each record, under the hour and the batch', async () => {
    const { ports, objects } = world();
    expect(await sealBatch(ports, streamedSteps())).toEqual({});
    expect([...objects.keys()]).toEqual(['records/dt=2026-01-05/hh=09/0abcdef0-100-101.ndjson.gz']);
    const lines = [...objects.values()].flat().map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { seq: 1, type: 'submitted', prev: null },
      { seq: 2, type: 'voted', prev: first.record.hash, state: 'approved' },
    ]);
  });

  it('writes one line as one line, whatever is in it', async () => {
    const { ports, objects } = world();
    const { record } = opened(review(), { stated: { reason: 'one\ntwo\u2028three\r' } });
    await sealBatch(ports, [{ eventId: 'x'.repeat(32), sequenceNumber: '1', record: canonicalJson(record) }]);
    const [lines] = objects.values();
    expect(lines).toHaveLength(1);
    expect(lines?.[0]).not.toMatch(/[\n\r]/);
  });

  it('of nothing writes nothing', async () => {
    const { ports, objects } = world();
    expect(await sealBatch(ports, [])).toEqual({});
    expect(objects.size).toBe(0);
  });

  it.each([
    ['no record', undefined, 'The write carries no record.'],
    ['no JSON', '{', 'The record is not JSON of the shape'],
    [
      'a changed record',
      canonicalJson({ ...first.record, at: 'later' }),
      'The hash of the record does not fit.',
    ],
    ['a record of no version', hashed({}), 'This record does not say its version'],
    [
      'a record of a newer version',
      hashed({ ...first.record, v: 2 }),
      'This record has version 2; this code reads up to 1',
    ],
    [
      'a record of another shape',
      hashed({ ...first.record, agent: 'etl-agent' }),
      'the shape of its version 1: /agent (invalid_type)',
    ],
  ])('stops before %s, says so without its content, and keeps what came before', async (_, record, why) => {
    const { ports, objects, broken } = world();
    const batch = [...streamedSteps(), { eventId: 'e'.repeat(32), sequenceNumber: '102', record }];
    expect(await sealBatch(ports, batch)).toEqual({ resumeAt: '102' });
    expect([...objects.values()].flat()).toHaveLength(2);
    expect(broken).toEqual([['102', expect.stringContaining(why)]]);
  });

  it('fails where the bucket fails, so that the batch comes again', async () => {
    const { ports } = world();
    const putOnce = async () => {
      throw new Error('S3 is down.');
    };
    await expect(sealBatch({ ...ports, putOnce }, streamedSteps())).rejects.toThrow('S3 is down.');
  });
});

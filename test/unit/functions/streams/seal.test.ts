import { describe, expect, it } from 'vitest';
import { setAsideVersions } from '../../../../core/evidence/set-aside.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { mustReadVersioned } from '../../../../core/lib/versioned.ts';
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
    id: record.id,
    eventId: `${index}abcdef0123456789`,
    sequenceNumber: `10${index}`,
    record: canonicalJson(record),
  }));

function world() {
  const objects = new Map<string, readonly string[]>();
  const aside = new Map<string, string>();
  const told: [string, string][] = [];
  return {
    ...{ objects, aside, told },
    ports: {
      putLines: async (key: string, lines: readonly string[]) => void objects.set(key, lines),
      putText: async (key: string, text: string) => void aside.set(key, text),
      now: () => '2026-01-05T09:07:00.000Z',
      onSetAside: ({ sequenceNumber }: Streamed, why: string) => void told.push([sequenceNumber, why]),
    },
  };
}

describe('sealing', () => {
  it('writes a line for each record, under the hour and the batch', async () => {
    const { ports, objects } = world();
    await sealBatch(ports, streamedSteps());
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
    const [eventId, sequenceNumber] = ['x'.repeat(32), '1'];
    await sealBatch(ports, [{ eventId, sequenceNumber, id: record.id, record: canonicalJson(record) }]);
    const [lines] = objects.values();
    expect(lines).toHaveLength(1);
    expect(lines?.[0]).not.toMatch(/[\n\r]/);
  });

  it('of nothing writes nothing', async () => {
    const { ports, objects } = world();
    await sealBatch(ports, []);
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
    [
      'a record that is nested deeper than verifiers go',
      hashed({ ...first.record, parameters: JSON.parse(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`) }),
      'The record is not JSON, or nested too deep.',
    ],
    [
      'a record whose id is not its place',
      hashed({ ...first.record, id: 'elsewhere' }),
      'The record does not say its place in a chain.',
    ],
    [
      'a record that names none before it',
      hashed({ ...first.record, prev: 'before' }),
      'The record does not say its place in a chain.',
    ],
    [
      'a record in another spelling',
      JSON.stringify(first.record, null, 1),
      'The record is not canonical JSON.',
    ],
  ])(
    'sets %s aside at its place, says so without its content, and seals what is around it',
    async (_, record, why) => {
      const { ports, objects, aside, told } = world();
      const [one, two] = streamedSteps() as [Streamed, Streamed];
      const poison = { eventId: 'e'.repeat(32), sequenceNumber: '102', id: 'r.3', record };
      await sealBatch(ports, [one, poison, two]);
      expect([...objects.keys()]).toEqual(['records/dt=2026-01-05/hh=09/0abcdef0-100-101.ndjson.gz']);
      expect([...objects.values()].flat()).toHaveLength(2);
      expect(told).toEqual([['102', expect.stringContaining(why)]]);
      const [[key, text] = ['', '']] = aside;
      expect(key).toBe('set-aside/dt=2026-01-05/hh=09/eeeeeeee-102.json');
      expect(mustReadVersioned(setAsideVersions, JSON.parse(text))).toEqual({
        v: 1,
        ...{ eventId: 'e'.repeat(32), sequenceNumber: '102', id: 'r.3', text: record ?? null },
        why: expect.stringContaining(why),
      });
    },
  );

  it('of nothing but what cannot be sealed writes no empty object', async () => {
    const { ports, objects, aside } = world();
    await sealBatch(ports, [{ eventId: 'e', sequenceNumber: '1', id: null, record: '{' }]);
    expect([objects.size, aside.size]).toEqual([0, 1]);
  });

  it('fails where the bucket fails, so that the batch comes again', async () => {
    const { ports } = world();
    const fail = async () => {
      throw new Error('S3 is down.');
    };
    await expect(sealBatch({ ...ports, putLines: fail }, streamedSteps())).rejects.toThrow('S3 is down.');
    const poison = [{ eventId: 'e', sequenceNumber: '1', id: null, record: '{' }];
    await expect(sealBatch({ ...ports, putText: fail }, poison)).rejects.toThrow('S3 is down.');
  });
});

import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventSource } from '../../../../../emulator/services/lambda/event-source.ts';
import type { InvocationAnswer } from '../../../../../emulator/services/lambda/function-pool.ts';
import type { MappingSpec } from '../../../../../emulator/services/lambda/mapping-spec.ts';

const failed: InvocationAnswer = { kind: 'failed', error: { errorType: 'E', errorMessage: 'm', trace: [] } };
const worked: InvocationAnswer = { kind: 'answered', payload: 'null' };
const reporting = (...sequenceNumbers: string[]): InvocationAnswer => ({
  kind: 'answered',
  payload: JSON.stringify({
    batchItemFailures: sequenceNumbers.map((itemIdentifier) => ({ itemIdentifier })),
  }),
});

const record = (sequence: number | string, image: object = {}): DynamoDBRecord => ({
  eventID: `event-${sequence}`,
  dynamodb: { SequenceNumber: String(sequence), NewImage: image as never },
});

interface Given {
  spec?: Partial<MappingSpec>;
  answer?: (batch: string[], invocation: number) => InvocationAnswer;
}

function given({ spec = {}, answer = () => worked }: Given) {
  const batches: string[][] = [];
  const sent: [string, { DDBStreamBatchInfo: object }][] = [];
  const source = createEventSource(
    {
      path: 'Stack/Mapping',
      functionName: 'seal',
      streamArn: 'arn:stream',
      batchSize: 10,
      windowMilliseconds: 0,
      parallel: 1,
      patterns: [],
      retries: 3,
      bisect: false,
      reportsItemFailures: true,
      ...spec,
    },
    {
      invoke: async (_, event) => {
        const { Records } = event as { Records: DynamoDBRecord[] };
        batches.push(Records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? ''));
        return answer(batches.at(-1) ?? [], batches.length);
      },
      pause: async () => {},
      retryDelay: () => 0,
      send: (queue, body) => void sent.push([queue, JSON.parse(body)]),
      newId: () => 'request-1',
      now: () => new Date('2026-05-04T10:00:00Z'),
      closed: new AbortController().signal,
    },
  );
  const push = async (...sequences: (number | string)[]) => {
    for (const sequence of sequences) source.push(record(sequence));
    await source.idle();
  };
  return { source, push, batches, sent };
}

describe('an event source', () => {
  it('delivers records in order, in batches of the size it is given', async () => {
    const { push, batches } = given({ spec: { batchSize: 2 } });
    await push(1, 2, 3, 4, 5);
    expect(batches).toEqual([['1', '2'], ['3', '4'], ['5']]);
  });

  it('delivers what comes later too', async () => {
    const { push, batches } = given({});
    await push(1);
    await push(2);
    expect(batches).toEqual([['1'], ['2']]);
  });

  it('keeps from the function what no pattern matches', async () => {
    const hasRecord = { dynamodb: { NewImage: { record: { S: [{ exists: true }] } } } };
    const { source, batches } = given({ spec: { patterns: [hasRecord] } });
    source.push(record(1, { pk: { S: 'token' } }));
    source.push(record(2, { record: { S: '{}' } }));
    source.push({ eventID: 'removal', dynamodb: { SequenceNumber: '3' } });
    await source.idle();
    expect(batches).toEqual([['2']]);
  });

  it('resumes at the lowest sequence number that is reported, however they are ordered', async () => {
    const { push, batches } = given({
      answer: (_, invocation) => (invocation === 1 ? reporting('4', '2') : worked),
    });
    await push(1, 2, 3, 4);
    expect(batches).toEqual([
      ['1', '2', '3', '4'],
      ['2', '3', '4'],
    ]);
  });

  it.each([
    ['names no record of the batch', { batchItemFailures: [{ itemIdentifier: '99' }] }],
    ['names an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['has another shape', { batchItemFailures: [{ id: '2' }] }],
  ])('tries the whole batch again when the report %s', async (_, report) => {
    const answer = (_batch: string[], invocation: number): InvocationAnswer =>
      invocation === 1 ? { kind: 'answered', payload: JSON.stringify(report) } : worked;
    const { push, batches } = given({ answer });
    await push(1, 2);
    expect(batches).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('takes an empty report for success', async () => {
    const { push, batches } = given({ answer: () => reporting() });
    await push(1, 2);
    expect(batches).toEqual([['1', '2']]);
  });

  it('ignores reports where the mapping does not ask for them', async () => {
    const { push, batches } = given({ spec: { reportsItemFailures: false }, answer: () => reporting('1') });
    await push(1);
    expect(batches).toEqual([['1']]);
  });

  it('gives a batch up after its retries, tells the queue where it was, and goes on', async () => {
    const { push, batches, sent } = given({
      spec: { retries: 1, onFailureArn: 'arn:dlq', batchSize: 2 },
      answer: (batch) => (batch.includes('2') ? failed : worked),
    });
    await push(1, 2, 3);
    expect(batches).toEqual([['1', '2'], ['1', '2'], ['3']]);
    expect(sent).toEqual([
      [
        'arn:dlq',
        expect.objectContaining({
          requestContext: expect.objectContaining({
            condition: 'RetryAttemptsExhausted',
            approximateInvokeCount: 2,
          }),
          DDBStreamBatchInfo: expect.objectContaining({
            startSequenceNumber: '1',
            endSequenceNumber: '2',
            batchSize: 2,
            streamArn: 'arn:stream',
          }),
        }),
      ],
    ]);
  });

  it('waits out throttling without counting it', async () => {
    const { push, batches, sent } = given({
      spec: { retries: 0, onFailureArn: 'arn:dlq' },
      answer: (_, invocation) => (invocation < 5 ? { kind: 'throttled' } : worked),
    });
    await push(1);
    expect(batches).toHaveLength(5);
    expect(sent).toEqual([]);
  });

  it('finds the poison by halving, so that only it is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.nat({ max: 29 })),
        fc.integer({ min: 1, max: 12 }),
        async (count, poison, batchSize) => {
          const isPoison = (sequence: string) => poison.includes(Number(sequence));
          const done: string[] = [];
          const { push, sent } = given({
            spec: {
              bisect: true,
              retries: 2,
              batchSize,
              onFailureArn: 'arn:dlq',
              reportsItemFailures: false,
            },
            answer: (batch) => {
              if (batch.some(isPoison)) return failed;
              done.push(...batch);
              return worked;
            },
          });
          const sequences = Array.from({ length: count }, (_, index) => String(index));
          await push(...sequences);
          expect(done).toEqual(sequences.filter((sequence) => !isPoison(sequence)));
          expect(sent).toHaveLength(sequences.filter(isPoison).length);
        },
      ),
    );
  });

  it('read in parallel keeps the order of each item, and lets one that fails hold up no other lane', async () => {
    const itemOf = (sequence: string): string => sequence.split('-')[0] ?? '';
    const done: string[] = [];
    let failures = 0;
    const { source, batches } = given({
      spec: { parallel: 10, batchSize: 1, retries: -1, reportsItemFailures: false },
      answer: ([sequence = '']) => {
        // The first record of `a` fails until all that is not of `a` is done.
        if (sequence === 'a-0' && done.filter((one) => itemOf(one) !== 'a').length < 8) {
          failures += 1;
          return failed;
        }
        done.push(sequence);
        return worked;
      },
    });
    // These fall into other lanes than `a` does.
    const items = ['a', 'b', 'c', 'd', 'e'];
    for (let index = 0; index < 2; index += 1) {
      for (const item of items) {
        const Keys = { pk: { S: item } };
        const sequence = `${item}-${index}`;
        source.push({ eventID: sequence, dynamodb: { SequenceNumber: sequence, Keys } });
      }
    }
    await source.idle();
    expect(failures).toBeGreaterThan(0);
    expect(batches.length).toBeGreaterThan(10);
    for (const item of items) {
      expect(done.filter((sequence) => itemOf(sequence) === item)).toEqual([`${item}-0`, `${item}-1`]);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InvocationAnswer } from '../../../../../emulator/services/lambda/function-pool.ts';
import { createQueueSource } from '../../../../../emulator/services/lambda/queue-source.ts';
import { createSqs } from '../../../../../emulator/services/sqs/service.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:777788889999:sightings';
const deadArn = `${queueArn}-dead-letters`;

interface Given {
  batchSize?: number;
  concurrency?: number;
  after?: number;
  /** The bodies of those that fail, each time. */
  failing?: readonly string[];
}

function given({ batchSize = 10, concurrency = 2, after = 3, failing = [] }: Given) {
  let ids = 0;
  const newId = (): string => String(++ids);
  const sqs = createSqs({
    queues: [
      { name: 'sightings', arn: queueArn, redrive: { toArn: deadArn, after } },
      { name: 'dead', arn: deadArn },
    ],
    now: () => new Date('2026-05-04T10:00:00Z'),
    randomUuid: newId,
  });
  const given: string[] = [];
  let [running, most] = [0, 0];
  const source = createQueueSource(
    { functionName: 'sight', queueArn, batchSize, concurrency, reportsItemFailures: true },
    {
      async invoke(_, event): Promise<InvocationAnswer> {
        const { Records } = event as { Records: { messageId: string; body: string }[] };
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        given.push(...Records.map(({ body }) => body));
        const failed = Records.filter(({ body }) => failing.includes(body));
        const batchItemFailures = failed.map(({ messageId }) => ({ itemIdentifier: messageId }));
        return { kind: 'answered', payload: JSON.stringify({ batchItemFailures }) };
      },
      reader: sqs.reader(queueArn),
      pause: async () => {},
      retryDelay: () => 0,
      newId,
      closed: new AbortController().signal,
    },
  );
  const send = async (...bodies: string[]): Promise<void> => {
    for (const body of bodies) sqs.send(queueArn, body);
    await source.idle();
  };
  const left = (arn: string): string[] => sqs.messages(arn).map(({ body }) => body);
  return { send, given, left, most: () => most };
}

describe('a function that reads a queue', () => {
  it('gets each message once, and none is left', async () => {
    const { send, given: got, left } = given({});
    await send('a', 'b', 'c');
    expect(got).toEqual(['a', 'b', 'c']);
    expect(left(queueArn)).toEqual([]);
  });

  it('gets what it reports as failed again, until the queue sets it aside; the others pass it by', async () => {
    const { send, given: got, left } = given({ failing: ['b'], after: 3 });
    await send('a', 'b', 'c');
    expect(got.filter((body) => body !== 'b')).toEqual(['a', 'c']);
    expect(got.filter((body) => body === 'b')).toHaveLength(3);
    expect([left(queueArn), left(deadArn)]).toEqual([[], ['b']]);
  });

  it('never gets more batches at a time than the mapping says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 40 }),
        async (concurrency, batchSize, messages) => {
          const { send, given: got, most } = given({ concurrency, batchSize });
          await send(...Array.from({ length: messages }, (_, index) => `m${index}`));
          expect(new Set(got).size).toBe(messages);
          expect(most()).toBeLessThanOrEqual(concurrency);
        },
      ),
    );
  });
});

import type { SQSRecord } from 'aws-lambda';
import type { Pause } from '../../clock/pause.ts';
import type { QueueReader } from '../sqs/plugin.ts';
import { failedItems } from './batch-failures.ts';
import type { InvocationAnswer } from './function-pool.ts';
import type { QueueMappingSpec } from './mapping-spec.ts';

export interface QueueSourceOptions {
  invoke: (functionName: string, event: unknown, requestId: string) => Promise<InvocationAnswer>;
  reader: QueueReader;
  pause: Pause;
  /** Milliseconds before a message is given again. In AWS it is the queue's visibility timeout. */
  retryDelay: (failures: number) => number;
  newId: () => string;
  closed: AbortSignal;
}

type Message = ReturnType<QueueReader['take']>[number];

/**
 * Messages in no order, so many batches at a time. Nothing polls: a message wakes it. What failed is given again until the queue
 * sets it aside.
 */
export function createQueueSource(
  spec: QueueMappingSpec,
  { invoke, reader, pause, retryDelay, newId, closed }: QueueSourceOptions,
): { idle: () => Promise<void> } {
  /** What is being worked on, and what waits to be given again. */
  const busy = new Set<Promise<void>>();
  let taking = 0;

  const track = (work: Promise<void>): void => {
    busy.add(work);
    void work.finally(() => busy.delete(work));
  };
  const wake = (): void => {
    if (taking >= spec.concurrency || closed.aborted) return;
    taking += 1;
    track(
      takeAll().finally(() => {
        taking -= 1;
      }),
    );
  };
  const takeAll = async (): Promise<void> => {
    // What comes in one go makes one batch.
    await Promise.resolve();
    for (let batch = reader.take(spec.batchSize); batch.length > 0 && !closed.aborted; ) {
      await give(batch);
      batch = reader.take(spec.batchSize);
    }
  };
  const give = async (batch: readonly Message[]): Promise<void> => {
    const event = { Records: batch.map((message) => recordOf(spec.queueArn, message)) };
    const failed = failedOf(batch, await invoke(spec.functionName, event, newId()));
    for (const message of batch) {
      if (failed.has(message.id)) track(giveAgain(message));
      else reader.remove(message.receiptHandle);
    }
  };
  const giveAgain = async ({ receiptHandle, receives }: Message): Promise<void> => {
    await pause(retryDelay(receives));
    reader.release(receiptHandle);
    wake();
  };
  const failedOf = (batch: readonly Message[], answer: InvocationAnswer): ReadonlySet<string> => {
    const all = new Set(batch.map(({ id }) => id));
    if (answer.kind !== 'answered') return all;
    return spec.reportsItemFailures ? (failedItems(answer.payload) ?? all) : new Set();
  };

  reader.onSent(wake);
  return {
    async idle() {
      while (busy.size > 0) await Promise.all(busy);
    },
  };
}

const recordOf = (
  queueArn: string,
  { id, body, md5, sentAt, receiptHandle, receives }: Message,
): SQSRecord => ({
  messageId: id,
  receiptHandle,
  body,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: String(sentAt.getTime()),
    SenderId: 'events.amazonaws.com',
    ApproximateFirstReceiveTimestamp: String(sentAt.getTime()),
  },
  messageAttributes: {},
  md5OfBody: md5,
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: queueArn.split(':')[3] ?? '',
});

import { createHash } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Pause } from '../../clock/pause.ts';
import { compilePattern } from '../../lib/event-pattern.ts';
import { firstFailure } from './batch-failures.ts';
import { failedBatch } from './failed-batch.ts';
import type { InvocationAnswer } from './function-pool.ts';
import type { MappingSpec } from './mapping-spec.ts';

export interface EventSourceOptions {
  invoke: (functionName: string, event: unknown, requestId: string) => Promise<InvocationAnswer>;
  pause: Pause;
  /** Milliseconds before a batch is tried again. */
  retryDelay: (failures: number) => number;
  send: (queueArn: string, body: string) => void;
  newId: () => string;
  now: () => Date;
  closed: AbortSignal;
}

export interface EventSource {
  push(record: DynamoDBRecord): void;
  /** Resolves when every record that was pushed is done with. */
  idle(): Promise<void>;
}

/** One shard. Where it is read in parallel, each item keeps to one lane, and so to its order. */
export function createEventSource(spec: MappingSpec, options: EventSourceOptions): EventSource {
  const tests = spec.patterns.map((pattern) => compilePattern(pattern));
  const lanes = Array.from({ length: spec.parallel }, () => createLane(spec, options));
  return {
    push(record) {
      if (tests.length > 0 && !tests.some((matches) => matches(record))) return;
      lanes[laneOf(record, lanes.length)]?.push(record);
    },
    idle: async () => {
      await Promise.all(lanes.map((lane) => lane.idle()));
    },
  };
}

function laneOf({ dynamodb }: DynamoDBRecord, lanes: number): number {
  if (lanes === 1) return 0;
  const digest = createHash('sha256')
    .update(JSON.stringify(dynamodb?.Keys ?? null))
    .digest();
  return digest.readUInt32BE() % lanes;
}

/**
 * Records in order: a batch that fails holds up what comes after it until it works, or is given up.
 * Nothing polls: a record wakes the lane, and its batch starts when it is full or the window is over.
 */
function createLane(spec: MappingSpec, options: EventSourceOptions): EventSource {
  const { invoke, pause, retryDelay, send, newId, now, closed } = options;
  const waiting: DynamoDBRecord[] = [];
  let full = Promise.withResolvers<void>();
  let draining: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0 && !closed.aborted) {
      if (waiting.length < spec.batchSize) await Promise.race([full.promise, pause(spec.windowMilliseconds)]);
      full = Promise.withResolvers();
      await deliver(waiting.splice(0, spec.batchSize), 0);
    }
    draining = undefined;
  };

  const deliver = async (batch: DynamoDBRecord[], failures: number): Promise<void> => {
    if (batch.length === 0 || closed.aborted) return;
    const requestId = newId();
    const answer = await invoke(spec.functionName, { Records: batch }, requestId);
    if (answer.kind === 'throttled') {
      await pause(retryDelay(1));
      return deliver(batch, failures);
    }
    const done = doneOf(batch, answer);
    if (done === batch.length) return;

    const rest = batch.slice(done);
    // Progress makes it another batch with its own retries.
    const failed = done > 0 ? 1 : failures + 1;
    // Splitting costs no retry: it ends with single records, which do.
    if (done === 0 && spec.bisect && rest.length > 1) {
      await pause(retryDelay(1));
      const middle = Math.ceil(rest.length / 2);
      await deliver(rest.slice(0, middle), failures);
      return deliver(rest.slice(middle), failures);
    }
    if (spec.retries >= 0 && failed > spec.retries) {
      const about = { requestId, invocations: failed, at: now() };
      if (spec.onFailureArn) send(spec.onFailureArn, JSON.stringify(failedBatch(spec, rest, about)));
      return;
    }
    await pause(retryDelay(failed));
    return deliver(rest, failed);
  };

  const doneOf = (batch: DynamoDBRecord[], answer: InvocationAnswer): number => {
    if (answer.kind !== 'answered') return 0;
    return spec.reportsItemFailures ? firstFailure(batch, answer.payload) : batch.length;
  };

  return {
    push(record) {
      waiting.push(record);
      if (waiting.length >= spec.batchSize) full.resolve();
      draining ??= drain();
    },
    idle: async () => draining,
  };
}

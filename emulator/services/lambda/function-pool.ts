import type { JsonObject } from '../../lib/json.ts';
import type { FunctionSpec } from './function-spec.ts';
import { type Instance, startInstance } from './instance.ts';
import { asLogEntry } from './log-lines.ts';
import type { FunctionError } from './worker-messages.ts';

export type InvocationAnswer =
  | { kind: 'answered'; payload: string }
  | { kind: 'failed'; error: FunctionError }
  /** Every environment that the reserved concurrency allows is busy, or there are none any more. */
  | { kind: 'throttled' };

export interface FunctionPool {
  spec: FunctionSpec;
  invoke(event: string, requestId: string): Promise<InvocationAnswer>;
  /** Ends every environment that starts or is at work, as a crash of the host would. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** What the function finds in `process.env`, and nothing else. Asked whenever an instance starts. */
  environment: () => Readonly<Record<string, string>>;
  onLog: (functionName: string, entry: JsonObject) => void;
  /** See `ShiftedClock`. */
  clockOffset?: SharedArrayBuffer;
}

/** Lambda's answers are limited to 6 MB, with a little room for the protocol. */
const longestAnswer = 6 * 1_024 * 1_024;

/**
 * AWS can start a thousand environments at once; here a start takes the cores that those at work need. The first two
 * are started when they are asked for. More are started, two at a time, where nobody has become free for as long as a
 * start takes: a few serve any burst of quick calls, and nobody waits long behind slow ones.
 */
const startingAtOnce = 2;

interface Waiting {
  since: number;
  /** Undefined: there will be none any more. */
  take(instance: Instance | undefined): void;
}

export function createFunctionPool(
  spec: FunctionSpec,
  { environment, onLog, clockOffset }: PoolOptions,
): FunctionPool {
  const environments = new Set<Instance>();
  const idle: Instance[] = [];
  const waiting: Waiting[] = [];
  const limit = spec.reservedConcurrency ?? Number.POSITIVE_INFINITY;
  const logStreamName = `local/[$LATEST]${spec.name}`;
  let invocations = 0;
  let starting = 0;
  // A guess, until one has started.
  let startMilliseconds = 100;
  let lastFreed = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const start = async (): Promise<void> => {
    const begun = performance.now();
    const onLine = (line: string) => onLog(spec.name, asLogEntry(line));
    const instance = startInstance(spec, { environment: environment(), clockOffset, onLine });
    environments.add(instance);
    starting += 1;
    await instance.ready;
    starting -= 1;
    startMilliseconds = performance.now() - begun;
    if (!instance.alive()) environments.delete(instance);
    // One that could not be loaded tells so to whoever waits for it.
    hand(instance);
    startMore();
  };
  /** To whoever has waited longest, or kept for who comes next. */
  const hand = (instance: Instance): void => {
    const first = waiting.shift();
    if (first) first.take(instance);
    else if (instance.alive()) idle.push(instance);
  };
  const startMore = (): void => {
    clearTimeout(timer);
    const [first] = waiting;
    if (!first) return;
    const left = Math.max(first.since, lastFreed) + startMilliseconds - performance.now();
    while (left <= 0 && starting < Math.min(startingAtOnce, waiting.length)) void start();
    timer = setTimeout(startMore, left > 0 ? left : startMilliseconds);
  };
  const take = async (): Promise<Instance | undefined> => {
    for (let instance = idle.pop(); instance; instance = idle.pop()) {
      if (instance.alive()) return instance;
      environments.delete(instance);
    }
    if (closed) return undefined;
    return new Promise((resolve) => {
      waiting.push({ since: performance.now(), take: resolve });
      if (environments.size < startingAtOnce) void start();
      else if (waiting.length === 1) startMore();
    });
  };
  const giveBack = (instance: Instance): void => {
    if (instance.alive()) {
      lastFreed = performance.now();
      hand(instance);
    } else {
      environments.delete(instance);
      // Its place is taken by another, where somebody waits.
      if (waiting.length > starting) void start();
    }
  };

  return {
    spec,
    async invoke(event, requestId) {
      if (invocations >= limit) return { kind: 'throttled' };
      invocations += 1;
      const instance = await take();
      try {
        if (!instance) return { kind: 'throttled' };
        const answer = await instance.invoke({
          requestId,
          event,
          timeoutMilliseconds: spec.timeoutMilliseconds,
          context: {
            functionName: spec.name,
            functionVersion: '$LATEST',
            invokedFunctionArn: spec.arn,
            memoryLimitInMB: String(spec.memoryMegabytes),
            logGroupName: spec.logGroup,
            logStreamName,
            awsRequestId: requestId,
          },
        });
        if (!answer.ok) return { kind: 'failed', error: answer.error };
        return answer.payload.length > longestAnswer
          ? tooLong
          : { kind: 'answered', payload: answer.payload };
      } finally {
        invocations -= 1;
        if (instance) giveBack(instance);
      }
    },
    crash: async () => {
      await Promise.all([...environments].filter((one) => !idle.includes(one)).map((one) => one.kill()));
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      for (const { take } of waiting.splice(0)) take(undefined);
      await Promise.all([...environments].map((one) => one.kill()));
    },
  };
}

const tooLong: InvocationAnswer = {
  kind: 'failed',
  error: {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    trace: [],
  },
};

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
 * AWS can start a thousand environments at once; here a start takes a second of the cores that those at work need. Two
 * are started at once. Whoever finds them busy waits as long as a start takes for one that becomes free, and only then
 * has another started: a few serve a burst of quick calls, and nobody waits long behind slow ones.
 */
const startingAtOnce = 2;

interface Waiting {
  /** Undefined: there will be none any more. */
  take(instance: Instance | undefined): void;
  timer?: NodeJS.Timeout;
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
    // One that could not be loaded tells so to whoever waits for it.
    if (instance.alive()) hand(instance);
    else {
      environments.delete(instance);
      serve(instance);
    }
  };
  /** Whoever has waited longest comes first. */
  const serve = (instance: Instance): boolean => {
    const first = waiting.shift();
    clearTimeout(first?.timer);
    first?.take(instance);
    return first !== undefined;
  };
  const hand = (instance: Instance): void => {
    if (!serve(instance)) idle.push(instance);
  };
  const startLater = (one: Waiting): void => {
    one.timer = setTimeout(() => {
      if (starting < startingAtOnce) void start();
      else startLater(one);
    }, startMilliseconds);
  };
  const take = async (): Promise<Instance | undefined> => {
    for (let instance = idle.pop(); instance; instance = idle.pop()) {
      if (instance.alive()) return instance;
      environments.delete(instance);
    }
    if (closed) return undefined;
    return new Promise((resolve) => {
      const one: Waiting = { take: resolve };
      waiting.push(one);
      if (environments.size < startingAtOnce) void start();
      else startLater(one);
    });
  };
  /** The place of one that is gone is taken by another, where somebody waits. */
  const giveBack = (instance: Instance): void => {
    if (instance.alive()) hand(instance);
    else {
      environments.delete(instance);
      if (waiting.length > 0 && !closed) void start();
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
      for (const { take, timer } of waiting.splice(0)) {
        clearTimeout(timer);
        take(undefined);
      }
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

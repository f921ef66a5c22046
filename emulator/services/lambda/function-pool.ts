import type { JsonObject } from '../../lib/json.ts';
import type { FunctionSpec } from './function-spec.ts';
import { type Instance, startInstance } from './instance.ts';
import { asLogEntry } from './log-lines.ts';
import type { FunctionError } from './worker-messages.ts';

export type InvocationAnswer =
  | { kind: 'answered'; payload: string }
  | { kind: 'failed'; error: FunctionError }
  /** Every environment that the reserved concurrency allows is busy. */
  | { kind: 'throttled' };

export interface FunctionPool {
  spec: FunctionSpec;
  invoke(event: string, requestId: string): Promise<InvocationAnswer>;
  /** Ends every environment that is at work, as a crash of the host would. */
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
 * AWS can start a thousand environments at once, one machine cannot: in a burst, who comes later waits for the next
 * environment that has started or is free. Any number may still be at work, as agents that wait are.
 */
const startingAtOnce = 2;

export function createFunctionPool(
  spec: FunctionSpec,
  { environment, onLog, clockOffset }: PoolOptions,
): FunctionPool {
  const idle: Instance[] = [];
  const busy = new Set<Instance>();
  const waiting: (() => void)[] = [];
  const limit = spec.reservedConcurrency ?? Number.POSITIVE_INFINITY;
  const logStreamName = `local/[$LATEST]${spec.name}`;
  let invocations = 0;
  let starting = 0;

  const start = (): Instance => {
    const onLine = (line: string) => onLog(spec.name, asLogEntry(line));
    const instance = startInstance(spec, { environment: environment(), clockOffset, onLine });
    starting += 1;
    void instance.ready.then(() => {
      starting -= 1;
      waiting.shift()?.();
    });
    return instance;
  };
  const take = async (): Promise<Instance> => {
    for (;;) {
      const warm = idle.pop();
      const instance = warm ?? (starting < startingAtOnce ? start() : undefined);
      if (instance?.alive()) {
        busy.add(instance);
        return instance;
      }
      if (!instance) await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };

  return {
    spec,
    async invoke(event, requestId) {
      if (invocations >= limit) return { kind: 'throttled' };
      invocations += 1;
      const instance = await take();
      try {
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
        busy.delete(instance);
        if (instance.alive()) idle.push(instance);
        waiting.shift()?.();
      }
    },
    crash: async () => {
      await Promise.all([...busy].map((instance) => instance.kill()));
    },
    close: async () => {
      await Promise.all([...busy, ...idle].map((instance) => instance.kill()));
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

import { systemClock } from '../../clock/clock.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { FunctionSpec } from './function-spec.ts';
import { startInstance } from './instance.ts';
import { createInstances } from './instances.ts';
import { asLogEntry } from './log-lines.ts';
import type { FunctionError, Network } from './worker-messages.ts';

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
  /** Asked likewise. */
  network: () => Network;
  onLog: (functionName: string, entry: JsonObject) => void;
  /** See `ShiftedClock`. */
  clockOffset?: SharedArrayBuffer;
}

/** Lambda's answers are limited to 6 MB, with a little room for the protocol. */
const longestAnswer = 6 * 1_024 * 1_024;

export function createFunctionPool(
  spec: FunctionSpec,
  { environment, network, onLog, clockOffset }: PoolOptions,
): FunctionPool {
  const limit = spec.reservedConcurrency ?? Number.POSITIVE_INFINITY;
  const logStreamName = `local/[$LATEST]${spec.name}`;
  const onLine = (line: string) => onLog(spec.name, asLogEntry(line));
  const instances = createInstances(
    () => startInstance(spec, { environment: environment(), network: network(), clockOffset, onLine }),
    systemClock,
  );
  let invocations = 0;

  return {
    spec,
    async invoke(event, requestId) {
      if (invocations >= limit) return { kind: 'throttled' };
      invocations += 1;
      const instance = await instances.take();
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
        if (instance) instances.giveBack(instance);
      }
    },
    crash: instances.crash,
    close: instances.close,
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

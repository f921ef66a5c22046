import type { Pause } from '../../clock/pause.ts';
import type { InvocationAnswer } from './function-pool.ts';
import type { FunctionSpec } from './function-spec.ts';
import type { Functions } from './functions.ts';

export interface AsynchronousOptions {
  functions: Pick<Functions, 'find'>;
  pause: Pause;
  /** Milliseconds before the n-th retry. AWS waits one minute, then two. */
  retryDelay: (failures: number) => number;
  /** Where failures end: a queue's ARN and the text of the message. */
  send: (targetArn: string, body: string) => void;
  newId: () => string;
  now: () => Date;
  closed: AbortSignal;
}

/** Invokes and answers nothing, as EventBridge does: retries, then the failure destination or the dead letters. */
export type InvokeAsynchronously = (functionArn: string, event: unknown) => Promise<void>;

export function createAsynchronous(options: AsynchronousOptions): InvokeAsynchronously {
  const { functions, pause, retryDelay, newId, closed } = options;
  return async (functionArn, event) => {
    const pool = functions.find(functionArn);
    if (!pool) throw new Error(`No function has the ARN ${functionArn}`);
    const requestId = newId();
    let failures = 0;
    while (!closed.aborted) {
      const answer = await pool.invoke(JSON.stringify(event), requestId);
      if (answer.kind === 'answered') return;
      // Lambda keeps a throttled event for hours; it does not count as an attempt.
      if (answer.kind === 'failed') failures += 1;
      if (answer.kind === 'failed' && failures > pool.spec.asynchronous.retries) {
        sendFailure(pool.spec, { event, requestId, failures, error: answer.error }, options);
        return;
      }
      await pause(retryDelay(failures));
    }
  };
}

interface Failure {
  event: unknown;
  requestId: string;
  failures: number;
  error: Extract<InvocationAnswer, { kind: 'failed' }>['error'];
}

function sendFailure(spec: FunctionSpec, failure: Failure, { send, now }: AsynchronousOptions): void {
  const { onFailureArn, deadLetterArn } = spec.asynchronous;
  if (onFailureArn) send(onFailureArn, JSON.stringify(destinationRecord(spec, failure, now())));
  if (deadLetterArn) send(deadLetterArn, JSON.stringify(failure.event));
}

const destinationRecord = (spec: FunctionSpec, { event, requestId, failures, error }: Failure, at: Date) => ({
  version: '1.0',
  timestamp: at.toISOString(),
  requestContext: {
    requestId,
    functionArn: `${spec.arn}:$LATEST`,
    condition: 'RetriesExhausted',
    approximateInvokeCount: failures,
  },
  requestPayload: event,
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  responsePayload: error,
});

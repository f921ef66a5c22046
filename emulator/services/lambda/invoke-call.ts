import type { JsonObject } from '../../lib/json.ts';
import { type Implemented, notImplemented } from '../../wire/implemented.ts';
import { type CallHandler, failure, type ServiceAnswer } from '../../wire/service-call.ts';
import type { InvokeAsynchronously } from './asynchronous.ts';
import type { InvocationAnswer } from './function-pool.ts';
import type { Functions } from './functions.ts';

export const operations = {
  Invoke: ['FunctionName', 'InvocationType', 'LogType'],
} as const satisfies Implemented;

/** In bytes. */
const longestEvent = { RequestResponse: 6_291_456, Event: 1_048_576 } as const;

export interface InvokeCallOptions {
  functions: Pick<Functions, 'find' | 'invoke'>;
  invokeAsynchronously: InvokeAsynchronously;
  location: { account: string; region: string };
  onBug: (problem: unknown) => void;
}

/** A function that is called through the SDK, by another function or by whoever may. */
export function invokeCalls(options: InvokeCallOptions): CallHandler {
  const { functions, invokeAsynchronously, location, onBug } = options;
  const prefix = `arn:aws:lambda:${location.region}:${location.account}:function:`;
  const arnOf = ({ FunctionName: given }: JsonObject): string =>
    prefix +
    String(given)
      .split('function:')
      .at(-1)
      ?.replace(/:\$LATEST$/, '');

  return {
    needs: ({ input }) => [{ action: 'lambda:InvokeFunction', resource: arnOf(input) }],
    async handle({ input, rawBody }): Promise<ServiceAnswer> {
      const { InvocationType: type = 'RequestResponse', LogType: log = 'None' } = input;
      if (type !== 'RequestResponse' && type !== 'Event')
        return notImplemented(`lambda:Invoke does not implement InvocationType ${type}`);
      if (log !== 'None') return notImplemented(`lambda:Invoke does not implement LogType ${log}`);
      const arn = arnOf(input);
      const pool = functions.find(arn);
      if (!pool) return failure('ResourceNotFoundException', `Function not found: ${arn}`, 404);
      if (rawBody.length > longestEvent[type]) return tooLarge(rawBody.length, type);
      const event = readEvent(rawBody);
      if (!event.ok) return failure('InvalidRequestContentException', event.problem, 400);
      if (type === 'RequestResponse') return answered(await functions.invoke(arn, event.value));
      invokeAsynchronously(arn, event.value).catch(onBug);
      return { kind: 'http', status: 202, headers: {} };
    },
  };
}

function answered(answer: InvocationAnswer): ServiceAnswer {
  if (answer.kind === 'throttled')
    return {
      ...failure('TooManyRequestsException', 'Rate Exceeded.', 429),
      fields: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
    };
  const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' };
  if (answer.kind === 'answered') return { kind: 'http', status: 200, headers, body: answer.payload };
  return {
    kind: 'http',
    // The call of Lambda has succeeded; what it called has not.
    status: 200,
    headers: { ...headers, 'x-amz-function-error': 'Unhandled' },
    body: JSON.stringify(answer.error),
  };
}

const tooLarge = (bytes: number, type: keyof typeof longestEvent): ServiceAnswer =>
  failure(
    'RequestTooLargeException',
    type === 'Event'
      ? `${bytes} byte payload is too large for the Event invocation type (limit ${longestEvent.Event} bytes)`
      : `Request must be smaller than ${longestEvent.RequestResponse} bytes for the InvokeFunction operation`,
    413,
  );

type ReadEvent = { ok: true; value: unknown } | { ok: false; problem: string };

function readEvent(body: Buffer): ReadEvent {
  if (body.length === 0) return { ok: true, value: {} };
  try {
    return { ok: true, value: JSON.parse(body.toString()) };
  } catch (error) {
    return { ok: false, problem: `Could not parse request body into json: ${(error as Error).message}` };
  }
}

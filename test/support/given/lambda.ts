import type { Context } from 'aws-lambda';

/** What Lambda tells a function about an invocation, as far as ours look at it. */
export const context = (remainingMs = 10_000): Context => ({
  awsRequestId: '00000000-0000-4000-8000-000000000001',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:function',
  memoryLimitInMB: '512',
  logGroupName: '/aws/lambda/function',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => remainingMs,
  done: () => {},
  fail: () => {},
  succeed: () => {},
});

type Handler<E, A> = (event: E, context: Context) => Promise<A> | A;

/** Calls a handler as Lambda does, with the event as it comes out of JSON. */
export const invoke = async <E, A>(handler: Handler<E, A>, event: E, remainingMs?: number): Promise<A> =>
  handler(JSON.parse(JSON.stringify(event)) as E, context(remainingMs));

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { limitNetwork } from './limit-network.ts';
import { shiftDate } from './shift-date.ts';
import type { FunctionError, Invocation, WorkerMessage, WorkerStart } from './worker-messages.ts';

/** Lambda's Node.js runtime, as far as handlers can see it: loads the bundle, then answers one event at a time. */
type Handler = (event: unknown, context: object) => Promise<unknown>;

const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

const asFunctionError = (thrown: unknown): FunctionError =>
  thrown instanceof Error
    ? { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split('\n') ?? [] }
    : { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };

async function load({ folder, handler }: WorkerStart): Promise<Handler> {
  const [file = '', name = ''] = handler.split('.');
  const bundle: Record<string, unknown> = await import(pathToFileURL(join(folder, `${file}.mjs`)).href);
  const exported = bundle[name];
  if (typeof exported === 'function') return exported as Handler;
  throw Object.assign(new Error(`${handler} is undefined or not exported`), {
    name: 'Runtime.HandlerNotFound',
  });
}

async function answer(
  handler: Handler,
  { event, timeoutMilliseconds, context, requestId }: Invocation,
): Promise<WorkerMessage> {
  process.env._X_AMZN_TRACE_ID = `Root=1-00000000-${requestId.replaceAll('-', '').slice(0, 24)};Sampled=0`;
  try {
    const deadline = performance.now() + timeoutMilliseconds;
    const getRemainingTimeInMillis = () => Math.max(0, Math.floor(deadline - performance.now()));
    const answered = await handler(JSON.parse(event), { ...context, getRemainingTimeInMillis });
    return { kind: 'answered', payload: JSON.stringify(answered ?? null) };
  } catch (thrown) {
    return { kind: 'failed', error: asFunctionError(thrown) };
  }
}

try {
  const start = workerData as WorkerStart;
  if (start.clockOffset) shiftDate(start.clockOffset);
  limitNetwork(start.network);
  const handler = await load(start);
  parentPort?.on('message', async (invocation: Invocation) => send(await answer(handler, invocation)));
  send({ kind: 'ready' });
} catch (thrown) {
  send({ kind: 'init-failed', error: asFunctionError(thrown) });
}

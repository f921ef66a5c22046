import { Worker } from 'node:worker_threads';
import type { FunctionSpec } from './function-spec.ts';
import { forEachLine } from './log-lines.ts';
import type { FunctionError, Invocation, Network, WorkerMessage, WorkerStart } from './worker-messages.ts';
import { workerUrl } from './worker-url.ts';

export type InstanceAnswer = { ok: true; payload: string } | { ok: false; error: FunctionError };

/** One execution environment: it takes one invocation at a time and ends with the first fault of its own. */
export interface Instance {
  invoke(invocation: Invocation): Promise<InstanceAnswer>;
  /** False once the worker is gone; such an instance is never used again. */
  alive(): boolean;
  /** Its handler is loaded, or it is gone. */
  ready: Promise<void>;
  kill(): Promise<void>;
}

export interface InstanceOptions {
  environment: Readonly<Record<string, string>>;
  network: Network;
  clockOffset?: SharedArrayBuffer | undefined;
  onLine: (line: string) => void;
}

export function startInstance(
  spec: FunctionSpec,
  { environment, network, clockOffset, onLine }: InstanceOptions,
): Instance {
  const workerData: WorkerStart = { folder: spec.folder, handler: spec.handler, network, clockOffset };
  const worker = new Worker(workerUrl(), {
    workerData,
    env: { ...environment },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: spec.memoryMegabytes },
  });
  forEachLine(worker.stdout, onLine);
  forEachLine(worker.stderr, onLine);

  let alive = true;
  let settle: (answer: InstanceAnswer) => void = () => {};
  let fault: FunctionError | undefined;
  const ready = Promise.withResolvers<void>();

  const end = (error: FunctionError): void => {
    alive = false;
    fault ??= error;
    ready.resolve();
    settle({ ok: false, error: fault });
  };
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'ready') ready.resolve();
    if (message.kind === 'answered') settle({ ok: true, payload: message.payload });
    if (message.kind === 'failed') settle({ ok: false, error: message.error });
    if (message.kind === 'init-failed') {
      end(message.error);
      void worker.terminate();
    }
  });
  worker.on('error', (error) => end(crashed(error instanceof Error ? error : new Error(String(error)))));
  worker.on('exit', () => end(exited));

  return {
    alive: () => alive,
    ready: ready.promise,
    kill: async () => {
      await worker.terminate();
    },
    async invoke(invocation) {
      const answer = Promise.withResolvers<InstanceAnswer>();
      settle = answer.resolve;
      await ready.promise;
      // As in AWS, the time to load is not part of the timeout.
      const timer = setTimeout(() => {
        end(timedOut(invocation.requestId, spec.timeoutMilliseconds));
        void worker.terminate();
      }, invocation.timeoutMilliseconds);
      if (fault) answer.resolve({ ok: false, error: fault });
      else worker.postMessage(invocation);
      return answer.promise.finally(() => clearTimeout(timer));
    },
  };
}

const exited: FunctionError = {
  errorType: 'Runtime.ExitError',
  errorMessage: 'Runtime exited without providing a reason',
  trace: [],
};

const crashed = (error: Error): FunctionError => ({
  errorType: error.name,
  errorMessage: error.message,
  trace: error.stack?.split('\n') ?? [],
});

const timedOut = (requestId: string, milliseconds: number): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(milliseconds / 1_000).toFixed(2)} seconds`,
  trace: [],
});

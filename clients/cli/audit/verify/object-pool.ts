import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type CheckedObject, checkObject, type ObjectQuestion } from './check-object.ts';
import type { AskedQuestion } from './object-worker.ts';

export interface ObjectPool {
  /** So many objects keep all of it busy. */
  atOnce: number;
  checkObject: (body: Uint8Array, number: number) => Promise<CheckedObject>;
  close: () => Promise<void>;
}

/** What a line leaves behind is waste at once: with little room it is collected often, and with much it is only more. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/** Sooner checked than threads are started. */
const fewBytes = 1 << 20;

/** Hashing is all work and no waiting: a thread for each core, once there is work for them. */
export function openObjectPool({ cores = availableParallelism(), columns = false } = {}): ObjectPool {
  let bytes = 0;
  let threads: Threads | undefined;
  return {
    atOnce: 2 * cores,
    async checkObject(body, number) {
      bytes += body.length;
      if (cores < 2 || bytes < fewBytes) return checkObject({ body, number, columns });
      threads ??= startThreads(cores);
      return threads.check({ body, number, columns });
    },
    close: async () => threads?.stop(),
  };
}

type Threads = ReturnType<typeof startThreads>;

function startThreads(cores: number) {
  const asked = new Map<number, PromiseWithResolvers<CheckedObject>>();
  let nextId = 0;
  const workers = Array.from({ length: cores }, () => {
    const worker = new Worker(new URL('./object-worker.ts', import.meta.url), { resourceLimits });
    worker.on('message', ({ id, checked }: { id: number; checked: CheckedObject }) => {
      asked.get(id)?.resolve(checked);
      asked.delete(id);
    });
    worker.on('error', (error) => {
      for (const { reject } of asked.values()) reject(error);
    });
    return worker;
  });
  return {
    check(question: ObjectQuestion): Promise<CheckedObject> {
      const answer = Promise.withResolvers<CheckedObject>();
      const id = nextId++;
      asked.set(id, answer);
      workers[id % cores]?.postMessage({ id, ...question } satisfies AskedQuestion);
      return answer.promise;
    },
    stop: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type CheckedObject, checkObject } from './check-object.ts';
import type { ObjectQuestion } from './object-worker.ts';

export interface ObjectPool {
  /** So many objects keep all of it busy. */
  atOnce: number;
  checkObject: (body: Uint8Array, number: number) => Promise<CheckedObject>;
  close: () => Promise<void>;
}

/** Hashing is all work and no waiting: a thread for each core, and none beside the first where there is one core. */
export function openObjectPool(cores = availableParallelism()): ObjectPool {
  if (cores < 2)
    return { atOnce: 2, checkObject: async (...object) => checkObject(...object), close: async () => {} };
  const asked = new Map<number, PromiseWithResolvers<CheckedObject>>();
  let nextId = 0;
  const workers = Array.from({ length: cores }, () => {
    const worker = new Worker(new URL('./object-worker.ts', import.meta.url));
    worker.on('message', ({ id, checked }: { id: number; checked: CheckedObject }) => {
      asked.get(id)?.resolve(checked);
      asked.delete(id);
    });
    worker.on('error', (error) => {
      for (const { reject } of asked.values()) reject(error);
    });
    worker.unref();
    return worker;
  });
  return {
    atOnce: 2 * cores,
    checkObject(body, number) {
      const answer = Promise.withResolvers<CheckedObject>();
      const id = nextId++;
      asked.set(id, answer);
      const worker = workers[id % cores];
      worker?.ref();
      worker?.postMessage({ id, body, number } satisfies ObjectQuestion);
      return answer.promise;
    },
    close: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

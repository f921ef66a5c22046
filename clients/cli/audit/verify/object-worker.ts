import { parentPort } from 'node:worker_threads';
import { checkObject } from './check-object.ts';

export interface ObjectQuestion {
  id: number;
  body: Uint8Array;
  number: number;
}

parentPort?.on('message', ({ id, body, number }: ObjectQuestion) => {
  const checked = checkObject(body, number);
  parentPort?.postMessage({ id, checked }, [checked.leaves.buffer, checked.entries.buffer]);
});

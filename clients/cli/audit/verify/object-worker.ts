import { parentPort } from 'node:worker_threads';
import { checkObject, type ObjectQuestion } from './check-object.ts';

export interface AskedQuestion extends ObjectQuestion {
  id: number;
}

parentPort?.on('message', ({ id, ...question }: AskedQuestion) => {
  const checked = checkObject(question);
  parentPort?.postMessage({ id, checked }, [checked.leaves.buffer, checked.entries.buffer]);
});

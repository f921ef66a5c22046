import type { FunctionSpec, QueueName } from '../functions/shared/function-spec.ts';

/** Of the function that takes what lies in a queue: how long it may work on a batch, and how often it gets a message. */
export function takenFrom(
  name: QueueName,
  functions: readonly { spec: FunctionSpec }[],
): { timeoutSeconds: number; tries: number } {
  const [taker, another] = functions.filter(({ spec }) => spec.queue?.name === name);
  if (!taker?.spec.queue) throw new Error(`No function takes what lies in the queue ${name}.`);
  if (another)
    throw new Error(`${taker.spec.name} and ${another.spec.name} both take from the queue ${name}.`);
  return { timeoutSeconds: taker.spec.timeoutSeconds, tries: taker.spec.queue.tries };
}

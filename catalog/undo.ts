import type { z } from 'zod';
import type { Done, Impossible, Undo, Undoing } from '../core/execution/undo.ts';
import type { Json, JsonObject } from '../core/lib/json.ts';
import type { LookOf } from './look.ts';

/** As an entry's author writes it: a parameter that is undefined is left out. */
interface Written extends Omit<Undoing, 'parameters'> {
  parameters: object;
}
type Made = Written | Impossible | undefined;

/** From what this look saw before it ran. A member that was not there is undefined, all of them where there was no such thing. */
export const undoFrom = <Parameters, Kept>(
  _look: LookOf<Parameters, Kept>,
  actions: readonly string[],
  undo: (done: Done<Parameters, Partial<Kept>>) => Made,
): Undo<Parameters> => ({
  actions,
  of: (done) => finished(undo(done as Done<Parameters, Partial<Kept>>)),
});

/** The same, and from what of AWS's answer `answer` names. */
export const undoFromAnswer = <Parameters, Kept, Answer extends JsonObject>(
  _look: LookOf<Parameters, Kept>,
  actions: readonly string[],
  answer: z.ZodType<Answer>,
  undo: (done: Done<Parameters, Partial<Kept>, Answer>) => Made,
): Undo<Parameters> =>
  answered(actions, answer, undo as (done: Done<Parameters, JsonObject, Answer>) => Made);

/** From its parameters alone. */
export const undoBy = <Parameters>(
  actions: readonly string[],
  undo: (done: Pick<Done<Parameters>, 'parameters'>) => Made,
): Undo<Parameters> => ({ actions, of: (done) => finished(undo(done)) });

/** From its parameters and what of AWS's answer `answer` names. */
export const undoByAnswer = <Parameters, Answer extends JsonObject>(
  actions: readonly string[],
  answer: z.ZodType<Answer>,
  undo: (done: Pick<Done<Parameters, never, Answer>, 'parameters' | 'result'>) => Made,
): Undo<Parameters> => answered(actions, answer, undo);

const answered = <Parameters, Answer extends JsonObject>(
  actions: readonly string[],
  answer: z.ZodType<Answer>,
  undo: (done: Done<Parameters, JsonObject, Answer>) => Made,
): Undo<Parameters> => ({
  actions,
  answer,
  of: ({ result, ...done }) => {
    const read = answer.safeParse(result);
    return read.success ? finished(undo({ ...done, result: read.data })) : notKept;
  },
});

const notKept: Impossible = { impossible: 'nobody kept what AWS answered, and it is made of that' };

function finished(made: Made): Undoing | Impossible | undefined {
  if (made === undefined || 'impossible' in made) return made;
  const parameters = JSON.parse(JSON.stringify(made.parameters)) as JsonObject;
  return Object.values(parameters).some(isOlderPolicy) ? olderPolicy : { ...made, parameters };
}

/** AWS gives topics and queues such a one by itself; in it variables are mere texts, so nobody may ask for it. */
const olderPolicy: Impossible = {
  impossible: 'the policy that was there is of version 2008-10-17, and such a one cannot be asked for',
};

function isOlderPolicy(value: Json): boolean {
  if (typeof value !== 'string' || !value.startsWith('{')) return false;
  return readJson(value)?.Version === '2008-10-17';
}

function readJson(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}

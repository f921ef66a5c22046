import type { Done, Impossible, Undo, Undoing } from '../core/execution/undo.ts';
import type { JsonObject } from '../core/lib/json.ts';
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

/** From its parameters and AWS's answer alone. */
export const undoBy = <Parameters>(
  actions: readonly string[],
  undo: (done: Done<Parameters>) => Made,
): Undo<Parameters> => ({ actions, of: (done) => finished(undo(done)) });

function finished(made: Made): Undoing | Impossible | undefined {
  if (made === undefined || 'impossible' in made) return made;
  return { ...made, parameters: JSON.parse(JSON.stringify(made.parameters)) as JsonObject };
}

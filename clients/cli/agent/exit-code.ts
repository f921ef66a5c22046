import type { Problem, RequestView } from '@countersign/client';

type State = RequestView['state'];

/** What a script can branch on. 0 is the only leave; 1 says nothing of the request. */
const exitCodes = {
  allowed: 0,
  approved: 0,
  refused: 2,
  pending: 3,
  denied: 4,
  expired: 5,
  withdrawn: 6,
  lapsed: 7,
  started: 8,
  done: 9,
  failed: 10,
  unknown: 11,
  running: 12,
} as const satisfies Record<State, number>;

const nothingKnown = 1;

/** A newer deployment may have states that this command does not know: they are no leave to run anything. */
export function exitCodeOf(
  { state, run, usableUntil }: Pick<RequestView, 'state' | 'run' | 'usableUntil'>,
  now: number,
): number {
  if (!Object.hasOwn(exitCodes, state)) return nothingKnown;
  if (exitCodes[state] !== 0) return exitCodes[state];
  if (usableUntil === undefined || now >= Date.parse(usableUntil)) return exitCodes.lapsed;
  // It may run, and the agent is not who runs it.
  return run === undefined || run === 'agent' ? exitCodes[state] : exitCodes.running;
}

/** A problem is never leave, whatever state it tells of. */
export function exitCodeOfProblem({ type, state }: Pick<Problem, 'type' | 'state'>): number {
  if (type === 'urn:countersign:problem:approval-lapsed') return exitCodes.lapsed;
  return state !== undefined && Object.hasOwn(exitCodes, state)
    ? exitCodes[state] || nothingKnown
    : nothingKnown;
}

export const exitCodeHelp = `
Exit status:
  0   run it now: allowed or approved, inside its window, and for the agent to run
  1   the command could not be carried out, or the answer was not understood
  2   refused by policy
  3   pending: people have not decided yet
  4   denied by a person
  5   expired: nobody decided in time
  6   withdrawn
  7   lapsed: it was not started inside its window
  8   started: its approval is taken, its outcome not reported yet
  9   done
  10  failed
  11  unknown: it was to run, and nobody knows its outcome
  12  Countersign runs it, or will: do not run it`;

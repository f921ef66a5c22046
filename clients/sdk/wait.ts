import type { Answer, Problem } from './answer.ts';
import type { RequestView } from './generated/api.ts';

/** Time and chance, as a test may have them its own way. */
export interface Timing {
  /** In milliseconds. */
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  /** At least 0, below 1. */
  random: () => number;
}

export const realTiming: Timing = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
};

/** The longest that one call waits on the server; longer waits are several calls. */
const longestPoll = 25;
const longestPause = 30_000;

/** Hears what is gone on over, and when the next call comes. */
export type OnRetry = (problem: Problem, pauseMilliseconds: number) => void;

interface Patience {
  seconds: number;
  timing: Timing;
  onRetry?: OnRetry | undefined;
}

/** Looks until somebody has decided, and it has run where Countersign runs it by itself, or the time is over. What passes by itself, such as an outage, ends no wait. */
export const waitForDecision = (
  look: (seconds: number) => Promise<Answer<RequestView>>,
  patience: Patience,
): Promise<Answer<RequestView>> =>
  again(
    look,
    (answer) => (answer.ok ? isAwaited(answer.value) : passes(answer.problem) || isUnheard(answer.problem)),
    patience,
  );

/** People decide, or Countersign runs it by itself. */
const isAwaited = ({ state, run, needsRun }: RequestView): boolean =>
  state === 'pending' || state === 'running' || (state === 'approved' && run === 'countersign' && !needsRun);

/** Calls again while the gateway turns the call away. Where nobody was ever heard, the address is wrong. */
export const retry = <T>(
  call: () => Promise<Answer<T>>,
  wasHeard: () => boolean,
  patience: Patience,
): Promise<Answer<T>> =>
  again(
    call,
    (answer) => !answer.ok && (passes(answer.problem) || (wasHeard() && isUnheard(answer.problem))),
    patience,
  );

async function again<T>(
  call: (seconds: number) => Promise<Answer<T>>,
  goesOn: (answer: Answer<T>) => boolean,
  { seconds, timing: { now, sleep, random }, onRetry }: Patience,
): Promise<Answer<T>> {
  const until = now() + seconds * 1_000;
  let failures = 0;
  for (;;) {
    const start = now();
    const poll = Math.min(longestPoll, Math.floor(Math.max(0, until - start) / 1_000));
    const answer = await call(poll);
    if (!goesOn(answer)) return answer;
    failures = answer.ok ? 0 : failures + 1;
    const pause = pauseAfter(answer, failures, now() - start < poll * 1_000, random);
    // The rest of the time is not worth a wait that ends after it.
    if (now() + pause >= until) return answer;
    if (!answer.ok) onRetry?.(answer.problem, pause);
    await sleep(pause);
  }
}

/** Too many calls, or an outage behind the gateway. What is wrong with the call itself stays wrong. */
const passes = ({ status }: Problem): boolean => [429, 500, 502, 503, 504].includes(status);
const isUnheard = ({ type }: Problem): boolean => type === 'urn:countersign:client:no-answer';

function pauseAfter(
  { retryAfterSeconds }: Answer<unknown>,
  failures: number,
  isEarly: boolean,
  random: () => number,
): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1_000;
  // From half of it to the whole: those who failed together do not come back together.
  if (failures > 0) return Math.min(longestPause, 1_000 * 2 ** (failures - 1)) * (1 - random() / 2);
  // A server that holds no line must not be asked in a tight circle.
  return isEarly ? 1_000 : 0;
}

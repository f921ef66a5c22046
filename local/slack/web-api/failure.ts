/** How Slack can fail. `times` counts calls down; without it the failure lasts until it is lifted. */
export type Failure = (
  | { kind: 'down' }
  | { kind: 'unreachable' }
  | { kind: 'rate-limited'; retryAfterSeconds: number }
  /** The call is done but its answer is lost on the way back. */
  | { kind: 'answer-lost' }
  /** Answers only once the promise is settled: a test decides when, no clock does. */
  | { kind: 'slow'; until: Promise<unknown> }
  | { kind: 'error'; error: string }
) & { times?: number; method?: string; channel?: string };

export interface Failures {
  set(failure: Failure | undefined): void;
  /** The failure that this call meets, counted. `channel`: where it would write. */
  meet(method: string, channel?: unknown): Failure | undefined;
}

export function createFailures(): Failures {
  let current: Failure | undefined;
  let left = Number.POSITIVE_INFINITY;
  return {
    set: (failure) => {
      current = failure;
      left = failure?.times ?? Number.POSITIVE_INFINITY;
    },
    meet: (method, channel) => {
      if (!current || left <= 0) return undefined;
      if (current.method && current.method !== method) return undefined;
      if (current.channel && current.channel !== channel) return undefined;
      left -= 1;
      return current;
    },
  };
}

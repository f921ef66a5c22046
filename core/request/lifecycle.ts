/** The states of a request and the moves between them: what is not here cannot happen. */
export const moves = {
  allowed: ['running', 'started', 'failed', 'lapsed'],
  refused: [],
  pending: ['pending', 'approved', 'denied', 'expired', 'withdrawn'],
  approved: ['running', 'started', 'failed', 'lapsed'],
  denied: [],
  expired: [],
  withdrawn: [],
  running: ['running', 'done', 'failed', 'unknown'],
  started: ['started', 'done', 'failed', 'unknown'],
  lapsed: [],
  done: ['done'],
  failed: ['failed'],
  unknown: ['unknown'],
} as const satisfies Record<string, readonly string[]>;

export type State = keyof typeof moves;
export const states = Object.keys(moves) as [State, ...State[]];

/** Where a request may begin. */
export const firstStates = ['allowed', 'refused', 'pending'] as const satisfies readonly State[];

export const mayBegin = (state: State): boolean => (firstStates as readonly State[]).includes(state);

export const mayMove = (from: State, to: State): boolean => (moves[from] as readonly State[]).includes(to);

/** No person is awaited any more. */
export const isDecided = (state: State): boolean => state !== 'pending';

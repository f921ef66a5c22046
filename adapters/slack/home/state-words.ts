import type { State } from '../../../core/request/lifecycle.ts';

/** What became of a request, after its sentence. */
export const stateWords: Readonly<Record<State, string>> = {
  pending: 'waits for people',
  allowed: 'allowed by policy',
  refused: 'refused by policy',
  approved: 'approved, and not run yet',
  denied: 'denied',
  expired: 'expired, and not run',
  withdrawn: 'withdrawn by its agent',
  running: 'approved, and running',
  started: 'approved, and in use by its agent',
  lapsed: 'approved, and not used in time',
  done: 'approved, and done',
  failed: 'approved, and failed',
  unknown: 'approved, and nobody knows whether it ran',
};

import type { RequestView } from '@countersign/client';

/** What a script can branch on. */
const exitCodes: Readonly<Record<RequestView['state'], number>> = {
  allowed: 0,
  approved: 0,
  started: 0,
  done: 0,
  refused: 2,
  denied: 2,
  expired: 2,
  withdrawn: 2,
  lapsed: 2,
  failed: 2,
  unknown: 2,
  pending: 3,
};

/** A newer deployment may have states that this command does not know: they are no leave to run anything. */
export const exitCodeOf = (state: RequestView['state']): number =>
  Object.hasOwn(exitCodes, state) ? exitCodes[state] : 1;

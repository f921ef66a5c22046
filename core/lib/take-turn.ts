/** How often something may be done, and how often at once after a rest. */
export interface Rate {
  everyMs: number;
  burst: number;
}

/** `inMs`: until this turn. `full`: the next one comes later than one is ready to wait for it. */
export type Turn = { kind: 'turn'; inMs: number; next: number } | { kind: 'full'; inMs: number };

/**
 * One turn after the other, `everyMs` apart. `next` is when the one after all that were given would be due if none might come
 * early (milliseconds since 1970); after a rest `burst` of them may come at once.
 */
export function takeTurn(
  next: number | undefined,
  { everyMs, burst }: Rate,
  nowMs: number,
  patienceMs: number,
): Turn {
  const due = Math.max(next ?? nowMs, nowMs);
  const inMs = Math.max(0, due - (burst - 1) * everyMs - nowMs);
  return inMs > patienceMs ? { kind: 'full', inMs } : { kind: 'turn', inMs, next: due + everyMs };
}

/** The `next` of a lane that rests until then: its first turn comes then, and none of a burst with it. */
export const restingUntil = (untilMs: number, { everyMs, burst }: Rate): number =>
  untilMs + (burst - 1) * everyMs;

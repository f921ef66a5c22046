/** A clock that moves only when a test moves it. */
export interface Clock {
  now(): string;
  nowMs(): number;
  nowSeconds(): number;
  pass(seconds: number): void;
}

export const noon = '2026-01-05T12:00:00.000Z';

export function fixedClock(start: string = noon): Clock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at).toISOString(),
    nowMs: () => at,
    nowSeconds: () => Math.floor(at / 1_000),
    pass(seconds) {
      at += seconds * 1_000;
    },
  };
}

import { z } from 'zod';

/** Days of UTC, both inside. */
export interface Span {
  from: string;
  to: string;
}

export type ReadSpan = { ok: true; span: Span } | { ok: false; detail: string };

const day = z.iso.date();
const defaultDays = 30;

/** Left out: the last thirty days, today with them. */
export function readSpan({ from, to }: { from?: string; to?: string }, today: string): ReadSpan {
  for (const [option, value] of Object.entries({ from, to })) {
    if (value !== undefined && !day.safeParse(value).success)
      return { ok: false, detail: `--${option} must be a day, such as 2026-01-31, not "${value}".` };
  }
  const last = to ?? today;
  const first = from ?? dayBefore(last, defaultDays - 1);
  return first <= last
    ? { ok: true, span: { from: first, to: last } }
    : { ok: false, detail: `--from ${first} is after --to ${last}.` };
}

function dayBefore(last: string, days: number): string {
  const at = new Date(`${last}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - days);
  return at.toISOString().slice(0, 10);
}

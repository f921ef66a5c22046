import { oneSpelling } from './one-spelling.ts';

/** UTC, to the second: two times are equal only if their texts are, and compare as their texts do. */
export const timestamp = oneSpelling({
  canonical: canonicalTimestamp,
  hint: 'must be a time in UTC, to the second, such as 2026-01-31T12:00:00Z',
  max: 40,
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$',
});

export function canonicalTimestamp(text: string): string | undefined {
  const parts = shape.exec(text)?.groups;
  if (!parts) return undefined;
  const { date, time, sign, hours, minutes } = parts;
  const local = new Date(`${date}T${time}Z`);
  // Date takes 30 February for 2 March.
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(`${date}T${time}`)) return undefined;
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60_000 : 60_000);
  return `${new Date(local.getTime() - offset).toISOString().slice(0, 19)}Z`;
}

/** A fraction of zeros is none; of another it could not be said which second is meant. */
const shape =
  /^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.0{1,9})?(?:Z|(?<sign>[+-])(?<hours>[01][0-9]|2[0-3]):(?<minutes>[0-5][0-9]))$/;

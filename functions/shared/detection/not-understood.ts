import type { Seen } from './seen.ts';
import type { Judged } from './sight-deployment.ts';

/** An item of the table takes 400,000 bytes, and a character can be three. CloudTrail keeps the rest under the event's id. */
const mostKept = 100_000;

/** Kept as it came: somebody is to look. */
export const notUnderstood = ({ event }: Pick<Seen, 'event'>, why: string): Judged => ({
  verdict: { kind: 'not-understood', why, event: JSON.stringify(event).slice(0, mostKept).toWellFormed() },
});

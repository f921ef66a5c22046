import { sha256 } from '../lib/digest.ts';
import { canonicalJson, type Json, type JsonObject } from '../lib/json.ts';
import { hidden } from '../lib/redact.ts';
import type { LookAnswer } from '../ports/look.ts';
import type { Failure, Seen } from '../request/request.ts';

export const seenAt = (at: string, value: JsonObject): Seen => ({ at, value, hash: hashOfSeen(value) });

/** What people saw is still there. Where they saw nothing, for it could not be seen, there is nothing to compare. */
export const isAsSeen = (before: Seen | undefined, now: LookAnswer | undefined): boolean =>
  before === undefined || (now?.kind === 'seen' && hashOfSeen(now.value) === before.hash);

/** What becomes of a request whose target is not as it was. */
export const stale: Failure = {
  code: 'stale',
  message:
    'What it would change is another now than when people decided, or cannot be seen any more. Nothing was sent.',
};

export const hashOfSeen = (value: JsonObject): string => sha256(canonicalJson(value));

/**
 * In the place of what nobody may see: one that changes has another text. `where` keeps what is the same in two places from
 * being known as the same; a secret that can be guessed can still be confirmed by whoever reads this.
 */
export const hiddenButCompared = (what: string, where: string, value: Json): string =>
  hidden(`${what}, sha256 ${sha256(canonicalJson([where, value]))}`);

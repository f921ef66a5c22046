import { sha256 } from '../lib/digest.ts';
import { canonicalJson, type Json, type JsonObject } from '../lib/json.ts';
import { hidden } from '../lib/redact.ts';

/** What a look saw of the target of an action. */
export interface Seen {
  at: string;
  value: JsonObject;
  /** Votes are for a digest and for this: what changes afterwards is not what people saw. */
  hash: string;
}

export const seenAt = (at: string, value: JsonObject): Seen => ({ at, value, hash: hashOfSeen(value) });

export const hashOfSeen = (value: JsonObject): string => sha256(canonicalJson(value));

/**
 * In the place of what nobody may see: one that changes has another text. `where` keeps what is the same in two places from
 * being known as the same; a secret that can be guessed can still be confirmed by whoever reads this.
 */
export const hiddenButCompared = (what: string, where: string, value: Json): string =>
  hidden(`${what}, sha256 ${sha256(canonicalJson([where, value]))}`);

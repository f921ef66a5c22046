import { sha256 } from '../lib/digest.ts';
import { findSecret } from '../lib/find-secret.ts';
import { canonicalJson, type JsonObject } from '../lib/json.ts';
import type { Result } from '../request/request.ts';

/** More than this stays with whoever called for it. */
const mostBytes = 16 * 1_024;

/**
 * What is kept of an answer, whose secrets are hidden already. Of an action that nobody has described nobody knows what is
 * one: its hash alone, and of whatever looks like a secret all the same.
 */
export function keptResult(shown: JsonObject, { curated }: { curated: boolean }): Result {
  const text = canonicalJson(shown);
  const hash = sha256(text);
  const isKept = curated && Buffer.byteLength(text) <= mostBytes && findSecret(shown) === undefined;
  return isKept ? { hash, value: shown } : { hash };
}

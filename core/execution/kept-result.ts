import { sha256 } from '../lib/digest.ts';
import { findSecret } from '../lib/find-secret.ts';
import { canonicalJson, type JsonObject } from '../lib/json.ts';
import type { Result } from '../request/request.ts';
import { holdsAny } from './hidden-texts.ts';

/** More than this stays with whoever called for it. */
const mostBytes = 16 * 1_024;

/**
 * What is kept of an answer, whose secrets are hidden already. Of an action that nobody has described nobody knows what is
 * one: its hash alone, and of whatever looks like a secret all the same, or repeats a parameter that is hidden.
 */
export function keptResult(
  shown: JsonObject,
  { curated, hidden }: { curated: boolean; hidden: readonly string[] },
): Result {
  const text = canonicalJson(shown);
  const hash = sha256(text);
  const isSecret = holdsAny(shown, hidden) || findSecret(shown) !== undefined;
  const isKept = curated && Buffer.byteLength(text) <= mostBytes && !isSecret;
  return isKept ? { hash, value: shown } : { hash };
}

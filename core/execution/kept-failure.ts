import { findSecret } from '../lib/find-secret.ts';
import { visibleText } from '../lib/visible-text.ts';
import type { Failure } from '../request/request.ts';

const longest = 1_000;

/** AWS's words, which can repeat what was sent: none that hold what looks like a secret, and none without end. */
export function keptFailure(code: string, message: string): Failure {
  const kept =
    findSecret({ message }) === undefined
      ? visibleText(message, longest)
      : 'The message looks like it holds a secret, and is not kept.';
  return { code: visibleText(code, 200), message: kept };
}

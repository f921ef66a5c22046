import { findSecret } from '../lib/find-secret.ts';
import { visibleText } from '../lib/visible-text.ts';
import type { Failure } from '../request/request.ts';
import { holdsAny } from './hidden-texts.ts';

const longest = 1_000;

/** AWS's words, which can repeat what was sent: none that hold what is hidden or looks like a secret, and none without end. */
export function keptFailure(code: string, message: string, hidden: readonly string[] = []): Failure {
  const isSecret = holdsAny(message, hidden) || findSecret({ message }) !== undefined;
  const kept = isSecret
    ? 'The message looks like it holds a secret, and is not kept.'
    : visibleText(message, longest);
  return { code: visibleText(code, 200), message: kept };
}

import { sha256 } from '../../../core/lib/digest.ts';
import type { Ruling } from '../../../core/policy/ruling.ts';
import type { Submission } from '../../../core/request/open-request.ts';
import type { Request } from '../../../core/request/request.ts';
import { type Ports, type Submitted, submitRequest } from '../submit/submit-request.ts';

export interface UndoSubmission extends Submission {
  undo: NonNullable<Submission['undo']>;
}

/** Each makes a request that people are asked about. */
const mostAttempts = 10;

/**
 * One undo of a request at a time. Each attempt has a key of its own, made from the attempt before it: whoever presses at
 * once finds the same one over, and so binds the same key. What is pending, approved, running, done or unknown MUST NOT
 * be followed by another.
 */
export async function submitUndo(
  ports: Ports,
  submission: UndoSubmission,
  ruling: Ruling,
): Promise<Submitted | { kind: 'asked-too-often' }> {
  let key = keyOf(submission.undo.undoes);
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const submitted = await submitRequest(ports, submission, key);
    const before = await earlier(ports, submitted);
    if (!before || before.undoes !== submission.undo.undoes || !cameToNothing(before, ruling))
      return submitted;
    key = keyOf(submission.undo.undoes, before.id);
  }
  return { kind: 'asked-too-often' };
}

const keyOf = (undoes: string, ...after: string[]): string =>
  sha256(['undo', undoes, ...after].join('#')).slice(0, 32);

/** The request that the key stood for already. The one that was made just now has its token with it. */
async function earlier({ requests }: Ports, submitted: Submitted): Promise<Request | undefined> {
  if (submitted.kind === 'key-reused') return requests.get(submitted.requestId);
  return submitted.kind === 'request' && submitted.token === undefined ? submitted.request : undefined;
}

/** It has undone nothing, and never will. What policy refused is asked for again when policy says otherwise. */
function cameToNothing({ state }: Request, ruling: Ruling): boolean {
  switch (state) {
    case 'denied':
    case 'expired':
    case 'withdrawn':
    case 'lapsed':
    case 'failed':
      return true;
    case 'refused':
      return ruling.decision !== 'refuse';
    default:
      return false;
  }
}

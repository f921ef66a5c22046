import type { Request } from '../../../core/request/request.ts';
import type { AskedFor } from './ask-for-undo.ts';

/** What became of the wish, by whatever code it was not asked for. */
type Outcome = Exclude<AskedFor, { kind: 'not-asked' }> | { kind: 'not-asked'; code: string; detail: string };

/** For whoever pressed the button. */
export function sayOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'not-asked':
      return `No undo was asked for. ${outcome.detail}`;
    case 'asked-by-agent':
      return `The agent has asked for the same in request ${outcome.request.id}: decide on that one.`;
    case 'asked':
      return `Request ${outcome.request.id} is to undo it. ${standing(outcome.request)}`;
  }
}

function standing(request: Request): string {
  switch (request.state) {
    case 'pending':
      return `Other people than ${request.asker} have to approve it.`;
    case 'refused':
      return `Policy refuses it: ${request.ruling.reasons.join(' ')}`;
    case 'failed':
      return `It did not run: ${request.failure?.code ?? 'no code is kept'}.`;
    case 'done':
      return 'It is undone.';
    case 'unknown':
      return 'It may have run, and nobody knows. Do not run it again by yourself.';
    default:
      return `It is ${request.state}.`;
  }
}

import type { TurnOutcome } from './turn-into-request.ts';

/** For whoever pressed the button. */
export function sayTurned(outcome: TurnOutcome): string {
  if (outcome.kind === 'not-asked') return `No request was made. ${outcome.detail}`;
  const { id, state } = outcome.request;
  return state === 'pending'
    ? `Request ${id} was made of it. Other people than you have to approve it.`
    : `Request ${id} was made of it, and is ${state}.`;
}

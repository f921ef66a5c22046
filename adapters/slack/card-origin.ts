import type { Request } from '../../core/request/request.ts';

/** Where it comes from, if its agent did not ask for it. */
export function originOf({ asker, undoes, sighting }: Request): string | undefined {
  const by = asker === undefined ? '' : `, asked by ${asker}, who cannot sign it`;
  if (sighting !== undefined)
    return `The agent made this call by itself, and it was denied by AWS; made from CloudTrail${by}`;
  return undoes === undefined ? undefined : `Undo of ${sayUndone(undoes)}${by}`;
}

/** A request's id is a hash; what an incident is about was no request. */
const sayUndone = (undoes: string): string =>
  undoes.startsWith('incident-')
    ? `what incident ${undoes.slice('incident-'.length)} is about`
    : `request ${undoes}`;

const stated = ({ stated: { reason, ticket, model, conversation } }: Request): string[] => [
  ...(reason ? [reason] : []),
  ...(ticket ? [`Ticket: ${ticket}`] : []),
  ...(model ? [`Model: ${model}`] : []),
  ...(conversation ? [`Conversation: ${conversation}`] : []),
];

const joined = (request: Request): string[] =>
  'joined' in request
    ? request.joined.map(({ session, reason }) => `Asked by ${session} too: ${reason}`)
    : [];

/** An undo is a person's wish, and a denied call is CloudTrail's word: the agent has said nothing, unless it asks for the same too. */
export const agentsWords = (request: Request): string[] =>
  originOf(request) === undefined ? [...stated(request), ...joined(request)] : joined(request);

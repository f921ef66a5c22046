import type { Pending, Request } from './request.ts';
import { advance, type Transition } from './transition.ts';

/** More sessions than this do not wait for one question by accident. */
const mostJoined = 20;

export type Joined =
  | { kind: 'joined'; transition: Transition }
  /** Nothing to write: this session asked or joined before, or nobody is awaited any more. */
  | { kind: 'known' }
  | { kind: 'full' };

/**
 * Another session of the agent asks for the same. It is part of the request from then on: people see its reason, and a
 * person that it acts for cannot sign.
 */
export function joinRequest(request: Request, session: string, reason: string, at: string): Joined {
  if (request.state !== 'pending' || sessionsOf(request).includes(session)) return { kind: 'known' };
  if (request.joined.length >= mostJoined) return { kind: 'full' };
  const draft = { ...request, joined: [...request.joined, { session, reason, at }] };
  const actor = { kind: 'agent', id: request.agent.id, session } as const;
  return {
    kind: 'joined',
    transition: advance(request, draft, { at, actor, via: 'api', change: { type: 'joined', reason } }),
  };
}

/** Every session that waits for this request, the first being the one that asked. */
export const sessionsOf = ({ agent, joined }: Pick<Pending, 'agent' | 'joined'>): string[] => [
  agent.session,
  ...joined.map(({ session }) => session),
];

import type { Actor } from '../evidence/record.ts';
import { tellingOf } from './deadlines.ts';
import type { Pending } from './request.ts';
import { advance, type Transition } from './transition.ts';

const workflow: Actor = { kind: 'system', id: 'workflow' };

/** A new tier begins: more people are told. */
export function notifyTier(request: Pending, tier: number, at: string): Transition {
  const { groups, substitutes, reminds } = tellingOf(request.ruling.terms, request.tier, tier);
  const change = {
    type: 'notified' as const,
    tier,
    groups,
    ...(substitutes.length > 0 && { substitutes: substitutes.map(({ group, by }) => ({ group, by })) }),
    ...(reminds && { reminds }),
  };
  return advance(request, { ...request, tier }, { at, actor: workflow, via: 'workflow', change });
}

/** Nobody decided in time, or nobody could be asked. Either way it does not run. */
export function expire(
  request: Pending,
  at: string,
  error?: string,
  by: 'workflow' | 'sweep' = 'workflow',
): Transition {
  const why = error === undefined ? {} : { error };
  const draft = { ...request, state: 'expired', decidedAt: at, ...why } as const;
  return advance(request, draft, {
    at,
    actor: { kind: 'system', id: by },
    via: by,
    change: { type: 'expired', ...why },
  });
}

/** The agent no longer wants it. */
export function withdraw(
  request: Pending,
  at: string,
  reason?: string,
  session: string = request.agent.session,
): Transition {
  const why = reason === undefined ? {} : { reason };
  return advance(
    request,
    { ...request, state: 'withdrawn', decidedAt: at },
    {
      at,
      actor: { kind: 'agent', id: request.agent.id, session },
      via: 'api',
      change: { type: 'withdrawn', ...why },
    },
  );
}

import { withoutDecision } from '../request/close-overdue.ts';
import type { RequestIn } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';
import { type MayRun, mayRun, type Usable } from './countersign-run.ts';

export interface GrantedTo {
  kind: 'agent';
  id: string;
  session: string;
}

/** Rule 3, before credentials are made: may this agent be given some for this request now? */
export const mayGrant = (
  request: Parameters<typeof mayRun>[0],
  signed: Parameters<typeof mayRun>[1],
  to: GrantedTo,
  at: string,
): MayRun => mayRun(request, signed, to, at, 'credentials');

/** It leaves this state once, so credentials leave once: whoever does not win this write MUST NOT hand out any. */
export function beginGrant(
  request: Usable,
  accessKeyId: string,
  to: GrantedTo,
  at: string,
): Transition & { request: RequestIn<'started'> } {
  const started = { ...withoutDecision(request), state: 'started', startedAt: at, accessKeyId } as const;
  const event = { at, actor: to, via: 'api', change: { type: 'granted', accessKeyId } } as const;
  return advance(request, started, event) as Transition & { request: RequestIn<'started'> };
}

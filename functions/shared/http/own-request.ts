import type { AgentCaller } from '../../../core/directory/identity.ts';
import { parseArn } from '../../../core/lib/arn.ts';
import type { Request } from '../../../core/request/request.ts';
import type { Problem } from '../problem.ts';
import type { AgentEvent } from './agent-api.ts';

/** The id in the path. What is not an id names no request, and never reaches the table. */
export function requestIdOf(event: AgentEvent): string | undefined {
  const id = event.pathParameters?.id ?? '';
  return /^[0-9a-f]{32}$/.test(id) ? id : undefined;
}

/** Another agent's request does not exist for this one, nor one that the agent made from another account. */
export const ownsRequest = (caller: AgentCaller, request: Request | undefined): request is Request =>
  request?.agent.id === caller.agent.id && parseArn(request.agent.role)?.account === caller.account;

export const ownApproval: Problem = {
  slug: 'own-approval',
  detail: 'This session acts for a person who signed the request, and nobody signs for themselves.',
};

export const noSuchRequest: Problem = {
  slug: 'no-such-request',
  detail: 'No request of this agent has this id.',
};

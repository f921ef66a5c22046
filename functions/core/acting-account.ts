import { parseArn } from './arn.ts';
import type { AgentCaller } from './identity.ts';

/**
 * The environment follows from the account, so an agent that could name any account could name a harmless one. It may
 * name its session's own and those that the directory gives it. An account that the parameters hold is one that AWS
 * itself holds the call to. `undefined` means that the account is good.
 */
export function whyNotAccount(
  { account, agent }: AgentCaller,
  resource: string,
  inParameters: string | undefined,
): string | undefined {
  if (inParameters !== undefined) return undefined;
  const accounts = [account, ...(agent.accounts ?? [])];
  const named = parseArn(resource)?.account ?? '';
  if (/^\d{12}$/.test(named)) {
    return accounts.includes(named)
      ? undefined
      : `The ARN is in account ${named}, and this agent acts in ${accounts.join(', ')}. The directory says where it may act.`;
  }
  return accounts.length === 1
    ? undefined
    : 'The ARN names no account, and this agent acts in several. Name it in the parameters, as ExpectedBucketOwner.';
}

import { parseArn } from '../lib/arn.ts';
import type { AgentCaller } from './identity.ts';

/**
 * The environment follows from the account, so an agent that could name any account could name a harmless one, in the
 * ARN or in the parameters. It may name its session's own and those that the directory gives it. `undefined` means that
 * the account is good.
 */
export function accountRefusal(
  { account, agent }: AgentCaller,
  resource: string,
  inParameters: string | undefined,
): string | undefined {
  const accounts = [account, ...(agent.accounts ?? [])];
  const named = inParameters ?? parseArn(resource)?.account ?? '';
  if (/^\d{12}$/.test(named)) {
    return accounts.includes(named)
      ? undefined
      : `It is in account ${named}, and this agent acts in ${accounts.join(', ')}. The directory says where it may act.`;
  }
  return accounts.length === 1
    ? undefined
    : 'The ARN names no account, and this agent acts in several. Name it in the parameters where the action has a field for it, such as ExpectedBucketOwner.';
}

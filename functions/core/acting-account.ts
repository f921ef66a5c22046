import { parseArn } from './arn.ts';
import type { AgentCaller } from './identity.ts';

/**
 * The environment follows from the account, so an agent that could name any account could name a harmless one, in the
 * ARN or in the parameters. It may name its session's own and those that the directory gives it, in its session's own
 * partition: the same name in another is spelled past every policy that names an ARN. `undefined` means that the
 * account is good.
 */
export function whyNotAccount(
  { account, role, agent }: AgentCaller,
  resource: string,
  inParameters: string | undefined,
): string | undefined {
  const arn = parseArn(resource);
  const partition = parseArn(role)?.partition;
  if (arn && arn.partition !== partition)
    return `The ARN is in partition ${arn.partition}, and this session is in ${partition}.`;
  const accounts = [account, ...(agent.accounts ?? [])];
  const named = inParameters ?? arn?.account ?? '';
  if (/^\d{12}$/.test(named)) {
    return accounts.includes(named)
      ? undefined
      : `It is in account ${named}, and this agent acts in ${accounts.join(', ')}. The directory says where it may act.`;
  }
  return accounts.length === 1
    ? undefined
    : 'The ARN names no account, and this agent acts in several. Name it in the parameters, as ExpectedBucketOwner.';
}

import type { Need } from '../../iam/authority.ts';
import { contextOf, whyDenied } from '../../iam/call-context.ts';
import { accountOf, type Principal } from '../../iam/principal.ts';
import { saidBy } from '../../iam/resource-policy.ts';
import type { BucketSpec } from './buckets.ts';

/**
 * Why the bucket's own policy keeps a caller out whom its account lets call. At home the policy may only deny; whoever comes
 * from another account it has to let in as well.
 */
export function keptOut(
  { account, policy }: BucketSpec,
  principal: Principal,
  need: Need,
  now: Date,
): string | undefined {
  const caller = accountOf(principal);
  const said = saidBy(policy, caller, need, contextOf(principal, need, now));
  if (said === 'denies')
    return whyDenied(principal, need, 'with an explicit deny in a resource-based policy');
  if (said === 'is silent' && caller !== account)
    return whyDenied(principal, need, `because no resource-based policy allows the ${need.action} action`);
  return undefined;
}

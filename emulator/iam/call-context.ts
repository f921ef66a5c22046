import type { ConditionContext } from './condition.ts';
import { accountOf, assumedRoleArn, type Principal } from './principal.ts';
import type { Need } from './rule.ts';

/** What every call has that a condition can ask for, and what this one has beside it. */
export function contextOf(principal: Principal, { resource, context }: Need, now: Date): ConditionContext {
  const { roleArn, session, issuedAt } = principal;
  const [, , , region, account] = resource.split(':');
  const tags = Object.entries(session?.tags ?? {});
  return {
    'aws:CurrentTime': now.toISOString(),
    'aws:PrincipalArn': roleArn,
    'aws:PrincipalAccount': accountOf(principal),
    // IAM knows it to the second.
    ...(issuedAt ? { 'aws:TokenIssueTime': `${issuedAt.toISOString().slice(0, 19)}Z` } : {}),
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    ...(session?.sourceIdentity ? { 'aws:SourceIdentity': session.sourceIdentity } : {}),
    // What the template runs on is HTTPS; the loopback endpoint stands for it.
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
    ...(region ? { 'aws:RequestedRegion': region } : {}),
    'aws:ResourceAccount': account || accountOf(principal),
    ...context,
  };
}

/** As AWS words it, up to why. */
export const whyDenied = (principal: Principal, { action, resource }: Need, why: string): string =>
  `User: ${assumedRoleArn(principal)} is not authorized to perform: ${action} on resource: ${resource} ${why}`;

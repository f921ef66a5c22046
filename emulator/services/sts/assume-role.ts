import type { Authority, Need } from '../../iam/authority.ts';
import type { CredentialStore } from '../../iam/credential-store.ts';
import { assumedRoleArn, type Principal } from '../../iam/principal.ts';
import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import { notImplemented } from '../../wire/implemented.ts';
import { type Failure, failure, output, type ServiceAnswer } from '../../wire/service-call.ts';
import { type Assumption, readAssumption, readSessionPolicy } from './assumption.ts';
import { roleId } from './role-id.ts';

export interface AssumeRoleOptions {
  authority: Pick<Authority, 'trusts'>;
  credentials: Pick<CredentialStore, 'issue'>;
  now: () => Date;
}

/** Asked of the caller's own policies and of the role's trust policy alike: in AWS, a session that assumes a role needs both. */
export function needsOfAssuming({ session }: Principal, assumption: Assumption): Need[] {
  const { roleArn: resource, sessionName, sourceIdentity, tags } = assumption;
  const entries = Object.entries(tags);
  const carried = sourceIdentity ?? session?.sourceIdentity;
  const context = {
    'sts:RoleSessionName': sessionName,
    ...(carried === undefined ? {} : { 'sts:SourceIdentity': carried }),
    ...Object.fromEntries(entries.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(entries.length > 0 ? { 'aws:TagKeys': entries.map(([key]) => key) } : {}),
  };
  const actions = [
    'sts:AssumeRole',
    ...(carried === undefined ? [] : ['sts:SetSourceIdentity']),
    ...(entries.length > 0 ? ['sts:TagSession'] : []),
  ];
  return actions.map((action) => ({ action, resource, context }));
}

/** The caller's own policies have allowed it; now the role's. */
export function assumeRole(
  input: Parameters<typeof readAssumption>[0],
  principal: Principal,
  { authority, credentials, now }: AssumeRoleOptions,
): ServiceAnswer {
  const read = readAssumption(input);
  if (!read.ok) return read.failure;
  const { assumption } = read;
  const before = principal.session?.sourceIdentity;
  if (before !== undefined && (assumption.sourceIdentity ?? before) !== before)
    return refused(principal, { action: 'sts:SetSourceIdentity', resource: assumption.roleArn });
  const untrusted = needsOfAssuming(principal, assumption).find((need) => !authority.trusts(principal, need));
  if (untrusted) return refused(principal, untrusted);
  const policy = sessionPolicyOf(assumption);
  if ('kind' in policy) return policy;

  const expires = new Date(now().getTime() + assumption.durationSeconds * 1_000);
  const sourceIdentity = assumption.sourceIdentity ?? before;
  const assumed: Principal = {
    roleArn: assumption.roleArn,
    sessionName: assumption.sessionName,
    session: {
      ...{ assumedBy: principal.roleArn, expires, tags: assumption.tags, ...policy },
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
  };
  const { accessKeyId, secretAccessKey, sessionToken } = credentials.issue(assumed);
  return output({
    AssumedRoleUser: { AssumedRoleId: roleId(assumed), Arn: assumedRoleArn(assumed) },
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: expires.toISOString(),
    },
    ...(assumption.packedPercent > 0 ? { PackedPolicySize: assumption.packedPercent } : {}),
    ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
  });
}

/** What this evaluator cannot judge is named, and narrows nothing by a guess. */
function sessionPolicyOf({
  policy,
}: Assumption): Pick<NonNullable<Principal['session']>, 'policy'> | Failure {
  if (policy === undefined) return {};
  try {
    return { policy: readSessionPolicy(policy) };
  } catch (error) {
    if (error instanceof NotImplementedLocally) return notImplemented(error.message);
    throw error;
  }
}

/** AWS does not say which of the two refused. */
const refused = (principal: Principal, { action, resource }: Pick<Need, 'action' | 'resource'>): Failure =>
  failure(
    'AccessDenied',
    `User: ${assumedRoleArn(principal)} is not authorized to perform: ${action} on resource: ${resource}`,
    403,
  );

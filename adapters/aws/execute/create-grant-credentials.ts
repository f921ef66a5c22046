import type { Call } from '../../../core/ports/executor.ts';
import type { GrantCredentials } from '../../../core/ports/grants.ts';
import { grantEndsAt } from '../../../core/request/deadlines.ts';
import type { AssumeRole } from './assume-role.ts';
import { executorSession, type SessionPolicy } from './session-of.ts';

export interface Granter {
  assumeRole: AssumeRole;
  /** The role of an account whose sessions agents are given. */
  roleArnFor: (account: string) => string;
  /** All that the session may do, until it ends. */
  grantPolicyFor: (call: Call, now: string) => SessionPolicy;
  now: () => string;
}

/** Fills `GrantCredentials`: the session bears the name, the source identity and the tags of the executor's. */
export const createGrantCredentials =
  ({ assumeRole, roleArnFor, grantPolicyFor, now }: Granter): GrantCredentials =>
  async (call) => {
    const at = now();
    const policy = grantPolicyFor(call, at);
    if (!policy.ok) return policy;
    const assumed = await assumeRole({
      ...executorSession(call),
      roleArn: roleArnFor(call.account),
      policy: policy.document,
    });
    // Its policy ends it, moments before AWS would.
    return assumed.ok
      ? { ok: true, credentials: { ...assumed.credentials, expiresAt: grantEndsAt(at) } }
      : assumed;
  };

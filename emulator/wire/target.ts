import type { Authority, Decision, Need } from '../iam/authority.ts';
import type { Principal } from '../iam/principal.ts';
import type { SignedRequest } from '../iam/signed-request.ts';
import type { Attempt } from '../lib/not-implemented-locally.ts';
import type { HttpAnswer } from './protocol.ts';

/**
 * One SDK call of a role of an account's stack, its signature verified and nothing else: whoever plays the account reads
 * it, and MUST ask `decide` for all that AWS would ask for before anything happens.
 */
export interface TargetCall {
  account: string;
  /** As it was signed for. */
  region: string;
  service: string;
  principal: Principal;
  request: SignedRequest;
  requestId: string;
  accessKeyId: string;
  now: Date;
  decide: (need: Need) => Decision;
  /** Of the account's stack. */
  roles: StackRoles;
}

/** They exist in their account as other roles do, and what is written into them counts for their next call. */
export interface StackRoles {
  has: (roleArn: string) => boolean;
  /** Undefined takes the policy away. Refused where it cannot be judged here. */
  setInlinePolicy: (...given: Parameters<Authority['setInlinePolicy']>) => Attempt<void>;
  /** By the ARN of a policy of the account's stack. Undefined takes the boundary off. */
  setBoundary: (roleArn: string, policyArn: string | undefined) => Attempt<void>;
  boundaryOf: (roleArn: string) => string | undefined;
}

export interface TargetAnswer extends HttpAnswer {
  /** For whoever watches. */
  operation: string;
  /** The error's code; absent when it succeeded. */
  failed?: string;
}

export type Target = (call: TargetCall) => Promise<TargetAnswer>;

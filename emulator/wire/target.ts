import type { Authority, Decision, Need } from '../iam/authority.ts';
import type { Principal } from '../iam/principal.ts';
import type { SignedRequest } from '../iam/signed-request.ts';
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
  now: Date;
  decide: (need: Need) => Decision;
  /** For the roles of the account's stack: what is written into them counts for their next call. */
  setInlinePolicy: Authority['setInlinePolicy'];
}

export interface TargetAnswer extends HttpAnswer {
  /** For whoever watches. */
  operation: string;
  /** The error's code; absent when it succeeded. */
  failed?: string;
}

export type Target = (call: TargetCall) => Promise<TargetAnswer>;

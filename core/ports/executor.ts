import type { JsonObject } from '../lib/json.ts';

/** One call of AWS, as it was signed. */
export interface Call {
  requestId: string;
  digest: string;
  agent: string;
  /** Those who signed, by their id. */
  approvers: readonly string[];
  action: string;
  account: string;
  region: string;
  parameters: JsonObject;
}

/**
 * Makes ready what runs a call: credentials for it alone. Nothing of the call MUST reach AWS before `send`. An outage
 * rejects, and may be tried again.
 */
export type PrepareCall = (call: Call) => Promise<Prepared>;

export type Prepared =
  | {
      ok: true;
      /** By which CloudTrail finds the call. MUST be recorded before `send`. */
      accessKeyId: string;
      /** Sends it, once. Never rejects because of what AWS answers, or does not. */
      send: () => Promise<Sent>;
    }
  /** The code is AWS's own where it is AWS that refused the credentials. The detail names members and never what they hold. */
  | { ok: false; code: string; detail: string };

export type Sent =
  /** AWS answered with success. The result holds secrets as they are: `secretsOfResult` names them. */
  | { kind: 'done'; result: JsonObject; requestId: string | undefined }
  /** It did not run: AWS refused, or there was no connection to it. */
  | { kind: 'failed'; code: string; message: string; requestId: string | undefined }
  /** It was stopped before it left. The detail names members and never a value. */
  | { kind: 'not-sent'; code: 'not-as-signed' | 'not-sendable'; detail: string }
  /** It may have run: no answer, one that says nothing, or AWS's own failure. */
  | { kind: 'unknown'; code: string };

/** A read of AWS on behalf of a request. */
export interface Look
  extends Pick<Call, 'requestId' | 'digest' | 'agent' | 'action' | 'account' | 'region' | 'parameters'> {
  /** The operation of the API, where IAM's name is none: IAM knows `apigateway:GET`, and the API `GetRestApi`. */
  operation: string;
}

/** Looks at what is there. It MUST change nothing, and MUST refuse what is no read. An outage rejects. */
export type LookAt = (look: Look) => Promise<Looked>;

export type Looked =
  | { kind: 'seen'; answer: JsonObject }
  /** AWS refused. An error can have two names, as AWS writes it and as the SDK calls it: NoSuchEntity, NoSuchEntityException. */
  | { kind: 'refused'; codes: readonly string[] }
  /** Nothing was asked. */
  | { kind: 'not-looked'; code: string; detail: string };

import type { IncomingHttpHeaders } from 'node:http';
import type { Need } from '../iam/authority.ts';
import type { Principal } from '../iam/principal.ts';
import type { JsonObject } from '../lib/json.ts';

/** One SDK call whose signature is verified. */
export interface SignedCall {
  /** As IAM and SigV4 name it: `states`, `dynamodb`, `s3` ... */
  service: string;
  operation: string;
  input: JsonObject;
  principal: Principal;
  region: string;
  requestHeaders: IncomingHttpHeaders;
  rawBody: Buffer;
}

/** The same once its permissions are granted. */
export interface ServiceCall extends SignedCall {
  /** Some answers depend on a further permission: S3 hides a missing key from who may not list. */
  may: (need: Need) => boolean;
}

/** What AWS would answer. The endpoint writes it in the protocol that the service speaks. */
export type ServiceAnswer =
  | { kind: 'output'; output: JsonObject }
  | Failure
  /** For what no JSON says: S3's bodies and headers. */
  | { kind: 'http'; status: number; headers: Record<string, string>; body?: Buffer | string };

/** `status` is 400 unless given; `fields` are further members of the error's shape. */
export interface Failure {
  kind: 'failure';
  code: string;
  message: string;
  status?: number;
  fields?: JsonObject;
}

/** How a running service answers the calls of the SDK. */
export interface CallHandler {
  /** Everything that IAM asks for before the call is handled. */
  needs: (call: SignedCall) => Need[];
  /** Gets only the operations and fields that the service implements. */
  handle: (call: ServiceCall) => ServiceAnswer | Promise<ServiceAnswer>;
}

export const output = (value: JsonObject): ServiceAnswer => ({ kind: 'output', output: value });

export const failure = (code: string, message: string, status = 400): Failure => ({
  kind: 'failure',
  code,
  message,
  status,
});

import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../../core/lib/json.ts';
import type { Need } from '../iam/authority.ts';
import type { Principal } from '../iam/principal.ts';

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
  /** `status` is 400 unless given; `fields` are further members of the error's shape. */
  | { kind: 'failure'; code: string; message: string; status?: number; fields?: JsonObject }
  /** For what no JSON says: S3's bodies and headers. */
  | { kind: 'http'; status: number; headers: Record<string, string>; body?: Buffer | string };

export type ServiceHandler = (call: ServiceCall) => ServiceAnswer | Promise<ServiceAnswer>;

export interface Service {
  /** Everything that IAM asks for before the call is handled. */
  needs: (call: SignedCall) => Need[];
  handle: ServiceHandler;
}

export const output = (value: JsonObject): ServiceAnswer => ({ kind: 'output', output: value });

export const failure = (code: string, message: string, status = 400): ServiceAnswer => ({
  kind: 'failure',
  code,
  message,
  status,
});

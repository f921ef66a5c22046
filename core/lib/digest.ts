import { hash } from 'node:crypto';
import { canonicalJson, type JsonObject } from './json.ts';

export type Digest = string;

/** What a signature covers: change any of it and it is another action. */
export interface Signed {
  agent: string;
  action: string;
  resource: string;
  /** Where it happens: the ARN of a bucket names no account, and the same name elsewhere is another action. */
  account: string;
  region: string;
  parameters: JsonObject;
}

/** In hexadecimal. A text is hashed as UTF-8. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content, 'hex');

/** By way of text, which takes Node a third of the time that a buffer of its own making does. */
export const sha256Bytes = (content: Uint8Array): Uint8Array => Buffer.from(sha256(content), 'hex');

/** Names the fields one by one, so that nothing else on the object can slip under the signature. */
export const digestOf = ({ agent, action, resource, account, region, parameters }: Signed): Digest =>
  sha256(canonicalJson({ agent, action, resource, account, region, parameters }));

import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from './json.ts';

export type Digest = string;

/** What a signature covers: change any of it and it is another action. */
export interface Signed {
  agent: string;
  action: string;
  resource: string;
  parameters: JsonObject;
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Names the four fields one by one, so that nothing else on the object can slip under the signature. */
export const digestOf = ({ agent, action, resource, parameters }: Signed): Digest =>
  sha256(canonicalJson({ agent, action, resource, parameters }));

import { Sha256 } from '@aws-crypto/sha256-js';
import canonicalize from 'canonicalize';

/** All that a signature covers. */
export interface Signed {
  agent: string;
  action: string;
  resource: string;
  account: string;
  region: string;
  parameters: Readonly<Record<string, unknown>>;
}

/** SHA-256 over their canonical JSON (RFC 8785): what people signed, as whoever is about to run it computes it again. */
export function digestOf({ agent, action, resource, account, region, parameters }: Signed): string {
  const json = canonicalize({ agent, action, resource, account, region, parameters });
  const hash = new Sha256();
  hash.update(json ?? '');
  return Array.from(hash.digestSync(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

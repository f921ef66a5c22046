import type { TicketClaims } from '../execution/ticket.ts';

/** The compact JWS of these claims, by the key that signs tickets and nothing else. */
export type SignTicket = (claims: TicketClaims) => Promise<string>;

export type ReadTicket =
  | { ok: true; claims: TicketClaims }
  /** `not-ours`: not signed by a published key, of another form, or for somebody else. */
  | { ok: false; why: 'not-ours' | 'expired' };

/** What a text says that claims to be a ticket. MUST believe nothing of it before its signature is verified. */
export type VerifyTicket = (ticket: string, at: string) => Promise<ReadTicket>;

/** A public key as RFC 7517 writes it, and nothing of it that is not for everybody. */
export interface PublishedKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  /** Its thumbprint (RFC 7638). */
  kid: string;
  alg: 'ES256';
  use: 'sig';
}

/** The key that signs, and those that have signed or will. */
export type PublishedKeys = () => Promise<readonly PublishedKey[]>;

import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import { type TicketPlace, ticketClaimsSchema, ticketType } from '../../core/execution/ticket.ts';
import type { PublishedKeys, VerifyTicket } from '../../core/ports/tickets.ts';

/** Which algorithm a ticket has is ours to say, and never the ticket's: `none` and HMAC with a public key are forgeries. */
export const createTicketVerifier =
  (keys: PublishedKeys, { issuer, audience }: TicketPlace): VerifyTicket =>
  async (ticket, at) => {
    const published = createLocalJWKSet({ keys: (await keys()).map((key) => ({ ...key })) });
    try {
      const { payload } = await jwtVerify(ticket, published, {
        algorithms: ['ES256'],
        typ: ticketType,
        issuer,
        audience,
        currentDate: new Date(at),
      });
      const read = ticketClaimsSchema.safeParse(payload);
      return read.success ? { ok: true, claims: read.data } : { ok: false, why: 'not-ours' };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { ok: false, why: 'expired' };
      if (error instanceof errors.JOSEError) return { ok: false, why: 'not-ours' };
      throw error;
    }
  };

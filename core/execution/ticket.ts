import { z } from 'zod';
import { runEndsAt } from '../request/deadlines.ts';
import type { RequestIn } from '../request/request.ts';

/** As RFC 8725 wants it: no other token that the same key signs could be taken for a ticket. */
export const ticketType = 'countersign-ticket+jwt';

/**
 * What a ticket says: one run of one approved request, until when, and who signed. `digest` covers agent, action, resource,
 * account, region and the parameters, which the ticket does not hold: whoever runs has them, and compares.
 */
export const ticketClaimsSchema = z.strictObject({
  v: z.literal(1),
  iss: z.string().describe("The API's address."),
  aud: z.string().describe('The deployment, as countersign-<stage>.'),
  jti: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('Of this ticket alone: what it is redeemed by.'),
  iat: z.int().describe('In seconds, as the next two.'),
  nbf: z.int(),
  exp: z.int().describe('Nothing may be run with it from then on.'),
  request: z.string(),
  digest: z.string().describe('SHA-256 of what was signed.'),
  agent: z.string(),
  action: z.string(),
  resource: z.string(),
  account: z.string(),
  region: z.string(),
  approvers: z
    .array(z.string())
    .describe('The people who said yes; nobody, where policy allowed it by itself.'),
});
export type TicketClaims = z.infer<typeof ticketClaimsSchema>;

/** Whose tickets they are, and who is to take them. */
export interface TicketPlace {
  issuer: string;
  audience: string;
}

/** The ticket of a run that starts `at`. It ends when an unreported run becomes unknown, and never later. */
export function ticketClaims(
  request: RequestIn<'allowed' | 'approved'>,
  jti: string,
  { issuer, audience }: TicketPlace,
  at: string,
): TicketClaims {
  const { id, digest, agent, action, resource, account, region, votes } = request;
  const startsAt = secondsOf(at);
  return {
    v: 1,
    iss: issuer,
    aud: audience,
    jti,
    iat: startsAt,
    nbf: startsAt,
    exp: secondsOf(runEndsAt(at)),
    request: id,
    digest,
    agent: agent.id,
    action,
    resource,
    account,
    region,
    approvers: votes.filter(({ choice }) => choice === 'approve').map(({ person }) => person),
  };
}

/** Whole ones, and none too many. */
const secondsOf = (at: string): number => Math.floor(Date.parse(at) / 1_000);

import { z } from 'zod';
import { ticketClaimsSchema } from '../../../core/execution/ticket.ts';
import type { ApiContract } from '../../shared/http/route-contract.ts';
import { longestTicket } from '../../shared/longest-ticket.ts';

/** Public keys alone: a member that could hold a private one does not fit. */
const publishedKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string().describe('Its thumbprint (RFC 7638).'),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

/**
 * RFC 7517, whose readers take `keys` and pass over what they do not know. So what verifies tickets MUST find the keys of
 * tickets alone in `keys`: by any of the others it would take what signs the trail for what lets run.
 */
export const keysSchema = z.strictObject({
  keys: z.array(publishedKeySchema).describe('The keys of tickets, and no others.'),
  evidence: z
    .array(publishedKeySchema)
    .describe('The keys of the audit trail, the retired ones too. No ticket is signed by one.'),
});

export const redemptionSchema = z.strictObject({
  ticket: z
    .string()
    .min(1)
    .max(longestTicket)
    .describe('As `start` gave it: nothing else is asked of who calls.'),
});

export const redeemedSchema = z.strictObject({
  redeemedAt: z.iso.datetime(),
  claims: ticketClaimsSchema,
});

const jti = {
  schema: z.string().regex(/^[0-9a-f]{32}$/, 'must be the `jti` of the ticket'),
  description: 'The `jti` of the ticket.',
};

export const contract = {
  'GET /v1/keys': {
    operation: 'listKeys',
    summary: 'The public keys that tickets are verified by, and those of the audit trail',
    description:
      'A JSON Web Key Set of the keys of tickets, those that have signed and still count included; beside it, in `evidence`, the keys of the audit trail. Keep it for five minutes.',
    open: true,
    answers: { 200: { means: 'All of them.', schema: keysSchema } },
    problems: [],
  },
  'POST /v1/tickets/{jti}': {
    operation: 'redeemTicket',
    summary: 'Redeem a ticket, once',
    description:
      'What verifies a ticket offline does not know whether it was used before. Whoever may be handed one twice redeems it first, and runs only on 200.',
    open: true,
    path: { jti },
    body: { schema: redemptionSchema },
    answers: { 200: { means: 'It is redeemed: run it now.', schema: redeemedSchema } },
    problems: [
      'not-json',
      'too-large',
      'bad-field',
      'bad-ticket',
      'other-ticket',
      'ticket-expired',
      'ticket-redeemed',
      'approval-used',
    ],
  },
} as const satisfies ApiContract;

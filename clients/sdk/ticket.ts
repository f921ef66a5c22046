import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { Keys, TicketClaims } from './generated/api.ts';

export type VerifiedTicket =
  | { ok: true; claims: TicketClaims }
  /** Run nothing. `code` is stable; `detail` is for people. */
  | { ok: false; code: TicketProblem; detail: string };

export type TicketProblem =
  /** It is no ticket, or nobody of ours has signed it. */
  | 'not-a-ticket'
  /** It names a key that is not among those given: read them again, once. */
  | 'unknown-key'
  | 'not-yet'
  | 'expired'
  | 'other-audience'
  /** It covers something else than what is about to run. */
  | 'other-digest';

/** The keys of tickets alone: what else an answer of `GET /v1/keys` holds signs no ticket, and MUST NOT be taken for one. */
type TicketKeys = Pick<Keys, 'keys'>;

export interface ExpectedTicket {
  /** The deployment that signs for you, as it is named: `countersign-production`. */
  audience: string;
  /** Of what is about to run: `digestOf` makes it. Never the ticket's own. */
  digest: string;
  now?: Date;
}

/**
 * Whether a ticket is leave to run what has this digest, found out without a network. It cannot tell that the ticket was
 * used before: who may be handed one twice MUST redeem it first.
 */
export async function verifyTicket(
  ticket: string,
  keys: TicketKeys,
  { audience, digest, now }: ExpectedTicket,
): Promise<VerifiedTicket> {
  const read = await readTicket(ticket, keys, now);
  if (!read.ok) return read;
  const { claims } = read;
  if (claims.aud !== audience)
    return no('other-audience', `It is for ${claims.aud}, and not for ${audience}.`);
  if (claims.digest !== digest)
    return no('other-digest', `It covers ${claims.digest}, and what is about to run has ${digest}.`);
  return read;
}

/** Of two machines, in seconds. It makes no ticket last longer. */
const clocksDiffer = 30;

/** What a ticket says, once its signature and its time are verified. Whoever runs by it MUST compare what it says. */
export async function readTicket(
  ticket: string,
  keys: TicketKeys,
  now: Date = new Date(),
): Promise<VerifiedTicket> {
  try {
    const published = createLocalJWKSet({ keys: keys.keys.map((key) => ({ ...key })) });
    const { payload } = await jwtVerify(ticket, published, {
      // Never what the ticket itself says: `none` and HMAC with a public key are forgeries.
      algorithms: ['ES256'],
      typ: 'countersign-ticket+jwt',
      requiredClaims: ['jti', 'nbf', 'exp', 'aud', 'request', 'digest'],
      currentDate: now,
      clockTolerance: clocksDiffer,
    });
    const claims = payload as unknown as TicketClaims;
    if (claims.v !== 1) return no('not-a-ticket', 'It is of a newer version than this client.');
    return claims.exp * 1_000 <= now.getTime() ? expired(claims.exp) : { ok: true, claims };
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error: unknown): VerifiedTicket {
  if (error instanceof errors.JWTExpired) return expired(Number(error.payload.exp));
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf')
    return no('not-yet', "Its time has not begun. Look at this machine's clock.");
  if (error instanceof errors.JWKSNoMatchingKey)
    return no('unknown-key', 'It names a key that is not among the published ones.');
  const why = error instanceof Error ? error.message : String(error);
  return no('not-a-ticket', `It is no ticket that Countersign has signed (${why}).`);
}

const expired = (exp: number): VerifiedTicket =>
  no('expired', `Its time was over at ${new Date(exp * 1_000).toISOString()}.`);

const no = (code: TicketProblem, detail: string): VerifiedTicket => ({ ok: false, code, detail });

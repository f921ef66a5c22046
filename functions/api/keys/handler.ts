import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { z } from 'zod';
import { type Redemption, redeemTicket } from '../../../core/execution/redeem-ticket.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import type { PublishedKeys, VerifyTicket } from '../../../core/ports/tickets.ts';
import { type Backoff, changeRequest } from '../../shared/change-request.ts';
import { readBody } from '../../shared/http/read-body.ts';
import type { OpenRoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import { log } from '../../shared/telemetry.ts';
import { type contract, type redeemedSchema, redemptionSchema } from './contract.ts';

export interface Ports {
  requests: RequestStore;
  backoff: Backoff;
  now: () => string;
  ticketKeys: PublishedKeys;
  evidenceKeys: PublishedKeys;
  verifyTicket: VerifyTicket;
}

export const routes = (ports: Ports): OpenRoutesOf<typeof contract> => ({
  'GET /v1/keys': () => list(ports),
  'POST /v1/tickets/{jti}': (event) => redeem(ports, event),
});

/** A key that is published before it signs is known everywhere after this time. */
const keptSeconds = 300;

async function list({ ticketKeys, evidenceKeys }: Ports): Promise<HttpAnswer> {
  const headers = { 'cache-control': `public, max-age=${keptSeconds}` };
  return jsonAnswer(200, { keys: await ticketKeys(), evidence: await evidenceKeys() }, headers);
}

async function redeem(ports: Ports, event: APIGatewayProxyEventV2): Promise<HttpAnswer | Problem> {
  const read = readBody(redemptionSchema, event);
  if (!read.ok) return read.problem;
  const answer = await redeemed(ports, event.pathParameters?.jti ?? '', read.value.ticket);
  if (!('slug' in answer)) return jsonAnswer(200, answer);
  log('ticket-refused', { why: answer.slug, sourceIp: event.requestContext.http.sourceIp });
  return answer;
}

type Redeemed = z.infer<typeof redeemedSchema>;

async function redeemed(ports: Ports, jti: string, ticket: string): Promise<Redeemed | Problem> {
  const at = ports.now();
  const verified = await ports.verifyTicket(ticket, at);
  if (!verified.ok) return verified.why === 'expired' ? expired : badTicket;
  const { claims } = verified;
  if (claims.jti !== jti) return badTicket;
  const presented = { jti, ticketHash: sha256(ticket) };
  const answer = await changeRequest<Redeemed | Problem>(ports, claims.request, (request) => {
    const redemption = redeemTicket(request, presented, at);
    return redemption.kind === 'moved'
      ? { transition: redemption.transition, answer: { redeemedAt: at, claims } }
      : { answer: refusal(redemption) };
  });
  return answer ?? otherTicket;
}

const badTicket: Problem = {
  slug: 'bad-ticket',
  field: '/ticket',
  detail: 'Send the ticket as POST …/start gave it, to the address that ends in its jti. Run nothing.',
};
const otherTicket: Problem = {
  slug: 'other-ticket',
  field: '/ticket',
  detail: 'The run of its request was taken with another ticket. Run nothing.',
};
const expired: Problem = {
  slug: 'ticket-expired',
  field: '/ticket',
  detail: 'The run that it was for counts as over. Run nothing; submit the request again.',
};

function refusal(redemption: Exclude<Redemption, { kind: 'moved' }>): Problem {
  switch (redemption.kind) {
    case 'other-ticket':
      return otherTicket;
    case 'expired':
      return expired;
    case 'redeemed':
      return {
        slug: 'ticket-redeemed',
        field: '/ticket',
        detail: `It was redeemed at ${redemption.at}, and one ticket is one run. Run nothing.`,
      };
    case 'used':
      return {
        slug: 'approval-used',
        detail: `The request is ${redemption.state}. Run nothing; submit a new one to run the action again.`,
        more: { state: redemption.state },
      };
  }
}

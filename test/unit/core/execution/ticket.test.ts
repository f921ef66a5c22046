import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startRun } from '../../../../core/execution/agent-run.ts';
import { ticketClaims, ticketClaimsSchema } from '../../../../core/execution/ticket.ts';
import { standsUntil } from '../../../../core/request/deadlines.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { requestIn, ticketHash } from '../../../support/given/requests.ts';

const jti = '5d41402abc4b2a76b9719d911017c592';
const place = { issuer: 'https://api.example.com', audience: 'countersign-test' };

describe('what a ticket says', () => {
  it('is the request that was signed, who signed it, and for whom it is', () => {
    const request = requestIn('approved');
    const { id, digest, action, resource, account, region } = request;
    expect(ticketClaims(request, jti, place, noon)).toMatchObject({
      ...{ v: 1, jti, iss: place.issuer, aud: place.audience },
      ...{ request: id, digest, agent: 'etl', action, resource, account, region },
      approvers: [people.securityOne.id],
    });
  });

  it('names nobody where policy allowed it by itself', () => {
    expect(ticketClaims(requestIn('allowed'), jti, place, noon).approvers).toEqual([]);
  });

  it('begins and ends with its run, to the second, and never outlasts it', () => {
    const request = requestIn('approved');
    const until = Date.parse(request.usableUntil);
    fc.assert(
      fc.property(fc.integer({ min: Date.parse(noon), max: until - 1 }), (ms) => {
        const at = new Date(ms).toISOString();
        const claims = ticketClaimsSchema.parse(ticketClaims(request, jti, place, at));
        const move = startRun(request, { digest: request.digest, ticketHash }, at);
        const end = move.kind === 'moved' ? Date.parse(standsUntil(move.transition.request) ?? '') : 0;
        expect(claims.nbf * 1_000).toBeLessThanOrEqual(ms);
        expect(claims.exp * 1_000).toBeLessThanOrEqual(end);
        expect(end - claims.exp * 1_000).toBeLessThan(1_000);
      }),
    );
  });
});

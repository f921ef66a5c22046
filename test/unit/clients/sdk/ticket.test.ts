import { digestOf, type Keys, readTicket, verifyTicket } from '@countersign/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf as digestOfCore } from '../../../../core/lib/digest.ts';
import { examples } from '../../../../docs/generate/examples.ts';
import { anyObject, anyText as anyWords } from '../../../support/given/any-json.ts';

const keys: Keys = examples['GET /v1/keys'].answers[200];
const { ticket } = examples['POST /v1/tickets/{jti}'].body;
const { claims } = examples['POST /v1/tickets/{jti}'].answers[200];
const { action, resource, parameters } = examples['POST /v1/requests'].body;
const { agent, account, region } = claims;
const digest = digestOf({ agent, action, resource, account, region, parameters });
const now = new Date('2026-03-02T09:10:00.000Z');
const expected = { audience: 'countersign-production', digest, now };

describe('a digest', () => {
  it('is what Countersign makes of the same, whatever the parameters', () => {
    fc.assert(
      fc.property(anyWords(), anyObject, (one, some) => {
        const signed = { agent, action, resource: one, account, region, parameters: some };
        expect(digestOf(signed)).toBe(digestOfCore(signed));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a ticket, without a network', () => {
  it('is leave to run what its digest was made of', async () => {
    expect(await verifyTicket(ticket, keys, expected)).toEqual({ ok: true, claims });
  });

  it.each<[string, Partial<typeof expected>]>([
    ['other-digest', { digest: digestOf({ ...claims, parameters: { ...parameters, Tags: [] } }) }],
    ['other-audience', { audience: 'countersign-trial' }],
    ['expired', { now: new Date(claims.exp * 1_000) }],
    ['not-yet', { now: new Date(claims.nbf * 1_000 - 60_000) }],
  ])('is none otherwise: %s', async (code, changes) => {
    expect(await verifyTicket(ticket, keys, { ...expected, ...changes })).toMatchObject({ ok: false, code });
  });

  it('lasts no longer than it says, though clocks may differ when it begins', async () => {
    const lastMoment = new Date(claims.exp * 1_000 - 1);
    expect((await readTicket(ticket, keys, lastMoment)).ok).toBe(true);
    expect((await readTicket(ticket, keys, new Date(claims.nbf * 1_000 - 20_000))).ok).toBe(true);
  });

  it('is of a key that is published: of another one, the keys are worth reading again', async () => {
    expect(await verifyTicket(ticket, { keys: [] }, expected)).toMatchObject({ code: 'unknown-key' });
    const others = keys.keys.map((key) => ({ ...key, kid: 'another' }));
    expect(await verifyTicket(ticket, { keys: others }, expected)).toMatchObject({ code: 'unknown-key' });
  });

  it('is not of a key of the trail, though the same answer publishes that', async () => {
    const answer = { keys: [], evidence: keys.keys };
    expect(await verifyTicket(ticket, answer, expected)).toMatchObject({ code: 'unknown-key' });
  });

  it('is whole: any other text is none, and no exception', async () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.nat(ticket.length - 1).map((at) => `${ticket.slice(0, at)}!${ticket.slice(at + 1)}`),
      fc.nat(ticket.length - 1).map((length) => ticket.slice(0, length)),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect((await verifyTicket(text, keys, expected)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('is none by what is no set of keys', async () => {
    for (const set of [{}, { keys: 'none' }, { keys: [{ kty: 'EC' }] }] as unknown as Keys[])
      expect((await verifyTicket(ticket, set, expected)).ok).toBe(false);
  });
});

import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { SignCommand } from '@aws-sdk/client-kms';
import fc from 'fast-check';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { rawSignature } from '../../adapters/aws/kms-signer/raw-signature.ts';
import { createTicketSigner } from '../../adapters/aws/kms-signer/ticket-signer.ts';
import type { TicketClaims } from '../../core/execution/ticket.ts';
import { reportSeconds } from '../../core/request/deadlines.ts';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { evidenceKey, memoryKms, otherTicketKey, ticketKey } from '../support/memory-kms.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem, ticketPlace } from '../support/memory-system.ts';

const output = capturedOutput();

let system: MemorySystem;
beforeEach(() => {
  system = memorySystem();
});

interface Run {
  id: string;
  digest: string;
  ticket: string;
  claims: TicketClaims;
}

async function approved(name = 'orders') {
  const request = await system.asked(submissions.remove(name));
  await system.click(people.securityOne.id, 'approve', request);
  await system.settle();
  return request;
}

async function started(name?: string): Promise<Run> {
  const { id, digest } = await approved(name);
  const { body } = await system.start(id, digest);
  const ticket = String(body.ticket);
  return { id, digest, ticket, claims: decodeJwt(ticket) as unknown as TicketClaims };
}

const keys = async () => (await system.keys()).body.keys as { kid: string }[];
const published = async () => createLocalJWKSet((await system.keys()).body as never);
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const slugOf = ({ body }: { body: object }): unknown =>
  String((body as { type?: string }).type).replace('urn:countersign:problem:', '');
const recordedRedemptions = (id: string) =>
  system.recordsOf(id).filter(({ change }) => change.type === 'redeemed').length;

describe('what the key of the trail has signed', () => {
  it('is no ticket: neither to Countersign nor to a pipeline, though its key is published beside theirs', async () => {
    const run = await started();
    const { evidence } = (await system.keys()).body as unknown as { evidence: { kid: string }[] };
    const forged = await createTicketSigner(memoryKms, evidenceKey)(run.claims);
    // It is signed right, by a key that the same answer has, and says which.
    expect(evidence.map(({ kid }) => kid)).toEqual([decodeProtectedHeader(forged).kid]);
    await expect(
      jwtVerify(forged, createLocalJWKSet({ keys: evidence } as never), {
        currentDate: new Date(system.clock.now()),
      }),
    ).resolves.toBeDefined();

    const where = {
      audience: ticketPlace.audience,
      issuer: ticketPlace.issuer,
      typ: 'countersign-ticket+jwt',
    };
    const now = { currentDate: new Date(system.clock.now()) };
    await expect(jwtVerify(forged, await published(), { ...where, ...now })).rejects.toThrow(
      'no applicable key found',
    );
    expect((await keys()).map(({ kid }) => kid)).not.toContain(decodeProtectedHeader(forged).kid);
    expect(slugOf(await system.redeem(run.claims.jti, forged))).toBe('bad-ticket');
    expect(recordedRedemptions(run.id)).toBe(0);
  });
});

describe('a ticket', () => {
  it('is verified by the published keys alone, and says what was signed, by whom and until when', async () => {
    const { id, digest, ticket } = await started();
    const { payload } = await jwtVerify(ticket, await published(), {
      audience: ticketPlace.audience,
      issuer: ticketPlace.issuer,
      typ: 'countersign-ticket+jwt',
      currentDate: new Date(system.clock.now()),
    });
    expect(payload).toMatchObject({
      request: id,
      digest,
      agent: 'etl',
      action: 'rds:DeleteDBInstance',
      resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
      account: '111122223333',
      region: 'eu-central-1',
      approvers: [people.securityOne.id],
    });
  });

  it('ends at the moment at which its run becomes unknown, and never after it', async () => {
    const { id, claims } = await started();
    const request = await system.requests.get(id);
    const startedAt = request?.state === 'started' ? Date.parse(request.startedAt) : 0;
    expect(claims.exp).toBe(Math.floor(startedAt / 1_000) + reportSeconds);
    expect(claims.nbf * 1_000).toBeLessThanOrEqual(startedAt);
  });

  it('is another one for every run, and stands nowhere but in the answer', async () => {
    const [one, other] = [await started('orders'), await started('invoices')];
    expect(one.claims.jti).not.toBe(other.claims.jti);
    const kept = JSON.stringify([
      system.requests.written,
      [...system.sealed.values()],
      system.published,
      output.text(),
    ]);
    for (const { ticket } of [one, other]) expect(kept).not.toContain(ticket.split('.')[2]);
  });

  it('is given to nobody whose start was not written, and none is signed for what may not start', async () => {
    let signed = 0;
    const { signTicket } = system.ports;
    const request = await approved();
    system.ports.signTicket = async (claims) => {
      signed += 1;
      return signTicket(claims);
    };
    expect((await system.start(request.id, '0'.repeat(64))).status).toBe(422);
    const waiting = await system.asked(submissions.remove('invoices'));
    expect((await system.start(waiting.id, waiting.digest)).status).toBe(409);
    expect(signed).toBe(0);
    const answers = await Promise.all([
      system.start(request.id, request.digest),
      system.start(request.id, request.digest),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.filter(({ body }) => 'ticket' in body)).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'that KMS fails on %s signing uses up no approval',
    async (moment) => {
      const { id, digest } = await approved();
      system.outage.strike = (call, when) => {
        if (call === 'signTicket' && when === moment) throw new Error('KMS is down.');
      };
      expect((await system.start(id, digest)).status).toBe(500);
      expect(await system.stateOf(id)).toBe('approved');
      system.outage.strike = () => {};
      expect((await system.start(id, digest)).status).toBe(200);
    },
  );
});

describe('a ticket is redeemed', () => {
  it('once: a replayed one is refused, and one redemption is recorded', async () => {
    const { id, ticket, claims } = await started();
    expect(await system.redeem(claims.jti, ticket)).toMatchObject({
      status: 200,
      body: { claims, redeemedAt: system.clock.now() },
    });
    for (let again = 0; again < 3; again += 1) {
      const answer = await system.redeem(claims.jti, ticket);
      expect([answer.status, slugOf(answer)]).toEqual([409, 'ticket-redeemed']);
    }
    expect(recordedRedemptions(id)).toBe(1);
    expect(system.recordsOf(id).at(-1)).toMatchObject({
      actor: { kind: 'ticket', id: claims.jti },
      state: 'started',
      change: { type: 'redeemed' },
    });
  });

  it('once, however many do it at the same moment', async () => {
    const { id, ticket, claims } = await started();
    const answers = await Promise.all(Array.from({ length: 8 }, () => system.redeem(claims.jti, ticket)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(recordedRedemptions(id)).toBe(1);
  });

  it('and its run is reported with it all the same', async () => {
    const { id, digest, ticket, claims } = await started();
    await system.redeem(claims.jti, ticket);
    expect((await system.report(id, 'done', digest)).body.state).toBe('done');
    expect(await system.requests.get(id)).toMatchObject({ redeemedAt: system.clock.now() });
    expect(slugOf(await system.redeem(claims.jti, ticket))).toBe('ticket-redeemed');
  });

  it('while its run goes on, and not when it is over', async () => {
    const { id, digest, ticket, claims } = await started();
    await system.report(id, 'failed', digest);
    const answer = await system.redeem(claims.jti, ticket);
    expect(answer).toMatchObject({ status: 409, body: { state: 'failed' } });
    expect(slugOf(answer)).toBe('approval-used');
  });

  it('until its time is over, to the second', async () => {
    const [one, other] = [await started('orders'), await started('invoices')];
    await system.pass(reportSeconds - 1);
    expect((await system.redeem(one.claims.jti, one.ticket)).status).toBe(200);
    await system.pass(1);
    const answer = await system.redeem(other.claims.jti, other.ticket);
    expect([answer.status, slugOf(answer)]).toEqual([409, 'ticket-expired']);
    expect(recordedRedemptions(other.id)).toBe(0);
  });

  it('under its own jti, and under no other', async () => {
    const [one, other] = [await started('orders'), await started('invoices')];
    for (const jti of [other.claims.jti, '0'.repeat(32), '../keys', '']) {
      const answer = await system.redeem(jti, one.ticket);
      expect([answer.status, slugOf(answer)]).toEqual([403, 'bad-ticket']);
    }
    expect(recordedRedemptions(one.id) + recordedRedemptions(other.id)).toBe(0);
  });
});

describe('a forged ticket', () => {
  const forgeries: Record<string, (run: Run, other: Run) => string | Promise<string>> = {
    'that nobody has signed (alg none)': ({ claims }) =>
      `${encoded({ alg: 'none', typ: 'countersign-ticket+jwt' })}.${encoded(claims)}.`,
    'signed with the public key as if it were a password (HS256)': async ({ ticket, claims }) => {
      const { kid } = decodeProtectedHeader(ticket);
      const content = `${encoded({ alg: 'HS256', typ: 'countersign-ticket+jwt', kid })}.${encoded(claims)}`;
      const [key] = await keys();
      return `${content}.${createHmac('sha256', JSON.stringify(key)).update(content).digest('base64url')}`;
    },
    'signed by a key of its own, under our kid': ({ ticket, claims }) => bySomebody(ticket, claims),
    'signed by a key of its own, which it brings along': ({ ticket, claims }) => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return bySomebody(ticket, claims, { jwk: publicKey.export({ format: 'jwk' }), kid: 'mine' });
    },
    'with the kid of another published key': async ({ ticket }) => {
      const [header = '', claims, signature] = ticket.split('.');
      const [, other] = await keys();
      const read = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
      return [encoded({ ...read, kid: other?.kid }), claims, signature].join('.');
    },
    'with other claims under its signature': ({ ticket, claims }) => {
      const [header, , signature] = ticket.split('.');
      return [header, encoded({ ...claims, exp: claims.exp + 1 }), signature].join('.');
    },
    'with the signature of another one': ({ ticket }, other) =>
      [...ticket.split('.').slice(0, 2), other.ticket.split('.')[2]].join('.'),
    'of another type that our key had signed': async ({ ticket, claims }) => {
      const { kid } = decodeProtectedHeader(ticket);
      return byOurKey({ alg: 'ES256', typ: 'JWT', kid }, claims);
    },
    'for another deployment': ({ claims }) =>
      createTicketSigner(memoryKms, ticketKey)({ ...claims, aud: 'countersign-trial' }),
    'of another issuer': ({ claims }) =>
      createTicketSigner(memoryKms, ticketKey)({ ...claims, iss: 'https://other.example.com' }),
    'that says more than tickets do': ({ claims }) =>
      createTicketSigner(memoryKms, ticketKey)({ ...claims, admin: true } as TicketClaims),
    'that is nothing of the kind': () => 'q2o1Cq1rVh0uJvI0Vw2mW6m1q9qkCq8YH9bq2mY0m3w',
  };

  it.each(Object.entries(forgeries))('%s is none, and changes nothing', async (_, forge) => {
    const [run, other] = [await started('orders'), await started('invoices')];
    const forged = await forge(run, other);
    const before = system.requests.written.length;
    const answer = await system.redeem(run.claims.jti, forged);
    expect([answer.status, slugOf(answer)]).toEqual([403, 'bad-ticket']);
    const outcome = { status: 'done', digest: run.digest, ticket: forged };
    const route = 'POST /v1/requests/{id}/outcome';
    expect(slugOf(await system.call({ route, id: run.id, body: outcome }))).toBe('other-ticket');
    expect(system.requests.written).toHaveLength(before);
    expect((await system.redeem(run.claims.jti, run.ticket)).status).toBe(200);
  });

  // Such as one that was signed for a start which another one won.
  it.each([
    ['signed once more by our key', ({ claims }: Run) => createTicketSigner(memoryKms, ticketKey)(claims)],
    ['signed by a retired key', ({ claims }: Run) => createTicketSigner(memoryKms, otherTicketKey)(claims)],
    ['with its signature written in the other way', ({ ticket }: Run) => mirrored(ticket)],
  ])('%s is not the one that took the approval', async (_, make) => {
    const run = await started();
    const twin = await make(run);
    expect(twin).not.toBe(run.ticket);
    await jwtVerify(twin, await published(), { currentDate: new Date(system.clock.now()) });
    const answer = await system.redeem(run.claims.jti, twin);
    expect([answer.status, slugOf(answer)]).toEqual([403, 'other-ticket']);
    expect(recordedRedemptions(run.id)).toBe(0);
  });

  it('names another request in vain, and one that there is not', async () => {
    const [one, other] = [await started('orders'), await started('invoices')];
    for (const request of [other.id, 'f'.repeat(32)]) {
      const moved = await createTicketSigner(memoryKms, ticketKey)({ ...one.claims, request });
      expect(slugOf(await system.redeem(one.claims.jti, moved))).toBe('other-ticket');
    }
    expect(recordedRedemptions(other.id)).toBe(0);
  });

  it('of any text at all is refused with a sentence', async () => {
    const { claims, ticket } = await started();
    const anyText = fc.oneof(
      fc.string({ minLength: 1 }),
      fc
        .tuple(fc.nat(ticket.length - 1), fc.constantFrom('A', 'B', '.', '-', '=', ' '))
        .map(([at, sign]) => ticket.slice(0, at) + sign + ticket.slice(at + 1)),
      fc.nat(ticket.length - 1).map((length) => ticket.slice(0, length) || '.'),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        fc.pre(text !== ticket);
        const answer = await system.redeem(claims.jti, text);
        expect(['bad-ticket', 'other-ticket']).toContain(slugOf(answer));
      }),
      { numRuns: 300 },
    );
    expect((await system.redeem(claims.jti, ticket)).status).toBe(200);
  });
});

function bySomebody(ticket: string, claims: object, changes: object = {}): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = `${encoded({ ...decodeProtectedHeader(ticket), ...changes })}.${encoded(claims)}`;
  const signature = sign('sha256', Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

/** A second signature over the same content, which whoever knows the first can write down: the order minus `s`. */
function mirrored(ticket: string): string {
  const [header, claims, signature = ''] = ticket.split('.');
  const raw = Buffer.from(signature, 'base64url');
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = order - BigInt(`0x${raw.subarray(32).toString('hex')}`);
  const other = Buffer.concat([raw.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
  return [header, claims, other.toString('base64url')].join('.');
}

/** What else our key could come to sign. */
async function byOurKey(header: object, claims: TicketClaims): Promise<string> {
  const content = `${encoded(header)}.${encoded(claims)}`;
  const { Signature } = await memoryKms.send(
    new SignCommand({
      KeyId: ticketKey,
      Message: createHash('sha256').update(content).digest(),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    }),
  );
  return `${content}.${Buffer.from(rawSignature(Signature ?? new Uint8Array())).toString('base64url')}`;
}

import { createHash, createPublicKey } from 'node:crypto';
import type { KMSClient } from '@aws-sdk/client-kms';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { createPublishedKeys, readPublicKey } from '../../../../../adapters/aws/kms-signer/public-key.ts';
import { createTicketSigner } from '../../../../../adapters/aws/kms-signer/ticket-signer.ts';
import { examples } from '../../../../../docs/generate/examples.ts';
import { memoryKms, otherTicketKey, ticketKey } from '../../../../support/memory-kms.ts';

const { claims } = examples['POST /v1/tickets/{jti}'].answers[200];

describe('a ticket', () => {
  it('is a compact JWS of ES256 that names its type and its key', async () => {
    const key = await readPublicKey(memoryKms, ticketKey);
    const ticket = await createTicketSigner(memoryKms, ticketKey)(claims);
    const { payload, protectedHeader } = await compactVerify(ticket, await importJWK(key));
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'countersign-ticket+jwt', kid: key.kid });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(claims);
  });

  it('may be longer than what KMS hashes by itself', async () => {
    const long = {
      ...claims,
      approvers: Array.from({ length: 100 }, (_, at) => `person.${at}@example.com`.padStart(60, 'x')),
    };
    const ticket = await createTicketSigner(memoryKms, ticketKey)(long);
    expect(ticket.length).toBeGreaterThan(4_096);
    await compactVerify(ticket, await importJWK(await readPublicKey(memoryKms, ticketKey)));
  });
});

describe('a published key', () => {
  it('is the public half as RFC 7517 writes it, named by its thumbprint', async () => {
    const { alg, use, kid, ...key } = await readPublicKey(memoryKms, ticketKey);
    expect({ alg, use }).toEqual({ alg: 'ES256', use: 'sig' });
    expect(Object.keys(key).sort()).toEqual(['crv', 'kty', 'x', 'y']);
    expect(createPublicKey({ key, format: 'jwk' }).asymmetricKeyDetails).toEqual({
      namedCurve: 'prime256v1',
    });
    expect(kid).toBe(await calculateJwkThumbprint(key));
    // As RFC 7638 says it, without anybody's library.
    const canonical = `{"crv":"P-256","kty":"EC","x":"${key.x}","y":"${key.y}"}`;
    expect(kid).toBe(createHash('sha256').update(canonical).digest('base64url'));
  });

  it.each([
    ['KeySpec', 'ECC_SECG_P256K1'],
    ['KeyUsage', 'KEY_AGREEMENT'],
  ])('is of a key that signs on P-256: no other %s', async (member, value) => {
    const send = async (command: never) => ({ ...(await memoryKms.send(command)), [member]: value });
    await expect(readPublicKey({ send } as never, ticketKey)).rejects.toThrow('ECC_NIST_P256');
  });

  it('is read once, and again where that failed', async () => {
    let calls = 0;
    const send = async (command: never) => {
      calls += 1;
      if (calls === 1) throw new Error('KMS is down.');
      return memoryKms.send(command);
    };
    const keys = createPublishedKeys({ send } as unknown as Pick<KMSClient, 'send'>, [
      ticketKey,
      otherTicketKey,
    ]);
    await expect(keys()).rejects.toThrow('KMS is down.');
    const read = await keys();
    expect(read).toHaveLength(2);
    expect(await keys()).toBe(read);
    expect(calls).toBe(4);
  });
});

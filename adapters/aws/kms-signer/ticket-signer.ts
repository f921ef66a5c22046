import { createHash } from 'node:crypto';
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { base64url } from 'jose';
import { ticketType } from '../../../core/execution/ticket.ts';
import type { SignTicket } from '../../../core/ports/tickets.ts';
import { createPublishedKeys } from './public-key.ts';
import { rawSignature } from './raw-signature.ts';

export function createTicketSigner(kms: Pick<KMSClient, 'send'>, keyArn: string): SignTicket {
  const keys = createPublishedKeys(kms, [keyArn]);
  return async (claims) => {
    const [key] = await keys();
    const header = { alg: 'ES256', typ: ticketType, kid: key?.kid };
    const content = `${encoded(header)}.${encoded(claims)}`;
    const { Signature } = await kms.send(
      new SignCommand({
        KeyId: keyArn,
        // The whole text may be longer than the 4,096 bytes that KMS hashes by itself.
        Message: createHash('sha256').update(content).digest(),
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    );
    return `${content}.${base64url.encode(rawSignature(Signature ?? new Uint8Array()))}`;
  };
}

const encoded = (value: object): string => base64url.encode(JSON.stringify(value));

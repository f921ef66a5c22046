import { randomBytes } from 'node:crypto';
import type { KMSClient } from '@aws-sdk/client-kms';
import { createKms, newSigningKey } from '@countersign/emulator';

const [ticketKeyId, otherKeyId, evidenceKeyId] = ['ticket-key', 'other-ticket-key', 'evidence-key'];
const arnOf = (id: string): string => `arn:aws:kms:eu-central-1:111122223333:key/${id}`;

/** The key that signs tickets in memory, and one that is published beside it. */
export const ticketKey = arnOf(ticketKeyId);
export const otherTicketKey = arnOf(otherKeyId);
/** The key that signs the trail. */
export const evidenceKey = arnOf(evidenceKeyId);

const kms = createKms({
  keys: [ticketKey, otherTicketKey, evidenceKey].map((arn) => newSigningKey(arn, randomBytes)),
  randomBytes,
});

/** KMS as the emulator plays it, without a network: bytes travel as they are, and in base64 behind it. */
export const memoryKms: Pick<KMSClient, 'send'> = {
  async send(command: { constructor: { name: string }; input: Record<string, unknown> }) {
    const { Message, ...input } = command.input;
    const call = {
      service: 'kms',
      operation: command.constructor.name.replace(/Command$/, ''),
      input: {
        ...input,
        ...(Message ? { Message: Buffer.from(Message as Uint8Array).toString('base64') } : {}),
      },
    };
    const answer = await kms.handle(call as Parameters<typeof kms.handle>[0]);
    if (answer.kind !== 'output') throw new Error('KMS did not answer.');
    const { PublicKey, Signature, ...rest } = answer.output;
    return {
      ...rest,
      ...(PublicKey ? { PublicKey: Buffer.from(String(PublicKey), 'base64') } : {}),
      ...(Signature ? { Signature: Buffer.from(String(Signature), 'base64') } : {}),
    };
  },
} as unknown as Pick<KMSClient, 'send'>;

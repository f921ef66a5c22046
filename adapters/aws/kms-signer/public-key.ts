import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { calculateJwkThumbprint } from 'jose';
import type { PublishedKey, PublishedKeys } from '../../../core/ports/tickets.ts';

/** It never changes: a key of KMS that signs is replaced by another one, and not rotated. */
export async function readPublicKey(kms: Pick<KMSClient, 'send'>, keyArn: string): Promise<PublishedKey> {
  const { PublicKey, KeySpec, KeyUsage } = await kms.send(new GetPublicKeyCommand({ KeyId: keyArn }));
  if (!PublicKey || KeySpec !== 'ECC_NIST_P256' || KeyUsage !== 'SIGN_VERIFY')
    throw new Error(`${keyArn} must be a key that signs on the curve P-256: KeySpec ECC_NIST_P256.`);
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const curve = { kty: 'EC', crv: 'P-256', x, y } as const;
  return { ...curve, kid: await calculateJwkThumbprint(curve), alg: 'ES256', use: 'sig' };
}

/** Read once, and again where that failed. */
export function createPublishedKeys(kms: Pick<KMSClient, 'send'>, keyArns: readonly string[]): PublishedKeys {
  let read: ReturnType<PublishedKeys> | undefined;
  return () => {
    read ??= Promise.all(keyArns.map((arn) => readPublicKey(kms, arn)));
    read.catch(() => {
      read = undefined;
    });
    return read;
  };
}

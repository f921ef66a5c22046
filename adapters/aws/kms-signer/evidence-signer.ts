import { createHash } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { type PublicKey, readPublicKey, signatureAlgorithm } from '../../../core/lib/signature.ts';

export interface EvidenceSigner {
  keyId: () => Promise<string>;
  sign: (text: string) => Promise<string>;
  publicKeys: () => Promise<readonly PublicKey[]>;
}

/** Signs by the first of these keys of KMS. */
export function createEvidenceSigner(
  kms: Pick<KMSClient, 'send'>,
  keyArns: readonly string[],
): EvidenceSigner {
  const [signing] = keyArns;
  const publicKeys = once(() =>
    Promise.all(
      keyArns.map(async (arn) => {
        const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId: arn }));
        return readPublicKey(PublicKey);
      }),
    ),
  );
  return {
    publicKeys,
    keyId: async () => (await publicKeys())[0]?.id ?? '',
    async sign(text) {
      const { Signature = new Uint8Array() } = await kms.send(
        new SignCommand({
          KeyId: signing,
          Message: createHash('sha256').update(text).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: signatureAlgorithm,
        }),
      );
      return Buffer.from(Signature).toString('base64');
    },
  };
}

/** Public keys never change; a read that failed is tried again. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= read();
    kept.catch(() => {
      kept = undefined;
    });
    return kept;
  };
}

import type { Implemented } from '../../wire/implemented.ts';
import { type CallHandler, failure, output, type ServiceAnswer } from '../../wire/service-call.ts';
import { signDigest } from './sign-digest.ts';
import type { SigningKey } from './signing-key.ts';

export const operations = {
  GetPublicKey: ['KeyId'],
  Sign: ['KeyId', 'Message', 'MessageType', 'SigningAlgorithm'],
} satisfies Implemented;

const algorithm = 'ECDSA_SHA_256';

export interface KmsOptions {
  keys: readonly SigningKey[];
  randomBytes: (size: number) => Buffer;
}

/** What keys that sign are called for. A key's own policy is not evaluated: roles may what their policies say. */
export function createKms({ keys, randomBytes }: KmsOptions): CallHandler {
  const keyOf = (id: unknown): SigningKey | undefined =>
    keys.find(({ arn }) => arn === id || arn.endsWith(`:key/${String(id)}`));

  function sign({ arn, privateKey }: SigningKey, input: Record<string, unknown>): ServiceAnswer {
    if (input.SigningAlgorithm !== algorithm)
      return failure('InvalidKeyUsageException', `${arn} signs with ${algorithm} alone.`);
    // KMS would hash it; whoever is played here never asks it to.
    if (input.MessageType !== 'DIGEST')
      return failure('NotImplementedLocally', 'NotImplementedLocally: kms:Sign of a whole message', 501);
    const digest = Buffer.from(String(input.Message ?? ''), 'base64');
    if (digest.length !== 32) return failure('ValidationException', 'Digest is invalid length for algorithm');
    const signature = signDigest(privateKey, digest, randomBytes).toString('base64');
    return output({ KeyId: arn, Signature: signature, SigningAlgorithm: algorithm });
  }

  return {
    needs: ({ operation, input: { KeyId, MessageType, SigningAlgorithm } }) => [
      {
        action: `kms:${operation}`,
        resource: keyOf(KeyId)?.arn ?? String(KeyId),
        context:
          operation === 'Sign'
            ? { 'kms:MessageType': String(MessageType), 'kms:SigningAlgorithm': String(SigningAlgorithm) }
            : {},
      },
    ],
    handle({ operation, input }) {
      const key = keyOf(input.KeyId);
      if (!key) return failure('NotFoundException', `Key '${input.KeyId}' does not exist`);
      if (operation === 'Sign') return sign(key, input);
      return output({
        KeyId: key.arn,
        PublicKey: key.publicKey.toString('base64'),
        KeySpec: 'ECC_NIST_P256',
        KeyUsage: 'SIGN_VERIFY',
        SigningAlgorithms: [algorithm],
      });
    },
  };
}

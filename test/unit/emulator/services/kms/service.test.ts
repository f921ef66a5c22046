import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import {
  EncryptCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
  type SignCommandInput,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newSigningKey } from '../../../../../emulator/services/kms/signing-key.ts';
import { account, adminRole, keyArn, type Running, runEndpoint } from '../../wire/running-endpoint.ts';

const signer = `arn:aws:iam::${account}:role/signer`;
const onlyDigests = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: 'kms:Sign',
    Resource: keyArn,
    Condition: {
      StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'DIGEST' },
    },
  },
};
const content = Buffer.from('what is signed');

let running: Running;
beforeEach(async () => {
  running = await runEndpoint({
    signingKeys: [newSigningKey(keyArn, randomBytes)],
    roles: [{ arn: signer, policies: [{ name: 'sign', document: onlyDigests }] }],
  });
});
afterEach(() => running.close());

const as = (role: string) => new KMSClient(running.as(role));
const sign = (role: string, changes: Partial<SignCommandInput> = {}) =>
  as(role).send(
    new SignCommand({
      KeyId: keyArn,
      Message: createHash('sha256').update(content).digest(),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
      ...changes,
    }),
  );

it('signs digests, and gives the public key that verifies them', async () => {
  const { Signature } = await sign(signer);
  const { PublicKey, KeySpec, KeyUsage } = await as(adminRole).send(
    new GetPublicKeyCommand({ KeyId: keyArn }),
  );
  expect([KeySpec, KeyUsage]).toEqual(['ECC_NIST_P256', 'SIGN_VERIFY']);
  const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
  expect(verify('sha256', content, key, Signature ?? new Uint8Array())).toBe(true);
});

it('asks for the permission of each call, and tells its conditions how a key is used', async () => {
  await expect(sign(signer, { MessageType: 'RAW', Message: content })).rejects.toThrow('not authorized');
  await expect(as(signer).send(new GetPublicKeyCommand({ KeyId: keyArn }))).rejects.toThrow(
    'kms:GetPublicKey',
  );
});

it.each<[string, Partial<SignCommandInput>, string]>([
  ['another algorithm', { SigningAlgorithm: 'ECDSA_SHA_512' }, 'InvalidKeyUsageException'],
  ['a digest of another length', { Message: content }, 'ValidationException'],
  ['a key that there is not', { KeyId: keyArn.replace(/.$/, '9') }, 'NotFoundException'],
  ['a whole message', { MessageType: 'RAW', Message: content }, 'NotImplementedLocally'],
])('refuses %s', async (_, changes, name) => {
  await expect(sign(adminRole, changes)).rejects.toMatchObject({ name });
});

it('names what it does not implement', async () => {
  const encrypt = as(adminRole).send(new EncryptCommand({ KeyId: keyArn, Plaintext: content }));
  await expect(encrypt).rejects.toThrow('NotImplementedLocally: kms:Encrypt is not implemented');
});

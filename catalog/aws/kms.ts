import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { listed, nameIn, sentence } from '../sentence.ts';
import { matching, nameOrArn, policyDocument, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'kms' });

const id = '(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})';
/** An alias can be moved to another key while people decide; the id cannot. */
const key = { KeyId: nameOrArn(id, 'kms', `key/${id}`) };
const resource = 'arn:{partition}:kms:{region}:{account}:key/{KeyId}';
const principal = matching('[\\w+=,.@:/-]+', 256);

const operations = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'Sign',
  'Verify',
  'GetPublicKey',
  'CreateGrant',
  'RetireGrant',
  'DescribeKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateMac',
  'VerifyMac',
  'DeriveSharedSecret',
] as const;
const encryptionContext = z.record(text(8_192), z.string().max(8_192));

const exampleKey = '1234abcd-12ab-34cd-56ef-1234567890ab';
const exampleResource = `arn:aws:kms:eu-central-1:111122223333:key/${exampleKey}`;

export const kmsActions = [
  define({
    operation: 'ScheduleKeyDeletion',
    groups: ['key-control', 'destruction'],
    parameters: z.strictObject({ ...key, PendingWindowInDays: z.int().min(7).max(30).optional() }),
    resource,
    say: ({ KeyId, PendingWindowInDays = 30 }) =>
      sentence`Delete key ${nameIn(KeyId)} in ${PendingWindowInDays} days: all that it encrypted is lost then`,
    // It can be cancelled within the window, and only within it.
    reversible: true,
    example: { parameters: { KeyId: exampleKey, PendingWindowInDays: 7 }, resource: exampleResource },
  }),
  define({
    operation: 'DisableKey',
    groups: ['key-control', 'destruction'],
    parameters: z.strictObject(key),
    resource,
    say: ({ KeyId }) => sentence`Disable key ${nameIn(KeyId)}: what it encrypted cannot be read`,
    reversible: true,
    example: { parameters: { KeyId: exampleKey }, resource: exampleResource },
  }),
  define({
    operation: 'PutKeyPolicy',
    groups: ['key-control', 'privilege-escalation'],
    parameters: z.strictObject({
      ...key,
      PolicyName: z.literal('default').optional(),
      Policy: policyDocument,
      BypassPolicyLockoutSafetyCheck: z.boolean().optional(),
    }),
    resource,
    say: ({ KeyId }) => sentence`Replace the policy of key ${nameIn(KeyId)}`,
    reversible: true,
    example: {
      parameters: {
        KeyId: exampleKey,
        Policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}',
      },
      resource: exampleResource,
    },
  }),
  define({
    operation: 'CreateGrant',
    groups: ['key-control', 'privilege-escalation'],
    parameters: z.strictObject({
      ...key,
      GranteePrincipal: principal,
      RetiringPrincipal: principal.optional(),
      Operations: z.array(z.enum(operations)).min(1).max(operations.length),
      Constraints: z
        .strictObject({
          EncryptionContextSubset: encryptionContext.optional(),
          EncryptionContextEquals: encryptionContext.optional(),
        })
        .optional(),
      Name: matching('[a-zA-Z0-9:/_-]+', 256).optional(),
    }),
    resource,
    say: ({ KeyId, GranteePrincipal, Operations }) =>
      sentence`Let ${GranteePrincipal} use key ${nameIn(KeyId)} to ${listed(Operations)}`,
    reversible: true,
    example: {
      parameters: {
        KeyId: exampleKey,
        GranteePrincipal: 'arn:aws:iam::444455556666:role/reader',
        Operations: ['Decrypt'],
      },
      resource: exampleResource,
    },
  }),
];

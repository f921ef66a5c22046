import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { accountRoot, identity, sayPrincipal, service } from '../values/principal.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { keyPolicy, keyState, keyToBeDeleted } from './kms-looks.ts';
import { everything, exampleKey, key, resource } from './kms-shapes.ts';

const define = actionsOf({ prefix: 'kms' });

const principal = matching(
  `${identity}|${accountRoot}|${service}`,
  256,
  'must be the ARN of a role, a user, a session or an account, or a service',
);

/** The worst first: what reads, hands on, or signs. */
const operations = [
  'Decrypt',
  'CreateGrant',
  'ReEncryptFrom',
  'ReEncryptTo',
  'Sign',
  'DeriveSharedSecret',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateMac',
  'Encrypt',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateDataKeyPairWithoutPlaintext',
  'Verify',
  'VerifyMac',
  'GetPublicKey',
  'RetireGrant',
  'DescribeKey',
] as const;
const encryptionContext = z.record(text(8_192), z.string().max(8_192));
const constraints = z
  .strictObject({
    EncryptionContextSubset: encryptionContext.optional(),
    EncryptionContextEquals: encryptionContext.optional(),
  })
  .refine(...exactlyOne('EncryptionContextSubset', 'EncryptionContextEquals'));

/** " without limits", or for which encryption context. */
function limitsOf({
  EncryptionContextSubset: part,
  EncryptionContextEquals: whole,
}: z.infer<typeof constraints> = {}): string {
  const given = Object.entries(part ?? whole ?? {}).map(([name, value]) => `${name}=${value}`);
  if (given.length === 0) return 'without limits';
  return `only for an encryption context ${part ? 'with' : 'of'} ${listed(given)}`;
}

const exampleResource = `arn:aws:kms:eu-central-1:111122223333:key/${exampleKey}`;

export const kmsActions = [
  define({
    operation: 'ScheduleKeyDeletion',
    groups: ['key-control', 'destruction'],
    parameters: z.strictObject({ ...key, PendingWindowInDays: z.int().min(7).max(30).optional() }),
    resource,
    say: ({ KeyId, PendingWindowInDays = 30 }) =>
      sentence`Delete key ${KeyId} in ${PendingWindowInDays} days: all that it encrypted is lost then`,
    // It can be cancelled within the window, and only within it.
    reversible: true,
    ...keyToBeDeleted,
    example: { parameters: { KeyId: exampleKey, PendingWindowInDays: 7 }, resource: exampleResource },
  }),
  define({
    operation: 'DisableKey',
    groups: ['key-control', 'destruction'],
    parameters: z.strictObject(key),
    resource,
    say: ({ KeyId }) => sentence`Disable key ${KeyId}: what it encrypted cannot be read`,
    reversible: true,
    ...keyState,
    example: { parameters: { KeyId: exampleKey }, resource: exampleResource },
  }),
  define({
    operation: 'PutKeyPolicy',
    groups: ['key-control', 'privilege-escalation'],
    parameters: z.strictObject({
      ...key,
      Policy: policyDocument('resource', 32_768, everything),
      BypassPolicyLockoutSafetyCheck: z.boolean().optional(),
    }),
    resource,
    say: ({ KeyId, Policy, BypassPolicyLockoutSafetyCheck: bypass }, { account }) => {
      const grants = sayPolicy(Policy, { kind: 'resource', everything }, account);
      const locked = bypass ? ', even if nobody can change it afterwards' : '';
      return sentence`Replace the policy of key ${KeyId}${locked}: ${grants}`;
    },
    reversible: true,
    ...keyPolicy,
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
      Operations: distinct(z.enum(operations)),
      Constraints: constraints.optional(),
      Name: matching('[a-zA-Z0-9:/_-]+', 256).optional(),
    }),
    resource,
    say: ({ KeyId, GranteePrincipal, RetiringPrincipal, Operations, Constraints }, { account }) => {
      const uses = listed(Operations, { worst: operations });
      const retiring = RetiringPrincipal
        ? `; ${sayPrincipal(RetiringPrincipal, account)} can take the grant back`
        : '';
      return sentence`Let ${sayPrincipal(GranteePrincipal, account)} use key ${KeyId} to ${uses}, ${limitsOf(Constraints)}${retiring}`;
    },
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

import type { KMS } from '@aws-sdk/client-kms';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { aliasOfKey, deletedAliasOfKey, keyRotation, keyState, state } from './kms-looks.ts';
import { everything, exampleKey, key, resource } from './kms-shapes.ts';

const define = operationsOf<KMS>({ prefix: 'kms' });

const AliasName = matching('alias/(?!aws/)[a-zA-Z0-9:/_-]+', 256, 'must be an alias such as alias/shop');
const alias = 'arn:{partition}:kms:{region}:{account}:{AliasName}';

/** Which keys there are, by what names, and that they work. */
export const kmsKeyActions = [
  define({
    operation: 'CreateKey',
    groups: ['key-control', 'resource-creation'],
    values: { Policy: policyDocument('resource', 32_768, everything) },
    // Older names of parameters, and keys that are kept outside of AWS.
    without: ['CustomerMasterKeySpec', 'XksKeyId'],
    resource: 'arn:{partition}:kms:{region}:{account}:key/*',
    say: ({ Policy, BypassPolicyLockoutSafetyCheck: bypass }, { account }) => {
      const grants =
        Policy === undefined
          ? 'whose use IAM alone decides'
          : `with a policy of its own: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`;
      return sentence`Create a key${bypass ? ', even if nobody can change it afterwards' : ''}, ${grants}`;
    },
    reversible: true,
    example: { KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'ENCRYPT_DECRYPT' },
  }),
  define({
    operation: 'CreateAlias',
    groups: ['key-control'],
    values: { AliasName, TargetKeyId: key.KeyId },
    resource: alias,
    say: ({ AliasName: name, TargetKeyId }) => sentence`Let ${name} mean key ${TargetKeyId}`,
    reversible: true,
    ...aliasOfKey,
    example: { AliasName: 'alias/shop', TargetKeyId: exampleKey },
  }),
  define({
    operation: 'DeleteAlias',
    groups: ['key-control', 'destruction'],
    values: { AliasName },
    resource: alias,
    say: ({ AliasName: name }) => sentence`Let ${name} mean no key: what goes by it stops`,
    reversible: true,
    ...deletedAliasOfKey,
    example: { AliasName: 'alias/shop' },
  }),
  define({
    operation: 'EnableKey',
    groups: ['key-control'],
    values: key,
    resource,
    say: ({ KeyId }) => sentence`Enable key ${KeyId}: what it encrypted can be read again`,
    reversible: true,
    ...keyState,
    example: { KeyId: exampleKey },
  }),
  define({
    operation: 'CancelKeyDeletion',
    groups: ['key-control'],
    values: key,
    resource,
    say: ({ KeyId }) => sentence`Keep key ${KeyId}, which was to be deleted; it stays disabled`,
    reversible: true,
    look: state,
    example: { KeyId: exampleKey },
  }),
  define({
    operation: 'EnableKeyRotation',
    groups: ['key-control'],
    values: key,
    resource,
    say: ({ KeyId, RotationPeriodInDays = 365 }) =>
      sentence`Rotate key ${KeyId} every ${RotationPeriodInDays} days`,
    reversible: true,
    ...keyRotation,
    example: { KeyId: exampleKey, RotationPeriodInDays: 180 },
  }),
  define({
    operation: 'DescribeKey',
    groups: ['read'],
    values: key,
    without: ['GrantTokens'],
    resource,
    say: ({ KeyId }) => sentence`Look at key ${KeyId}`,
    reversible: true,
    example: { KeyId: exampleKey },
  }),
];

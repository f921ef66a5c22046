import type { KMS } from '@aws-sdk/client-kms';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { kmsKeyArn } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { aliasOfKey, keyRotation } from './kms-looks.ts';
import { everything, exampleKey, key, resource } from './kms-shapes.ts';

const define = operationsOf<KMS>({ prefix: 'kms' });

const region = matching('[a-z]{2,4}(?:-[a-z]+)+-[0-9]', 32, 'must be a Region such as eu-west-1');
const GrantId = matching('[0-9a-f]{64}', 64, 'must be the id of a grant');
const CustomKeyStoreId = matching('cks-[0-9a-f]{17}', 21, 'must be the id of a custom key store');
/** IAM asks for no resource. */
const keyStore = 'arn:{partition}:kms:{region}:{account}:*';
const exampleGrant = '0123456789abcdef'.repeat(4);
const exampleStore = { CustomKeyStoreId: 'cks-0123456789abcdef0' };

/** What becomes of a key, where it is, and who has given whom the use of it. */
export const kmsChangeActions = [
  define({
    operation: 'ReplicateKey',
    groups: ['key-control', 'privilege-escalation'],
    values: { ...key, ReplicaRegion: region, Policy: policyDocument('resource', 32_768, everything) },
    resource,
    say: ({ KeyId, ReplicaRegion, Policy, BypassPolicyLockoutSafetyCheck: bypass }, { account }) => {
      const grants =
        Policy === undefined
          ? 'whose use IAM alone decides'
          : `with a policy of its own: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`;
      const locked = bypass ? ', even if nobody can change it afterwards' : '';
      return sentence`Copy key ${KeyId} to ${ReplicaRegion}${locked}, ${grants}`;
    },
    reversible: true,
    example: { KeyId: 'mrk-1234abcd12ab34cd56ef1234567890ab', ReplicaRegion: 'eu-west-1' },
  }),
  define({
    operation: 'UpdatePrimaryRegion',
    groups: ['key-control'],
    values: { ...key, PrimaryRegion: region },
    resource,
    say: ({ KeyId, PrimaryRegion }) =>
      sentence`Make the copy of key ${KeyId} in ${PrimaryRegion} its primary`,
    reversible: true,
    example: { KeyId: 'mrk-1234abcd12ab34cd56ef1234567890ab', PrimaryRegion: 'eu-west-1' },
  }),
  define({
    operation: 'UpdateAlias',
    groups: ['key-control'],
    values: {
      AliasName: matching('alias/(?!aws/)[a-zA-Z0-9:/_-]+', 256, 'must be an alias such as alias/shop'),
      TargetKeyId: key.KeyId,
    },
    resource: 'arn:{partition}:kms:{region}:{account}:{AliasName}',
    say: ({ AliasName, TargetKeyId }) =>
      sentence`Let ${AliasName} mean key ${TargetKeyId} from now on, for all who use it`,
    reversible: true,
    ...aliasOfKey,
    example: { AliasName: 'alias/shop', TargetKeyId: exampleKey },
  }),
  define({
    operation: 'DeleteImportedKeyMaterial',
    groups: ['key-control', 'destruction'],
    values: key,
    resource,
    say: ({ KeyId }) =>
      sentence`Delete the imported material of key ${KeyId}: what it encrypted is lost unless somebody has kept it`,
    reversible: false,
    example: { KeyId: exampleKey },
  }),
  define({
    operation: 'DisableKeyRotation',
    groups: ['key-control'],
    values: key,
    resource,
    say: ({ KeyId }) => sentence`Stop rotating key ${KeyId}`,
    reversible: true,
    ...keyRotation,
    example: { KeyId: exampleKey },
  }),
  define({
    operation: 'RevokeGrant',
    groups: ['key-control'],
    values: { ...key, GrantId },
    resource,
    say: ({ KeyId, GrantId: grant }) =>
      sentence`Take the use of key ${KeyId} away from whoever has it by grant ${grant}`,
    reversible: false,
    example: { KeyId: exampleKey, GrantId: exampleGrant },
  }),
  define({
    operation: 'RetireGrant',
    groups: ['key-control'],
    // KMS asks for the key's ARN here.
    values: { KeyId: kmsKeyArn, GrantId },
    required: ['KeyId', 'GrantId'],
    without: ['GrantToken'],
    resource: '{KeyId}',
    say: ({ KeyId = '', GrantId: grant = '' }, { account }) =>
      sentence`Give up the use of key ${namedIn(KeyId, account)} that grant ${grant} gives`,
    reversible: false,
    example: { KeyId: `arn:aws:kms:eu-central-1:111122223333:key/${exampleKey}`, GrantId: exampleGrant },
  }),
  define({
    operation: 'DisconnectCustomKeyStore',
    groups: ['key-control', 'destruction'],
    values: { CustomKeyStoreId },
    resource: keyStore,
    say: ({ CustomKeyStoreId: store }) =>
      sentence`Disconnect key store ${store}: what its keys encrypted cannot be read`,
    reversible: true,
    example: exampleStore,
  }),
  define({
    operation: 'DeleteCustomKeyStore',
    groups: ['key-control', 'destruction'],
    values: { CustomKeyStoreId },
    resource: keyStore,
    say: ({ CustomKeyStoreId: store }) => sentence`Delete key store ${store}, which must hold no key`,
    reversible: false,
    example: exampleStore,
  }),
];

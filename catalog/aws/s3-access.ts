import type { S3Control } from '@aws-sdk/client-s3-control';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { bucket, matching, text } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { identity } from '../values/principal.ts';
import { listed } from '../values/widest-first.ts';
import { accessPointPolicy, accountPublicAccessBlock } from './s3-control-looks.ts';

const define = operationsOf<S3Control>({ prefix: 's3' });

/** S3's control has the account in the name of its host: it is always said. */
const ofAccountNamed = {
  required: ['AccountId'] as const,
  accountOf: ({ AccountId }: { AccountId?: string }) => AccountId,
};
const everything = 'what it reaches';
const AccountId = accountId;
const accessPoint = matching('[a-z0-9][a-z0-9-]{1,48}[a-z0-9]', 50, 'must be the name of an access point');
const flags = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
type Flags = Partial<Record<(typeof flags)[number], boolean>>;
const blocks = z.strictObject({
  BlockPublicAcls: z.boolean(),
  IgnorePublicAcls: z.boolean(),
  BlockPublicPolicy: z.boolean(),
  RestrictPublicBuckets: z.boolean(),
});
const openings = (given: Flags): string[] => flags.filter((flag) => !given[flag]);
/** Who reaches objects otherwise than by their bucket. */
export const s3AccessActions = [
  define({
    operation: 's3-control.PutPublicAccessBlock',
    iamName: 'PutAccountPublicAccessBlock',
    groups: ['network-exposure'],
    values: { AccountId, PublicAccessBlockConfiguration: blocks },
    ...ofAccountNamed,
    resource: 'arn:{partition}:s3:{region}:{account}:*',
    say: ({ PublicAccessBlockConfiguration: given, AccountId: owner }, { account }) =>
      openings(given).length === 0
        ? sentence`Block all public access to every bucket of the account${ofAccount(owner, account)}`
        : sentence`Let every bucket of the account${ofAccount(owner, account)} become public: no ${listed(openings(given), { most: 4 })}`,
    // The same permission deletes the block, under a name of its own.
    events: ['PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock'],
    reversible: true,
    ...accountPublicAccessBlock,
    example: {
      AccountId: '111122223333',
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      },
    },
  }),
  define({
    operation: 'CreateAccessPoint',
    groups: ['network-exposure', 'resource-creation'],
    values: {
      Name: accessPoint,
      Bucket: bucket,
      AccountId,
      BucketAccountId: accountId,
      PublicAccessBlockConfiguration: blocks,
    },
    ...ofAccountNamed,
    resource: 'arn:{partition}:s3:{region}:{account}:accesspoint/{Name}',
    say: (parameters, { account }) => {
      const { Name, Bucket, AccountId: owner, BucketAccountId, VpcConfiguration: vpc } = parameters;
      const { PublicAccessBlockConfiguration: given } = parameters;
      const open = given && openings(given);
      const said = open && open.length > 0 ? `, without ${listed(open, { most: 4 })}` : '';
      const blocked = given && said === '' ? ', closed to the public' : '';
      return sentence`Open access point ${Name}${ofAccount(owner, account)}${said}, to bucket ${Bucket}${ofAccount(BucketAccountId, account)}${vpc ? ` from network ${vpc.VpcId ?? ''} alone` : ', from anywhere'}${blocked}`;
    },
    reversible: true,
    example: { Name: 'receipts', Bucket: 'shop-receipts', AccountId: '111122223333' },
  }),
  define({
    operation: 'PutAccessPointPolicy',
    groups: ['data-export', 'network-exposure'],
    values: { Name: accessPoint, AccountId, Policy: policyDocument('resource', 20_480, everything) },
    ...ofAccountNamed,
    resource: 'arn:{partition}:s3:{region}:{account}:accesspoint/{Name}',
    say: ({ Name, AccountId: owner, Policy }, { account }) =>
      sentence`Replace the policy of access point ${Name}${ofAccount(owner, account)}: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...accessPointPolicy,
    example: {
      Name: 'receipts',
      AccountId: '111122223333',
      Policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:eu-central-1:111122223333:accesspoint/receipts/object/*"}]}',
    },
  }),
  define({
    operation: 'CreateAccessGrant',
    groups: ['data-export', 'privilege-escalation'],
    values: {
      AccountId,
      AccessGrantsLocationId: matching('default|[a-zA-Z0-9-]+', 64),
      AccessGrantsLocationConfiguration: z.strictObject({ S3SubPrefix: text(2_000) }),
      Grantee: z.strictObject({
        GranteeType: z.enum(['IAM', 'DIRECTORY_USER', 'DIRECTORY_GROUP']),
        GranteeIdentifier: matching(
          `${identity}|[0-9a-f-]{36,47}`,
          2_048,
          'must be the ARN of an IAM identity, or the id of a user or group of the directory',
        ),
      }),
      Permission: z.enum(['READ', 'WRITE', 'READWRITE']),
      S3PrefixType: z.literal('Object'),
    },
    ...ofAccountNamed,
    resource: 'arn:{partition}:s3:{region}:{account}:access-grants/default/grant/*',
    say: (parameters, { account }) => {
      const { Grantee, Permission, AccessGrantsLocationId: place, AccountId: owner } = parameters;
      const { AccessGrantsLocationConfiguration: within } = parameters;
      const { GranteeIdentifier = '', GranteeType = '' } = Grantee;
      return sentence`Let ${GranteeType} ${namedIn(GranteeIdentifier, account)} ${Permission} what location ${place}${ofAccount(owner, account)} holds${within ? ` under ${within.S3SubPrefix ?? ''}` : ''}`;
    },
    reversible: true,
    example: {
      AccountId: '111122223333',
      AccessGrantsLocationId: 'default',
      AccessGrantsLocationConfiguration: { S3SubPrefix: 'shop-receipts/2026/*' },
      Grantee: { GranteeType: 'IAM', GranteeIdentifier: 'arn:aws:iam::111122223333:role/reporting' },
      Permission: 'READ',
    },
  }),
];

import type { S3 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { kmsKeyArn } from '../values/arn.ts';
import { bucket, objectVersion } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { objectAcl } from './s3-looks.ts';
import { accessControlPolicy, objectKey, sayGrants } from './s3-shapes.ts';

const define = operationsOf<S3>({ prefix: 's3' });

/** A bucket's ARN says nothing of its owner; S3 itself refuses where the expected owner is not the real one. */
const object = {
  values: { Bucket: bucket, Key: objectKey, VersionId: objectVersion, ExpectedBucketOwner: accountId },
  resource: 'arn:{partition}:s3:::{Bucket}/{Key}',
  accountOf: ({ ExpectedBucketOwner }: { ExpectedBucketOwner?: string }) => ExpectedBucketOwner,
};
const example = { Bucket: 'shop-receipts', Key: '2026/01/31.json' };

/** A key of the agent's own would be in the request; who pays is the bucket's to say. */
const customerKey = ['SSECustomerAlgorithm', 'SSECustomerKey', 'SSECustomerKeyMD5', 'RequestPayer'] as const;
/** How the answer is dressed. */
const answers = [
  ...['ResponseCacheControl', 'ResponseContentDisposition', 'ResponseContentEncoding', 'ChecksumMode'],
  ...['ResponseContentLanguage', 'ResponseContentType', 'ResponseExpires'],
] as const;
/** Computed from the body by whoever sends it. */
const checksums = [
  ...['ContentLength', 'ContentMD5', 'ChecksumAlgorithm', 'ChecksumCRC32', 'ChecksumCRC32C'],
  ...['ChecksumCRC64NVME', 'ChecksumSHA1', 'ChecksumSHA256', 'ChecksumSHA512', 'ChecksumMD5'],
  ...['ChecksumXXHASH64', 'ChecksumXXHASH3', 'ChecksumXXHASH128'],
] as const;
/** What other permissions are for, above all who may read it: `s3:PutObjectAcl`. */
const otherPermissions = [
  ...['ACL', 'GrantFullControl', 'GrantRead', 'GrantReadACP', 'GrantWriteACP', 'Tagging'],
  ...['ObjectLockMode', 'ObjectLockRetainUntilDate', 'ObjectLockLegalHoldStatus', 'ObjectLockEventHold'],
  ...['ObjectLockEventHoldDurationDays', 'ObjectLockEventHoldDurationYears'],
] as const;
/** The headers say the same as AccessControlPolicy, in a language of their own. */
const grantHeaders = [
  ...['GrantFullControl', 'GrantRead', 'GrantReadACP', 'GrantWrite', 'GrantWriteACP'],
  ...['ContentMD5', 'ChecksumAlgorithm', 'RequestPayer'],
] as const;

const ofVersion = (version: string | undefined): string =>
  version === undefined ? '' : `version ${version} of `;

export const s3ObjectActions = [
  define({
    operation: 'GetObject',
    groups: ['data-read'],
    ...object,
    without: [...customerKey, ...answers],
    say: ({ Bucket, Key, VersionId }) =>
      sentence`Read ${ofVersion(VersionId)}object ${Key} of bucket ${Bucket}`,
    events: ['GetObject', 'HeadObject'],
    reversible: true,
    grant: {
      actions: ['s3:GetObject'],
      because: 'its ARN is the one object; an earlier version of it is another permission',
    },
    example,
  }),
  define({
    operation: 'PutObject',
    groups: ['data-write'],
    ...object,
    values: { ...object.values, SSEKMSKeyId: kmsKeyArn },
    // What is written is not carried here: it is a stream. The agent sends it itself.
    without: [
      'Body',
      ...customerKey,
      ...checksums,
      ...otherPermissions,
      ...(['SSEKMSEncryptionContext', 'WriteOffsetBytes', 'WebsiteRedirectLocation'] as const),
    ],
    say: ({ Bucket, Key, SSEKMSKeyId }, { account }) =>
      sentence`Write object ${Key} of bucket ${Bucket}${SSEKMSKeyId === undefined ? '' : `, encrypted with key ${namedIn(SSEKMSKeyId, account)}`}`,
    shown: ['/SSEKMSKeyId'],
    events: ['PutObject', 'PostObject', 'CopyObject', 'CreateMultipartUpload', 'CompleteMultipartUpload'],
    reversible: false,
    grant: {
      actions: ['s3:PutObject'],
      because:
        'its ARN is the one object, and what is written nobody signs; who may read it, its tags, its lock and a key to encrypt it with are other permissions',
    },
    example: { ...example, ContentType: 'application/json' },
  }),
  define({
    operation: 'DeleteObject',
    groups: ['destruction'],
    ...object,
    values: { Bucket: bucket, Key: objectKey, ExpectedBucketOwner: accountId },
    // Of a version: `s3:DeleteObjectVersion`.
    without: ['VersionId', 'MFA', 'RequestPayer', 'BypassGovernanceRetention'],
    say: ({ Bucket, Key }) => sentence`Delete object ${Key} of bucket ${Bucket}`,
    reversible: false,
    grant: {
      actions: ['s3:DeleteObject'],
      because: 'its ARN is the one object; to delete a version for good is another permission',
    },
    example,
  }),
  define({
    operation: 'DeleteObjects',
    iamName: 'DeleteObjectVersion',
    groups: ['destruction'],
    values: {
      Bucket: bucket,
      ExpectedBucketOwner: accountId,
      // Without versions it is `s3:DeleteObject`, of one after the other.
      Delete: z.strictObject({
        Objects: distinct(z.strictObject({ Key: objectKey, VersionId: objectVersion })).max(1_000),
      }),
    },
    // `s3:BypassGovernanceRetention` is asked of nobody here: what is locked stays.
    without: ['MFA', 'RequestPayer', 'BypassGovernanceRetention', 'ChecksumAlgorithm'],
    resource: object.resource,
    accountOf: object.accountOf,
    names: ({ Delete: { Objects = [] } }) => ({ Key: oneOrAll(Objects.map(({ Key = '' }) => Key)) }),
    aliasParameter: 'Delete',
    say: ({ Bucket, Delete: { Objects = [] } }) =>
      sentence`Delete ${listed(Objects.map(({ Key = '', VersionId = '' }) => `version ${VersionId} of ${Key}`))} of bucket ${Bucket} for good`,
    reversible: false,
    example: {
      Bucket: 'shop-receipts',
      Delete: { Objects: [{ Key: '2026/01/31.json', VersionId: '3HL4kqtJvjVBH40Nrjfkd' }] },
    },
  }),
  define({
    operation: 'PutObjectAcl',
    groups: ['data-export', 'network-exposure'],
    ...object,
    values: {
      ...object.values,
      ACL: z.enum([
        ...(['private', 'public-read', 'public-read-write', 'authenticated-read'] as const),
        ...(['aws-exec-read', 'bucket-owner-read', 'bucket-owner-full-control'] as const),
      ]),
      AccessControlPolicy: accessControlPolicy,
    },
    without: grantHeaders,
    rules: [exactlyOne('ACL', 'AccessControlPolicy')],
    say: ({ Bucket, Key, VersionId, ACL, AccessControlPolicy }) =>
      AccessControlPolicy
        ? sentence`On ${ofVersion(VersionId)}object ${Key} of bucket ${Bucket}, let ${sayGrants(AccessControlPolicy as z.infer<typeof accessControlPolicy>)}, and nobody else`
        : sentence`Make ${ofVersion(VersionId)}object ${Key} of bucket ${Bucket} ${ACL ?? ''}`,
    reversible: true,
    ...objectAcl,
    example: { ...example, ACL: 'public-read' },
  }),
];

import type { S3 } from '@aws-sdk/client-s3';
import { looksOf } from '../look.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<S3>({ prefix: 's3' });

/** Whose bucket it is said to be is said to S3 as well: it looks at no other's of that name. */
interface OfBucket {
  Bucket: string;
  ExpectedBucketOwner?: string | undefined;
}
const ofBucket = ({ Bucket, ExpectedBucketOwner }: OfBucket) => ({ Bucket, ExpectedBucketOwner });

const policy = look({
  operation: 'GetBucketPolicy',
  input: ofBucket,
  keep: ({ Policy }) => ({ Policy }),
  none: ['NoSuchBucketPolicy'],
});
export const bucketPolicy = {
  look: policy,
  undo: undoFrom(
    policy,
    ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
    ({ parameters, before: { Policy } }) =>
      Policy === undefined
        ? { action: 's3:DeleteBucketPolicy', parameters: ofBucket(parameters) }
        : { action: 's3:PutBucketPolicy', parameters: { ...ofBucket(parameters), Policy } },
  ),
};

interface Grant {
  Grantee?: { Type: string; ID?: string; URI?: string; EmailAddress?: string };
  Permission?: string;
}
/** A display name can change and says what it likes. */
const grants = ({ Owner, Grants = [] }: { Owner?: { ID?: string }; Grants?: Grant[] }) => ({
  Owner: Owner && { ID: Owner.ID },
  Grants: Grants.map(({ Grantee: { Type, ID, URI, EmailAddress } = { Type: '' }, Permission }) => ({
    Grantee: { Type, ID, URI, EmailAddress },
    Permission,
  })),
});

const acl = look({ operation: 'GetBucketAcl', input: ofBucket, keep: grants });
export const bucketAcl = {
  look: acl,
  undo: undoFrom(acl, ['s3:PutBucketAcl'], ({ parameters, before: AccessControlPolicy }) => ({
    action: 's3:PutBucketAcl',
    parameters: { ...ofBucket(parameters), AccessControlPolicy },
  })),
};

interface OfObject extends OfBucket {
  Key: string;
  VersionId?: string | undefined;
}
const ofObject = ({ Bucket, Key, VersionId, ExpectedBucketOwner }: OfObject) => ({
  Bucket,
  Key,
  VersionId,
  ExpectedBucketOwner,
});
const aclOfObject = look({ operation: 'GetObjectAcl', input: ofObject, keep: grants });
export const objectAcl = {
  look: aclOfObject,
  undo: undoFrom(aclOfObject, ['s3:PutObjectAcl'], ({ parameters, before: AccessControlPolicy }) => ({
    action: 's3:PutObjectAcl',
    parameters: { ...ofObject(parameters), AccessControlPolicy },
  })),
};

/** What S3 does where there is no configuration. */
const allOpen = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const publicAccess = look({
  operation: 'GetPublicAccessBlock',
  iamName: 'GetBucketPublicAccessBlock',
  input: ofBucket,
  keep: ({ PublicAccessBlockConfiguration }) => ({ PublicAccessBlockConfiguration }),
  none: ['NoSuchPublicAccessBlockConfiguration'],
});
export const publicAccessBlock = {
  look: publicAccess,
  undo: undoFrom(publicAccess, ['s3:PutBucketPublicAccessBlock'], ({ parameters, before }) => ({
    action: 's3:PutBucketPublicAccessBlock',
    parameters: {
      ...ofBucket(parameters),
      PublicAccessBlockConfiguration: { ...allOpen, ...before.PublicAccessBlockConfiguration },
    },
    ...(before.PublicAccessBlockConfiguration === undefined && {
      remains: 'the bucket has a configuration, which blocks nothing, where it had none',
    }),
  })),
};

export const replicationRules = look({
  operation: 'GetBucketReplication',
  iamName: 'GetReplicationConfiguration',
  input: ofBucket,
  keep: ({ ReplicationConfiguration }) => ({ ReplicationConfiguration }),
  none: ['ReplicationConfigurationNotFoundError'],
});
const versions = look({
  operation: 'GetBucketVersioning',
  input: ofBucket,
  keep: ({ Status, MFADelete }) => ({ Status, MFADelete }),
});
export const versioning = {
  look: versions,
  undo: undoFrom(versions, ['s3:PutBucketVersioning'], ({ parameters, before: { Status } }) => ({
    action: 's3:PutBucketVersioning',
    parameters: { ...ofBucket(parameters), VersioningConfiguration: { Status: Status ?? 'Suspended' } },
    // Once enabled, S3 only lets it be suspended.
    ...(Status === undefined && {
      remains: 'the bucket keeps the versions that it has got, and its versioning is suspended',
    }),
  })),
};

const encryptionOfBucket = look({
  operation: 'GetBucketEncryption',
  iamName: 'GetEncryptionConfiguration',
  input: ofBucket,
  // S3 calls the key sensitive: it is its ARN, and people see whose it is.
  keep: ({ ServerSideEncryptionConfiguration }) => ({ ServerSideEncryptionConfiguration }),
  none: ['ServerSideEncryptionConfigurationNotFoundError'],
});
export const encryption = {
  look: encryptionOfBucket,
  undo: undoFrom(
    encryptionOfBucket,
    ['s3:PutEncryptionConfiguration'],
    ({ parameters, before: { ServerSideEncryptionConfiguration } }) =>
      ServerSideEncryptionConfiguration === undefined
        ? { impossible: 'the bucket had no encryption of its own, and no action of the catalog removes it' }
        : {
            action: 's3:PutEncryptionConfiguration',
            parameters: { ...ofBucket(parameters), ServerSideEncryptionConfiguration },
          },
  ),
};

const owners = look({
  operation: 'GetBucketOwnershipControls',
  input: ofBucket,
  keep: ({ OwnershipControls }) => ({ OwnershipControls }),
  none: ['OwnershipControlsNotFoundError'],
});
export const ownership = {
  look: owners,
  undo: undoFrom(
    owners,
    ['s3:PutBucketOwnershipControls'],
    // What S3 does where there is none.
    ({ parameters, before: { OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } } }) => ({
      action: 's3:PutBucketOwnershipControls',
      parameters: { ...ofBucket(parameters), OwnershipControls },
    }),
  ),
};

const lock = look({
  operation: 'GetObjectLockConfiguration',
  iamName: 'GetBucketObjectLockConfiguration',
  input: ofBucket,
  keep: ({ ObjectLockConfiguration }) => ({ ObjectLockConfiguration }),
  none: ['ObjectLockConfigurationNotFoundError'],
});
export const objectLock = {
  look: lock,
  undo: undoFrom(
    lock,
    ['s3:PutBucketObjectLockConfiguration'],
    ({ parameters, before: { ObjectLockConfiguration } }) =>
      ObjectLockConfiguration === undefined
        ? { impossible: 'S3 lets nobody take the lock of a bucket away' }
        : {
            action: 's3:PutBucketObjectLockConfiguration',
            parameters: { ...ofBucket(parameters), ObjectLockConfiguration },
            remains: 'objects that were written meanwhile keep the time for which they were locked',
          },
  ),
};

export const lifecycle = look({
  operation: 'GetBucketLifecycleConfiguration',
  iamName: 'GetLifecycleConfiguration',
  input: ofBucket,
  keep: ({ Rules, TransitionDefaultMinimumObjectSize }) => ({ Rules, TransitionDefaultMinimumObjectSize }),
  none: ['NoSuchLifecycleConfiguration'],
});
const notifications = look({
  operation: 'GetBucketNotificationConfiguration',
  iamName: 'GetBucketNotification',
  input: ofBucket,
  keep: ({
    TopicConfigurations,
    QueueConfigurations,
    LambdaFunctionConfigurations,
    EventBridgeConfiguration,
  }) => ({
    TopicConfigurations,
    QueueConfigurations,
    LambdaFunctionConfigurations,
    EventBridgeConfiguration,
  }),
});
export const notificationOfBucket = {
  look: notifications,
  undo: undoFrom(
    notifications,
    ['s3:PutBucketNotification'],
    ({ parameters, before: NotificationConfiguration }) =>
      Object.keys(NotificationConfiguration).length === 0
        ? { impossible: 'the bucket told nobody, which no action of the catalog restores' }
        : {
            action: 's3:PutBucketNotification',
            parameters: { ...ofBucket(parameters), NotificationConfiguration },
          },
  ),
};

const logs = look({
  operation: 'GetBucketLogging',
  input: ofBucket,
  keep: ({ LoggingEnabled }) => ({ LoggingEnabled }),
});
export const logging = {
  look: logs,
  undo: undoFrom(logs, ['s3:PutBucketLogging'], ({ parameters, before: { LoggingEnabled } }) =>
    LoggingEnabled === undefined
      ? { impossible: 'the bucket was not logged, and an empty setting does not arrive' }
      : {
          action: 's3:PutBucketLogging',
          parameters: { ...ofBucket(parameters), BucketLoggingStatus: { LoggingEnabled } },
        },
  ),
};

const inventories = look({
  operation: 'GetBucketInventoryConfiguration',
  iamName: 'GetInventoryConfiguration',
  input: ({ Id, ...bucket }: OfBucket & { Id: string }) => ({ ...ofBucket(bucket), Id }),
  keep: ({ InventoryConfiguration }) => ({ InventoryConfiguration }),
  none: ['NoSuchConfiguration'],
});
export const inventory = {
  look: inventories,
  undo: undoFrom(
    inventories,
    ['s3:PutInventoryConfiguration'],
    ({ parameters: { Id, ...bucket }, before: { InventoryConfiguration } }) =>
      InventoryConfiguration === undefined
        ? { impossible: 'there was no such list, and no action of the catalog deletes one' }
        : {
            action: 's3:PutInventoryConfiguration',
            parameters: { ...ofBucket(bucket), Id, InventoryConfiguration },
          },
  ),
};

const site = look({
  operation: 'GetBucketWebsite',
  input: ofBucket,
  keep: ({ IndexDocument, ErrorDocument, RedirectAllRequestsTo, RoutingRules }) => ({
    IndexDocument,
    ErrorDocument,
    RedirectAllRequestsTo,
    RoutingRules,
  }),
  none: ['NoSuchWebsiteConfiguration'],
});
export const website = {
  look: site,
  undo: undoFrom(site, ['s3:PutBucketWebsite'], ({ parameters, before: WebsiteConfiguration }) =>
    Object.keys(WebsiteConfiguration).length === 0
      ? { impossible: 'the bucket was no website, and no action of the catalog ends one' }
      : { action: 's3:PutBucketWebsite', parameters: { ...ofBucket(parameters), WebsiteConfiguration } },
  ),
};

const origins = look({
  operation: 'GetBucketCors',
  iamName: 'GetBucketCORS',
  input: ofBucket,
  keep: ({ CORSRules }) => ({ CORSRules }),
  none: ['NoSuchCORSConfiguration'],
});
export const cors = {
  look: origins,
  undo: undoFrom(origins, ['s3:PutBucketCORS'], ({ parameters, before: { CORSRules } }) =>
    CORSRules === undefined
      ? { impossible: 'the bucket had no such rules, and no action of the catalog deletes them' }
      : {
          action: 's3:PutBucketCORS',
          parameters: { ...ofBucket(parameters), CORSConfiguration: { CORSRules } },
        },
  ),
};

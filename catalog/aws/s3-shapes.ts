import { z } from 'zod';
import { account, arnOf, keyRef, roleArn, text } from '../values/aws-values.ts';

const status = z.strictObject({ Status: z.enum(['Enabled', 'Disabled']) });
const tag = z.strictObject({ Key: text(128), Value: z.string().max(256) });
const minutes = z.strictObject({ Minutes: z.int().positive() });

const rule = z.strictObject({
  ID: text(255).optional(),
  Priority: z.int().optional(),
  Filter: z
    .strictObject({
      Prefix: z.string().max(1_024).optional(),
      Tag: tag.optional(),
      And: z
        .strictObject({ Prefix: z.string().max(1_024).optional(), Tags: z.array(tag).optional() })
        .optional(),
    })
    .optional(),
  Status: status.shape.Status,
  SourceSelectionCriteria: z
    .strictObject({ SseKmsEncryptedObjects: status.optional(), ReplicaModifications: status.optional() })
    .optional(),
  ExistingObjectReplication: status.optional(),
  Destination: z.strictObject({
    Bucket: arnOf('s3', '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]'),
    Account: account.optional(),
    StorageClass: text(30).optional(),
    AccessControlTranslation: z.strictObject({ Owner: z.literal('Destination') }).optional(),
    EncryptionConfiguration: z.strictObject({ ReplicaKmsKeyID: keyRef.optional() }).optional(),
    ReplicationTime: z.strictObject({ ...status.shape, Time: minutes }).optional(),
    Metrics: z.strictObject({ ...status.shape, EventThreshold: minutes.optional() }).optional(),
  }),
  DeleteMarkerReplication: status.optional(),
});

export const replication = z.strictObject({ Role: roleArn, Rules: z.array(rule).min(1).max(1_000) });

const grantee = z.strictObject({
  Type: z.enum(['CanonicalUser', 'AmazonCustomerByEmail', 'Group']),
  ID: text(128).optional(),
  DisplayName: text(128).optional(),
  EmailAddress: text(256).optional(),
  URI: text(256).optional(),
});

export const accessControlPolicy = z.strictObject({
  Grants: z
    .array(
      z.strictObject({
        Grantee: grantee,
        Permission: z.enum(['FULL_CONTROL', 'WRITE', 'WRITE_ACP', 'READ', 'READ_ACP']),
      }),
    )
    .max(100),
  Owner: z.strictObject({ ID: text(128), DisplayName: text(128).optional() }),
});

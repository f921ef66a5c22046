import { z } from 'zod';
import {
  generatedName,
  named,
  noEffect,
  policyDocument,
  resourceType,
  tags,
} from '../../template/resource-type.ts';

const givenName = named('BucketName', 63);

export const resourceTypes = {
  'AWS::S3::Bucket': resourceType({
    properties: z.strictObject({
      BucketName: z.string().optional(),
      VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
      ObjectLockEnabled: z.boolean().optional(),
      ObjectLockConfiguration: z
        .strictObject({
          ObjectLockEnabled: z.literal('Enabled'),
          Rule: z
            .strictObject({
              DefaultRetention: z.strictObject({
                Mode: z.enum(['COMPLIANCE', 'GOVERNANCE']),
                Days: z.number().optional(),
                Years: z.number().optional(),
              }),
            })
            .optional(),
        })
        .optional(),
      BucketEncryption: z
        .strictObject({
          ServerSideEncryptionConfiguration: z.array(
            z.strictObject({
              BucketKeyEnabled: noEffect('saves calls to KMS'),
              ServerSideEncryptionByDefault: z.strictObject({
                SSEAlgorithm: z.enum(['aws:kms', 'AES256']),
                KMSMasterKeyID: z.string().optional(),
              }),
            }),
          ),
        })
        .optional(),
      AccessControl: noEffect('ACLs are off: ownership is enforced'),
      IntelligentTieringConfigurations: noEffect('storage classes change the bill alone'),
      LifecycleConfiguration: noEffect('acts after days; a local run is shorter'),
      LoggingConfiguration: noEffect('access logs arrive hours later, and nothing here reads them'),
      MetricsConfigurations: noEffect('a metric for operators'),
      OwnershipControls: noEffect('ACLs are not implemented'),
      PublicAccessBlockConfiguration: noEffect(
        'the endpoint listens on loopback and takes signed calls alone',
      ),
      Tags: tags,
    }),
    // CloudFormation lower-cases the names that it makes up, and a given one is in lower case already.
    name: (at, property) => givenName(at, property).toLowerCase(),
    attributes: {
      Arn: (name, at) => `arn:${at.partition}:s3:::${name}`,
      DomainName: (name) => `${name}.s3.amazonaws.com`,
      RegionalDomainName: (name, at) => `${name}.s3.${at.region}.amazonaws.com`,
    },
  }),
  'AWS::S3::BucketPolicy': resourceType({
    properties: z.strictObject({ Bucket: z.string(), PolicyDocument: policyDocument }),
    name: generatedName,
    attributes: {},
  }),
};

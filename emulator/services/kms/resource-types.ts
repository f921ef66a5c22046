import { z } from 'zod';
import {
  arnOf,
  fingerprint,
  noEffect,
  policyDocument,
  resourceType,
  tags,
} from '../../template/resource-type.ts';

export const resourceTypes = {
  'AWS::KMS::Key': resourceType({
    properties: z.strictObject({
      Description: noEffect('for people'),
      Enabled: z.literal(true).optional(),
      EnableKeyRotation: noEffect('rotates once a year'),
      KeyPolicy: policyDocument,
      KeySpec: z.enum(['SYMMETRIC_DEFAULT', 'ECC_NIST_P256']).optional(),
      KeyUsage: z.enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY']).optional(),
      MultiRegion: z.literal(false).optional(),
      PendingWindowInDays: noEffect('keys are not deleted here'),
      RotationPeriodInDays: noEffect('rotates after months'),
      Tags: tags,
    }),
    name: (at) => {
      const hex = fingerprint(at);
      const groups = [
        hex.slice(0, 8),
        hex.slice(8, 12),
        hex.slice(12, 16),
        hex.slice(16, 20),
        hex.slice(20, 32),
      ];
      return groups.join('-');
    },
    attributes: { Arn: arnOf('kms', (id) => `key/${id}`), KeyId: (id) => id },
  }),
  'AWS::KMS::Alias': resourceType({
    properties: z.strictObject({ AliasName: z.string().startsWith('alias/'), TargetKeyId: z.string() }),
    name: (_, property) => String(property('AliasName')),
    attributes: {},
  }),
};

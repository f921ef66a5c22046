import { describe, expect, it } from 'vitest';
import { customerKeyIn } from '../../../../../emulator/services/kms/customer-key.ts';
import { resourceTypes as kmsTypes } from '../../../../../emulator/services/kms/resource-types.ts';
import { bucketsOf } from '../../../../../emulator/services/s3/buckets.ts';
import { resourceTypes } from '../../../../../emulator/services/s3/resource-types.ts';
import type { Template } from '../../../../../emulator/template/read-template.ts';
import { document, templateOf } from '../given-template.ts';

const bucketsIn = ({ resourcesOf }: Pick<Template, 'resourcesOf'>) =>
  bucketsOf(resourcesOf(resourceTypes), '777788889999', customerKeyIn(resourcesOf(kmsTypes)));

describe('a bucket', () => {
  const bucket = (properties: object) => ({ Type: 'AWS::S3::Bucket', Properties: properties });
  const Lock = {
    ObjectLockEnabled: true,
    VersioningConfiguration: { Status: 'Enabled' },
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 7 } },
    },
  };

  it('keeps its lock, and its key by whichever name the template gives it', () => {
    const key = {
      Type: 'AWS::KMS::Key',
      Properties: { KeyPolicy: document('kms:*') },
    };
    const alias = {
      Type: 'AWS::KMS::Alias',
      Properties: { AliasName: 'alias/audit', TargetKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
    };
    for (const KMSMasterKeyID of [{ Ref: 'Key' }, { 'Fn::GetAtt': ['Key', 'Arn'] }, 'alias/audit']) {
      const BucketEncryption = {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } },
        ],
      };
      const template = templateOf({ Key: key, Alias: alias, Audit: bucket({ ...Lock, BucketEncryption }) });
      expect(bucketsIn(template)).toMatchObject([
        {
          name: 's-audit',
          arn: 'arn:aws:s3:::s-audit',
          objectLock: { mode: 'COMPLIANCE', days: 2_555 },
          kmsKeyArn: template.resourcesOf(kmsTypes).all('AWS::KMS::Key')[0]?.attribute('Arn'),
        },
      ]);
    }
  });

  it('without versions is left to the services of AWS that write to it', () => {
    expect(bucketsIn(templateOf({ Logs: bucket({}) }))).toEqual([]);
  });
});

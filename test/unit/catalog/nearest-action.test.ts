import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { nearestAction } from '../../../catalog/nearest-action.ts';

describe('an action that nobody knows', () => {
  it.each([
    ['s3:PutBucketReplication', 's3:PutReplicationConfiguration'],
    ['s3:PutPublicAccessBlock', 's3:PutBucketPublicAccessBlock'],
    ['IAM:attachRolePolicy', 'iam:AttachRolePolicy'],
    ['glue:createclassifier', 'glue:CreateClassifier'],
    ['s3:PutBucketMetricsConfiguration', 's3:PutMetricsConfiguration'],
    ['iam:AttachRolPolicy', 'iam:AttachRolePolicy'],
    ['rds:CreateSnapshot', 'rds:CreateDBSnapshot'],
    ['iam:Nothing', undefined],
    [`iam:${'x'.repeat(5_000)}`, undefined],
    ['', undefined],
  ])('%s is perhaps meant to be %s', (wanted, nearest) => {
    expect(nearestAction(catalogWith(), wanted)).toBe(nearest);
  });
});

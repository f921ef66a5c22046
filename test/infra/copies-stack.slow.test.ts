import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/lib/json.ts';
import { statementsIn } from './statements.ts';
import { config, copiesAppOf, ofType, resourcesOf, synthesize } from './synthesized.ts';

const [home, guards] = ['777788889999', '999988887777'];
const settings = {
  ...config('trial'),
  account: home,
  digestCopy: { bucket: 'evidence-copies', account: guards },
};
const resources = resourcesOf(copiesAppOf(settings));
const digestRole = ':iam::777788889999:role/countersign-trial-digest-eu-west-1';

const bucketOf = (all: typeof resources) =>
  ofType(all, 'AWS::S3::Bucket').find(({ properties }) => properties.ObjectLockEnabled === true);
const policyOf = (all: typeof resources) => {
  const { logicalId } = bucketOf(all) ?? {};
  return ofType(all, 'AWS::S3::BucketPolicy').find(
    ({ properties }) => (properties.Bucket as JsonObject).Ref === logicalId,
  );
};
const statements = statementsIn(policyOf(resources)?.properties.PolicyDocument ?? {});
const allowed = statements.filter(({ effect }) => effect === 'Allow');
const denied = statements.filter(({ effect }) => effect === 'Deny');

describe('the bucket for copies of digest files, in an account of others', () => {
  it('has the name that digest writes to, versions, and the lock of the audit bucket', () => {
    const lockOf = ({ properties }: NonNullable<ReturnType<typeof bucketOf>>) => [
      properties.VersioningConfiguration,
      properties.ObjectLockConfiguration,
    ];
    const [copies, audit] = [bucketOf(resources), bucketOf(synthesize(settings))];
    expect(copies?.properties.BucketName).toBe('evidence-copies');
    expect(copies && lockOf(copies)).toEqual(audit && lockOf(audit));
    expect(copies?.deletionPolicy).toContain('Retain');
    expect(policyOf(resources)?.deletionPolicy).toContain('Retain');
  });

  it('lets in the home account alone: digest to write digest files, whoever verifies to read', () => {
    expect(allowed.map(({ actions }) => actions)).toEqual([
      ['s3:PutObject'],
      ['s3:GetObject', 's3:GetObjectRetention'],
      ['s3:ListBucket', 's3:ListBucketVersions'],
    ]);
    const [write] = allowed;
    expect(JSON.stringify(write?.conditions)).toContain(`"ArnEquals":{"aws:PrincipalArn":`);
    expect(JSON.stringify(write?.conditions)).toContain(digestRole);
    expect(JSON.stringify(write?.resources)).toContain('/digests/*');
  });

  it('denies to everyone to delete, to shorten a lock, to write over, and to write anything else', () => {
    expect(new Set(denied.flatMap(({ actions }) => actions))).toEqual(
      new Set([
        's3:*',
        's3:DeleteObject',
        's3:DeleteObjectVersion',
        's3:BypassGovernanceRetention',
        's3:PutObjectRetention',
        's3:PutObject',
        's3:ReplicateObject',
        's3:ReplicateDelete',
        's3:ReplicateTags',
      ]),
    );
  });

  it('asks for the home account where the settings do not say it', () => {
    const { account: _, ...open } = settings;
    const [stack] = copiesAppOf(open).synth().stacks;
    expect(stack?.template.Parameters).toHaveProperty('HomeAccount');
  });

  it('is in no template where the settings name none', () => {
    const { digestCopy: _, ...none } = settings;
    expect(copiesAppOf(none).synth().stacks).toEqual([]);
  });

  it('leaves cdk-nag with nothing to say', () => {
    const app = copiesAppOf(settings);
    app.synth();
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });
});

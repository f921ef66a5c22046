import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { withChanges } from './widening-pairs.ts';

const { find } = catalogWith();
const read = (action: string, changes: object) => {
  const entry = find(action);
  if (!entry) throw new Error(`The catalog does not know ${action}.`);
  return entry.parameters.safeParse(withChanges(entry.example.parameters, { ...changes }));
};

const longForm = { IpProtocol: undefined, FromPort: undefined, ToPort: undefined, CidrIp: undefined };
const arn = (rest: string) => `arn:aws:${rest}`;
const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };

describe('another spelling of a value is refused', () => {
  it.each<[what: string, action: string, changes: object]>([
    ['a range with bits behind its prefix', 'ec2:AuthorizeSecurityGroupIngress', { CidrIp: '10.0.0.0/0' }],
    ['a prefix with a leading zero', 'ec2:AuthorizeSecurityGroupIngress', { CidrIp: '0.0.0.0/00' }],
    ['no address at all', 'ec2:AuthorizeSecurityGroupIngress', { CidrIp: '999.999.999.999/99' }],
    ['dots', 'ec2:AuthorizeSecurityGroupIngress', { CidrIp: '.......0/0' }],
    [
      'an IPv6 range with bits behind its prefix',
      'ec2:AuthorizeSecurityGroupIngress',
      { ...longForm, IpPermissions: [{ ...rule, Ipv6Ranges: [{ CidrIpv6: 'fd00::1/0' }] }] },
    ],
    ['a protocol by its number', 'ec2:AuthorizeSecurityGroupIngress', { IpProtocol: '6' }],
    ['ports in the wrong order', 'ec2:AuthorizeSecurityGroupIngress', { FromPort: 23, ToPort: 22 }],
    ['ports that EC2 passes over', 'ec2:AuthorizeSecurityGroupIngress', { IpProtocol: '-1' }],
    [
      'one rule in the long form',
      'ec2:AuthorizeSecurityGroupIngress',
      { ...longForm, IpPermissions: [{ ...rule, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }] },
    ],
    [
      'the ARN of a function',
      'lambda:AddPermission',
      { FunctionName: arn('lambda:eu-central-1:111122223333:function:f') },
    ],
    [
      'the ARN of a trail',
      'cloudtrail:StopLogging',
      { Name: arn('cloudtrail:eu-central-1:111122223333:trail/management') },
    ],
    [
      'the ARN of a key',
      'kms:DisableKey',
      { KeyId: arn('kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab') },
    ],
    ['an alias for a key', 'rds:StartExportTask', { KmsKeyId: 'alias/exports' }],
    ['a secret by its name', 'secretsmanager:GetSecretValue', { SecretId: 'shop/database' }],
    [
      'a role with a region',
      'rds:StartExportTask',
      { IamRoleArn: arn('iam:eu-central-1:111122223333:role/x') },
    ],
    [
      'a time with an offset',
      'dynamodb:ExportTableToPointInTime',
      { ExportTime: '2026-01-31T13:00:00+01:00' },
    ],
    [
      'a key with a comment',
      'ec2-instance-connect:SendSSHPublicKey',
      {
        SSHPublicKey: `${find('ec2-instance-connect:SendSSHPublicKey')?.example.parameters.SSHPublicKey} me`,
      },
    ],
    [
      'a tag twice',
      'iam:CreateUser',
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'a', Value: '2' },
        ],
      },
    ],
    ['a path that ends with a slash', 'ssm:GetParametersByPath', { Path: '/shop/' }],
    ['the default path', 'iam:CreateRole', { Path: '/' }],
    [
      'an S3 address by https',
      'glue:StartExportLabelsTaskRun',
      { OutputS3Path: 'https://s3.amazonaws.com/b/x' },
    ],
    ['an access list as headers', 's3:PutBucketAcl', { GrantFullControl: 'uri=http://acs…/AllUsers' }],
    [
      'an escaped letter in a policy',
      'iam:PutRolePolicy',
      {
        PolicyDocument:
          '{"Version":"2012-10-17","Statement":{"Effect":"Allow","\\u0041ction":"\\u002a","Resource":"*"}}',
      },
    ],
    [
      'a key of a policy twice',
      'iam:PutRolePolicy',
      {
        PolicyDocument:
          '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Action":"*","Resource":"*"}}',
      },
    ],
  ])('%s (%s)', (_, action, changes) => {
    expect(read(action, changes).success).toBe(false);
  });

  it('with the one to write instead', () => {
    expect(read('ec2:AuthorizeSecurityGroupIngress', { CidrIp: '10.0.0.0/0' }).error?.issues).toMatchObject([
      { path: ['CidrIp'], message: 'must be written 0.0.0.0/0' },
    ]);
  });
});

describe('lists that are sets', () => {
  it.each<[action: string, changes: object]>([
    ['rds:ModifyDBSnapshotAttribute', { ValuesToAdd: ['444455556666', '444455556666', 'all'] }],
    ['rds:StartExportTask', { ExportOnly: [] }],
    ['kms:CreateGrant', { Operations: ['DescribeKey', 'DescribeKey', 'Decrypt'] }],
    ['ec2:DescribeInstances', { InstanceIds: [] }],
    ['data:export', { fields: [] }],
    ['data:export', { fields: ['id', 'id', '*'] }],
  ])('hold something, and nothing twice: %s %j', (action, changes) => {
    expect(read(action, changes).success).toBe(false);
  });
});

describe('what says two things at once, or none, is refused', () => {
  it.each<[what: string, action: string, changes: object]>([
    [
      'private beside a grant',
      's3:PutBucketAcl',
      {
        ACL: 'private',
        AccessControlPolicy: {
          Owner: { ID: 'a'.repeat(64) },
          Grants: [{ Grantee: { Type: 'CanonicalUser', ID: 'a'.repeat(64) }, Permission: 'READ' }],
        },
      },
    ],
    [
      'half a short form beside rules',
      'ec2:AuthorizeSecurityGroupIngress',
      {
        ...longForm,
        CidrIp: '10.0.0.0/8',
        IpPermissions: [{ ...rule, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      },
    ],
    ['no change at all', 'ec2:ModifyInstanceAttribute', { UserData: undefined }],
    ['two changes', 'ec2:ModifyInstanceAttribute', { DisableApiStop: { Value: false } }],
    [
      'adding and removing the same',
      'ec2:ModifyImageAttribute',
      {
        LaunchPermission: { Add: [{ Group: 'all' }], Remove: [{ Group: 'all' }] },
      },
    ],
    [
      'everyone and an account in one element',
      'ec2:ModifyImageAttribute',
      {
        LaunchPermission: { Add: [{ Group: 'all', UserId: '444455556666' }] },
      },
    ],
    ['a snapshot that is skipped and kept', 'rds:DeleteDBInstance', { FinalDBSnapshotIdentifier: 'last' }],
    [
      'both kinds of selectors',
      'cloudtrail:PutEventSelectors',
      {
        AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }],
      },
    ],
  ])('%s (%s)', (_, action, changes) => {
    expect(read(action, changes).success).toBe(false);
  });
});

describe('what can change after it was signed is refused', () => {
  it.each<[what: string, action: string, changes: object]>([
    ['the latest version of a document', 'ssm:SendCommand', { DocumentVersion: '$LATEST' }],
    ['no version of a document', 'ssm:SendCommand', { DocumentVersion: undefined }],
    ['a script from elsewhere', 'ssm:SendCommand', { DocumentName: 'AWS-RunRemoteScript' }],
    ['a session document of the account', 'ssm:StartSession', { DocumentName: 'our-session' }],
    [
      'an image by its tag',
      'sagemaker:CreateTrainingJob',
      {
        AlgorithmSpecification: {
          TrainingImage: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:7',
          TrainingInputMode: 'File',
        },
      },
    ],
    ['an object without a version', 'lambda:UpdateFunctionCode', { S3ObjectVersion: 'null' }],
    ['the latest platform', 'ecs:UpdateService', { platformVersion: 'LATEST' }],
    [
      'a launch template by its name',
      'ec2:RunInstances',
      { LaunchTemplate: { LaunchTemplateName: 'web', Version: '3' } },
    ],
    ['a stack by its name', 'cloudformation:DeleteStack', { StackName: 'shop-preview' }],
    ['a release that moves', 'deploy:release', { release: 'latest' }],
  ])('%s (%s)', (_, action, changes) => {
    expect(read(action, changes).success).toBe(false);
  });
});

describe('what runs is not hidden', () => {
  it.each([
    ['ec2:RunInstances', '/UserData'],
    ['ec2:ModifyInstanceAttribute', '/UserData/Value'],
    ['lambda:UpdateFunctionConfiguration', '/Environment/Variables/*'],
    ['sagemaker:CreateTrainingJob', '/Environment/*'],
  ])('%s %s', (action, pointer) => {
    expect(Object.keys(find(action)?.secrets ?? {})).not.toContain(pointer);
  });

  it('and what cannot be read as text does not run', () => {
    expect(
      read('ec2:RunInstances', { UserData: Buffer.from([31, 139, 8, 0]).toString('base64') }).success,
    ).toBe(false);
  });
});

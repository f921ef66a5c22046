import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import type { JsonObject } from '../../../core/lib/json.ts';

const { find } = catalogWith();
const problemWith = (action: string, parameters: JsonObject): string | undefined =>
  find(action)?.parameters.safeParse({ ...find(action)?.example.parameters, ...parameters }).error?.issues[0]
    ?.message;

describe('what could become something else while people decide is refused', () => {
  it.each<[what: string, action: string, parameters: JsonObject]>([
    ['code without a version', 'lambda:UpdateFunctionCode', { S3ObjectVersion: null }],
    ['an image by its tag', 'lambda:UpdateFunctionCode', { ImageUri: 'repo/checkout:latest' }],
    [
      'code from two places',
      'lambda:UpdateFunctionCode',
      { ImageUri: `repo/checkout@sha256:${'a'.repeat(64)}` },
    ],
    ['a change set by its name', 'cloudformation:ExecuteChangeSet', { ChangeSetName: 'add-index' }],
    ['the latest task definition', 'ecs:UpdateService', { taskDefinition: 'checkout' }],
    [
      'the latest launch template',
      'ec2:RunInstances',
      { LaunchTemplate: { LaunchTemplateName: 't', Version: '$Latest' } },
    ],
    ['a key by its alias', 'kms:DisableKey', { KeyId: 'alias/orders' }],
  ])('%s', (_, action, parameters) => {
    expect(problemWith(action, parameters)).toBeDefined();
  });

  it('a version of a function in S3 is needed, and said to be', () => {
    const parameters = { FunctionName: 'f', S3Bucket: 'releases', S3Key: 'f.zip' };
    expect(find('lambda:UpdateFunctionCode')?.parameters.safeParse(parameters).error?.issues).toMatchObject([
      { message: expect.stringContaining('S3Bucket, S3Key and S3ObjectVersion') },
    ]);
  });
});

describe('what names two things, or none, is refused', () => {
  it.each<[what: string, action: string, parameters: JsonObject]>([
    [
      'an ARN of another service',
      'secretsmanager:GetSecretValue',
      { SecretId: 'arn:aws:ssm:eu-central-1:111122223333:parameter/x' },
    ],
    ['instances and targets', 'ssm:SendCommand', { Targets: [{ Key: 'tag:a', Values: ['b'] }] }],
    [
      'a cluster and a workgroup',
      'redshift-data:ExecuteStatement',
      {
        WorkgroupName:
          'arn:aws:redshift-serverless:eu-central-1:111122223333:workgroup/1234abcd-12ab-34cd-56ef-1234567890ab',
      },
    ],
    [
      'ingress in both forms',
      'ec2:AuthorizeSecurityGroupIngress',
      { IpPermissions: [{ IpProtocol: 'tcp' }] },
    ],
    ['a plain parameter of Parameter Store', 'ssm:GetParameter', { WithDecryption: false }],
    ['a wildcard in a name', 'iam:AttachRolePolicy', { RoleName: '*' }],
    ['a path in a name', 'dynamodb:DeleteTable', { TableName: 'a/../b' }],
    ['a line break at the end', 'iam:CreateUser', { UserName: 'build-bot\n' }],
    ['an identifier in upper case', 'rds:DeleteDBInstance', { DBInstanceIdentifier: 'Orders' }],
    ['a number as text', 'ec2:RunInstances', { MaxCount: '2' }],
    [
      'log groups in the text of a query',
      'logs:StartQuery',
      { queryString: "fields @message | limit 1\n| SOURCE logGroups(namePrefix: ['/payroll'])" },
    ],
    [
      'log groups in a query within one',
      'logs:StartQuery',
      { queryString: 'join type=inner a b where a.id=b.id (source `/payroll` | fields @message)' },
    ],
    ['a query in another language', 'logs:StartQuery', { queryLanguage: 'SQL' }],
    ['null', 'iam:CreateUser', { Path: null }],
  ])('%s', (_, action, parameters) => {
    expect(problemWith(action, parameters)).toBeDefined();
  });

  it('what is measured need not be whole, and a field of logs may be called source', () => {
    expect(
      problemWith('cloudwatch:PutMetricData', { MetricData: [{ MetricName: 'load', Value: 0.75 }] }),
    ).toBeUndefined();
    expect(
      problemWith('logs:StartQuery', { queryString: 'fields source, @message | filter source = "web"' }),
    ).toBeUndefined();
  });

  it('a list stays a list', () => {
    expect(problemWith('ec2:TerminateInstances', { InstanceIds: 'i-0123456789abcdef0' })).toBeDefined();
    expect(problemWith('ec2:TerminateInstances', { InstanceIds: [] })).toBeDefined();
  });

  it('keys of JavaScript are parameters like any other: unknown', () => {
    const parameters = JSON.parse(
      '{"RoleName":"etl","PolicyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess","__proto__":{"x":1}}',
    );
    expect(find('iam:AttachRolePolicy')?.parameters.safeParse(parameters).success).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { cedarTypeOf } from '../../../../catalog/cedar-type.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { iamAction } from '../../../../catalog/iam-reference/iam-action.ts';
import { secretLists } from '../../../../catalog/uncurated/secret-lists.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';

const { entries, find } = catalogWith();
const place = { account: '111122223333' };
const location = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };

const entryOf = (action: string): CatalogEntry => {
  const entry = find(action);
  if (!entry) throw new Error(`Nothing is found for ${action}.`);
  return entry;
};

describe('an operation that nobody has described', () => {
  it('is found by its exact name, and stands in no list', () => {
    expect(entryOf('glue:CreateClassifier').curated).toBe(false);
    expect(entries.map(({ action }) => action)).not.toContain('glue:CreateClassifier');
    for (const name of ['glue:createClassifier', 'glue:CreateClassifie', 'Glue:CreateClassifier', 'glue', ''])
      expect(find(name)).toBeUndefined();
  });

  it('is found by the name that IAM gives it, where the API calls it otherwise', () => {
    expect(entryOf('s3:PutMetricsConfiguration').operation).toBe('PutBucketMetricsConfiguration');
    expect(find('s3:PutBucketMetricsConfiguration')).toBeUndefined();
  });

  it.each([
    ['a permission that is no call', 'iam:PassRole'],
    ['a service that we know nothing of', 'mechanicalturk:CreateHIT'],
    ['a name of JavaScript', '__proto__:constructor'],
    ['a path', '../iam:CreateUser'],
  ])('does not exist: %s', (_, action) => {
    expect(find(action)).toBeUndefined();
  });

  it.each([
    ['glue:ListCrawlers', ['uncurated-list', 'uncurated'], true],
    ['glue:GetClassifier', ['uncurated-read', 'uncurated'], true],
    ['glue:CreateClassifier', ['uncurated-write', 'uncurated'], false],
    ['glue:TagResource', ['uncurated-write', 'uncurated'], false],
    ['ecr:DeleteRepositoryPolicy', ['uncurated-permissions', 'uncurated'], false],
  ])('is grouped by how far IAM says that it reaches: %s', (action, groups, readOnly) => {
    expect(entryOf(action)).toMatchObject({ groups, readOnly });
  });

  it.each([
    ['lists secrets', 'cognito-idp:ListUserPoolClientSecrets', 'uncurated-read', true],
    ['lists what machines are given', 'ec2:DescribeLaunchTemplateVersions', 'uncurated-read', true],
    ['reads, as a role that it hands over', 'sagemaker:RenderUiTemplate', 'uncurated-write', false],
  ])('is no less than what it does: it %s', (_, action, group, readOnly) => {
    expect(entryOf(action)).toMatchObject({ groups: [group, 'uncurated'], readOnly });
  });

  it('tells secrets only where IAM calls it listing, and nobody has described it', () => {
    for (const action of secretLists) {
      expect(iamAction(action)?.accessLevel, action).toBe('List');
      expect(entryOf(action).curated, action).toBe(false);
    }
  });

  it('takes what the SDK takes, and nothing else', () => {
    const { parameters } = entryOf('glue:CreateClassifier');
    const classifier = { Name: 'x', Classification: 'y' };
    expect(parameters.safeParse({ XMLClassifier: classifier }).success).toBe(true);
    expect(parameters.safeParse({ xmlClassifier: classifier }).success).toBe(false);
    expect(parameters.safeParse({ XMLClassifier: { Name: 'x' } }).success).toBe(false);
    expect(parameters.safeParse({ XMLClassifier: { ...classifier, Name: 7 } }).success).toBe(false);
    expect(parameters.safeParse({ XMLClassifier: { ...classifier, More: 'z' } }).success).toBe(false);
    expect(entryOf('ec2:CreateVolume').parameters.safeParse({ DryRun: true }).error?.issues).toContainEqual(
      expect.objectContaining({ code: 'unrecognized_keys', keys: ['DryRun'] }),
    );
  });

  it('takes a decimal where AWS takes one, and a whole number elsewhere', () => {
    const { parameters } = entryOf('ecs:UpdateTaskSet');
    const scaled = (value: number) => ({
      ...{ cluster: 'c', service: 's', taskSet: 't' },
      scale: { value, unit: 'PERCENT' },
    });
    for (const value of [33.3, 50]) expect(parameters.safeParse(scaled(value)).success).toBe(true);
    for (const value of [-0, 2 ** 53, 1e300, 1e-7])
      expect(parameters.safeParse(scaled(value)).success).toBe(false);
    const { parameters: ofClassifier } = entryOf('glue:GetClassifiers');
    expect(ofClassifier.safeParse({ MaxResults: 5 }).success).toBe(true);
    expect(ofClassifier.safeParse({ MaxResults: 5.5 }).success).toBe(false);
  });

  it('says the operation, the resource and every parameter', () => {
    const { say } = entryOf('glue:TagResource');
    const job = 'arn:aws:glue:eu-central-1:111122223333:job/nightly';
    expect(say({ ResourceArn: job, TagsToAdd: { team: 'data' } }, place)).toBe(
      `Call TagResource of glue on ${job} (ResourceArn ${job}, TagsToAdd {"team":"data"})`,
    );
  });

  it('is about the one thing that its parameters name, or about the service in the account', () => {
    const { arn } = entryOf('glue:TagResource');
    const [job, other] = ['nightly', 'weekly'].map(
      (name) => `arn:aws:glue:eu-central-1:111122223333:job/${name}`,
    );
    expect(arn({ ResourceArn: job ?? '', TagsToAdd: { a: job ?? '' } }, location)).toBe(job);
    const everything = 'arn:aws:glue:eu-central-1:111122223333:*';
    expect(arn({ ResourceArn: job ?? '', TagsToAdd: { a: other ?? '' } }, location)).toBe(everything);
    expect(arn({ ResourceArn: 'nightly' }, location)).toBe(everything);
  });

  it('hides what is called like a secret, what AWS calls sensitive, and bytes, however deep', () => {
    const { hide, say } = entryOf('glue:CreateConnection');
    const parameters = {
      ConnectionInput: {
        Name: 'orders',
        ConnectionType: 'JDBC',
        ConnectionProperties: { PASSWORD: 'hunter2', SECRET_ID: 'orders-db' },
        AuthenticationConfiguration: {
          AuthenticationType: 'OAUTH2',
          SecretArn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:x-AbCdEf',
          OAuth2Properties: { OAuth2Credentials: { AccessToken: 'hunter2' } },
        },
      },
    };
    const shown = JSON.stringify(hide(parameters));
    for (const told of [shown, say(parameters, place), say(hide(parameters), place)]) {
      expect(told).not.toContain('hunter2');
      expect(told).toContain('[h');
    }
    expect(shown).toContain('"PASSWORD":"[hidden: its name sounds like a secret]"');
    expect(shown).toContain('"AccessToken":"[hidden: ');
    expect(shown).toContain('secret:x-AbCdEf');
    expect(shown).toContain('orders-db');
    expect(hide(hide(parameters))).toEqual(hide(parameters));
    expect(entryOf('kms:Encrypt').secrets).toHaveProperty('/Plaintext');
  });

  it.each<[what: string, action: string, parameters: JsonObject]>([
    ['the tag that is set', 'sqs:TagQueue', { QueueUrl: 'q', Tags: { team: 'data' } }],
    [
      'the tag that is set, as a pair',
      'acm:AddTagsToCertificate',
      { CertificateArn: 'c', Tags: [{ Key: 'team', Value: 'data' }] },
    ],
    ['the tag that is taken off', 'athena:UntagResource', { ResourceARN: 'w', TagKeys: ['team'] }],
    ['the object that is read', 's3:GetObjectAttributes', { Bucket: 'b', Key: 'payroll.csv' }],
    [
      'the key that locks data',
      'codeartifact:CreateDomain',
      { domain: 'd', encryptionKey: 'arn:aws:kms:eu-west-1:444455556666:key/x' },
    ],
    [
      'the function that sees each sign-in',
      'cognito-idp:UpdateUserPool',
      { UserPoolId: 'p', LambdaConfig: { PreTokenGeneration: 'f' } },
    ],
    ['who may log in to machines', 'eks:CreateNodegroup', { remoteAccess: { ec2SshKey: 'k' } }],
    ['how machines tell credentials', 'ec2:ModifyInstanceMetadataDefaults', { HttpTokens: 'optional' }],
  ])('shows what is called like a secret and is none: %s', (_, action, parameters) => {
    expect(entryOf(action).hide(parameters)).toEqual(parameters);
  });

  it.each<[what: string, action: string, pointer: string]>([
    ['a password', 'redshift:CreateHsmConfiguration', '/HsmPartitionPassword'],
    ['a token of a session', 'transfer:SendWorkflowStepState', '/Token'],
    ['an access key', 'datasync:CreateLocationObjectStorage', '/AccessKey'],
    ['an activation key', 'datasync:CreateAgent', '/ActivationKey'],
    ['a pre-shared key', 'ec2:ModifyVpnTunnelOptions', '/TunnelOptions/PreSharedKey'],
    ['an API key', 'wafv2:DeleteAPIKey', '/APIKey'],
  ])('hides %s', (_, action, pointer) => {
    expect(entryOf(action).secrets).toHaveProperty([pointer]);
  });

  it('shows no parameter to policies', () => {
    expect(cedarTypeOf(entryOf('glue:CreateClassifier'))).toEqual({ kind: 'Record', attributes: new Map() });
  });
});

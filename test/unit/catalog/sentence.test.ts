import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { listed, nameIn, sentence } from '../../../catalog/sentence.ts';
import type { JsonObject } from '../../../core/lib/json.ts';

const say = (action: string, parameters: JsonObject): string | undefined =>
  catalogWith().find(action)?.say(parameters);

describe('the sentence that a person reads', () => {
  it('shows what an agent hid in a value', () => {
    expect(sentence`Delete ${'a\u202Eb'} now`).toBe('Delete a\\u{202E}b now');
    expect(say('ecs:ExecuteCommand', { task: 't', command: 'ls\nrm -rf /' })).toBe(
      'Run "ls\\u{A}rm -rf /" in task t',
    );
  });

  it('stays short', () => {
    expect(sentence`Run ${'x'.repeat(1_000)} on ${'y'.repeat(1_000)}`.length).toBe(400);
  });

  it.each([
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
    [[], 'nothing'],
  ])('counts what it does not name: %j', (values, said) => {
    expect(listed(values)).toBe(said);
  });

  it.each([
    ['arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf', 'shop/db-AbCdEf'],
    ['arn:aws:iam::111122223333:role/service/etl', 'service/etl'],
    ['arn:aws:s3:::receipts', 'receipts'],
    ['receipts', 'receipts'],
    ['', ''],
  ])('names a thing, not its whole ARN: %s', (value, name) => {
    expect(nameIn(value)).toBe(name);
  });
});

describe('a sentence says what is grave', () => {
  it.each<[action: string, parameters: JsonObject, said: string]>([
    [
      'iam:AttachRolePolicy',
      { RoleName: 'etl', PolicyArn: 'arn:aws:iam::444455556666:policy/AdministratorAccess' },
      'Attach AdministratorAccess (of 444455556666) to role etl',
    ],
    ['iam:CreateUser', { UserName: 'u' }, 'Create user u without a permissions boundary'],
    ['rds:DeleteDBInstance', { DBInstanceIdentifier: 'o' }, 'Delete database o after a final snapshot'],
    [
      'rds:DeleteDBInstance',
      { DBInstanceIdentifier: 'o', SkipFinalSnapshot: true },
      'Delete database o without a final snapshot',
    ],
    [
      'rds:ModifyDBSnapshotAttribute',
      { DBSnapshotIdentifier: 's', ValuesToRemove: ['all'] },
      'Stop all from restoring database snapshot s',
    ],
    ['secretsmanager:DeleteSecret', { SecretId: 's' }, 'Delete secret s in 30 days'],
    [
      's3:PutBucketPublicAccessBlock',
      {
        Bucket: 'b',
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      },
      'Block all public access to bucket b',
    ],
    ['s3:PutBucketAcl', { Bucket: 'b', GrantRead: 'x' }, 'Change the access control list of bucket b'],
    [
      'ec2:ModifySnapshotAttribute',
      {
        SnapshotId: 'snap-1',
        CreateVolumePermission: { Add: [{ Group: 'all' }], Remove: [{ UserId: '444455556666' }] },
      },
      'Share snapshot snap-1 with all and stop sharing snapshot snap-1 with 444455556666',
    ],
    [
      'ec2:AuthorizeSecurityGroupIngress',
      {
        GroupId: 'sg-1',
        IpPermissions: [
          { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
          { IpProtocol: 'tcp', FromPort: 1, ToPort: 9, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
        ],
      },
      'Open everything to 0.0.0.0/0 and tcp 1-9 to ::/0 in security group sg-1',
    ],
    ['sts:GetFederationToken', { Name: 'n' }, 'Issue credentials for federated user n that last 12 h'],
    [
      'ssm:SendCommand',
      { DocumentName: 'AWS-RunShellScript', Targets: [{ Key: 'tag:app', Values: ['shop', 'web'] }] },
      'Run AWS-RunShellScript on tag:app=shop,web',
    ],
  ])('%s %j', (action, parameters, said) => {
    expect(say(action, parameters)).toBe(said);
  });
});

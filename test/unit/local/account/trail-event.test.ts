import type { StaticOperationSchema } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { loadClient } from '../../../../adapters/aws/wire/load-client.ts';
import { readTrailValue } from '../../../../catalog/trail/trail-event.ts';
import { whoCalled } from '../../../../catalog/trail/who-called.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';
import { done, refused } from '../../../../local/account/services/operation.ts';
import { type MadeCall, trailEvent } from '../../../../local/account/trail/trail-event.ts';

const now = new Date('2026-05-04T12:00:00.500Z');

async function made(
  client: string,
  service: string,
  operation: string,
  input: JsonObject,
  more: Partial<MadeCall> = {},
): Promise<MadeCall> {
  const schema: StaticOperationSchema = (await loadClient(client)).schemaOf(operation);
  return {
    call: {
      account: '111122223333',
      region: 'eu-west-1',
      service,
      principal: {
        roleArn: 'arn:aws:iam::111122223333:role/agent-etl',
        sessionName: 'nightly',
        issuedAt: now,
      },
      request: { headers: { 'user-agent': 'aws-cli/2' } } as never,
      requestId: 'r-1',
      accessKeyId: 'ASIAEXAMPLE',
      now,
    },
    ...{ operation, schema, input, outcome: done(), isDenied: false },
    ...more,
  };
}

describe('what the small account writes of a call', () => {
  it('has who made it, as CloudTrail has a role’s session', async () => {
    const { detail, region } = trailEvent(
      await made('iam', 'iam', 'AttachRolePolicy', {
        RoleName: 'etl',
        PolicyArn: 'arn:aws:iam::aws:policy/X',
      }),
      'e-1',
    );
    // A global service reports there, wherever it was called.
    expect(region).toBe('us-east-1');
    expect(detail).toMatchObject({
      eventID: 'e-1',
      eventTime: '2026-05-04T12:00:00Z',
      eventName: 'AttachRolePolicy',
      requestParameters: { roleName: 'etl', policyArn: 'arn:aws:iam::aws:policy/X' },
    });
    const read = readTrailValue(detail);
    expect(read.ok && whoCalled(read.event)).toMatchObject({
      kind: 'session',
      role: 'arn:aws:iam::111122223333:role/agent-etl',
      session: 'nightly',
    });
  });

  it('tells lists as EC2 does, and buckets as S3 does', async () => {
    const ipPermissions = [
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
    ];
    const group = await made('ec2', 'ec2', 'AuthorizeSecurityGroupIngress', {
      GroupId: 'sg-1',
      IpPermissions: ipPermissions,
    });
    expect(trailEvent(group, 'e').detail.requestParameters).toMatchObject({
      groupId: 'sg-1',
      ipPermissions: { items: [{ ipProtocol: 'tcp', ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] } }] },
    });
    const policy = { Version: '2012-10-17', Statement: [] };
    const bucket = await made('s3', 's3', 'PutBucketPolicy', {
      Bucket: 'shop',
      Policy: JSON.stringify(policy),
    });
    expect(trailEvent(bucket, 'e').detail.requestParameters).toEqual({
      bucketName: 'shop',
      bucketPolicy: policy,
      policy: '',
      Host: 'shop.s3.amazonaws.com',
    });
  });

  it.each([
    [
      'rds',
      'rds',
      'CreateDBSnapshot',
      { DBInstanceIdentifier: 'o', DBSnapshotIdentifier: 's' },
      'AccessDenied',
      true,
    ],
    ['iam', 'iam', 'CreateUser', { UserName: 'x' }, 'AccessDenied', false],
    ['ec2', 'ec2', 'DeleteKeyPair', { KeyName: 'k' }, 'Client.UnauthorizedOperation', true],
  ])(
    'of what %s denied keeps its parameters where real events did',
    async (client, service, operation, input, code, kept) => {
      const call = await made(client, service, operation, input, {
        outcome: refused(service === 'ec2' ? 'UnauthorizedOperation' : 'AccessDenied', 'no', 403),
        isDenied: true,
      });
      const { detail } = trailEvent(call, 'e');
      expect(detail.errorCode).toBe(code);
      expect(detail.requestParameters !== null).toBe(kept);
    },
  );

  it('leaves out what is secret', async () => {
    const call = await made('secrets-manager', 'secretsmanager', 'PutSecretValue', {
      SecretId: 'shop/database',
      SecretString: 'hunter2',
    });
    expect(JSON.stringify(trailEvent(call, 'e'))).not.toContain('hunter2');
  });

  it('has what AWS answered to what changed something, without its secrets', async () => {
    const rule = { SecurityGroupRuleId: 'sgr-1', IsEgress: false, FromPort: 22 };
    const opened = await made(
      'ec2',
      'ec2',
      'AuthorizeSecurityGroupIngress',
      { GroupId: 'sg-1' },
      {
        outcome: done({ Return: true, SecurityGroupRules: [rule] }),
      },
    );
    expect(trailEvent(opened, 'e').detail.responseElements).toEqual({
      requestId: 'r-1',
      _return: true,
      securityGroupRuleSet: { items: [{ securityGroupRuleId: 'sgr-1', isEgress: false, fromPort: 22 }] },
    });
    const AccessKey = { UserName: 'x', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SecretAccessKey: 'never' };
    const key = await made(
      'iam',
      'iam',
      'CreateAccessKey',
      { UserName: 'x' },
      { outcome: done({ AccessKey }) },
    );
    expect(trailEvent(key, 'e').detail.responseElements).toEqual({
      accessKey: { userName: 'x', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    });
    const copy = await made(
      'rds',
      'rds',
      'CreateDBSnapshot',
      { DBSnapshotIdentifier: 's' },
      {
        outcome: done({ DBSnapshot: { DBSnapshotIdentifier: 's' } }),
      },
    );
    expect(trailEvent(copy, 'e').detail.responseElements).toEqual({ dBSnapshotIdentifier: 's' });
  });

  it('has none of what only reads, what is empty, or what AWS did not do', async () => {
    const RoleName = 'etl';
    const read = await made('iam', 'iam', 'GetRole', { RoleName }, { outcome: done({ Role: { RoleName } }) });
    const empty = await made('iam', 'iam', 'DeleteRolePolicy', { RoleName, PolicyName: 'p' });
    const refusal = await made(
      'iam',
      'iam',
      'CreateAccessKey',
      { UserName: 'x' },
      {
        outcome: refused('NoSuchEntity', 'No such user.', 404),
      },
    );
    for (const call of [read, empty, refusal])
      expect(trailEvent(call, 'e').detail.responseElements).toBeNull();
  });
});

import { DeleteItemCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { output, type ServiceCall } from '../../../../emulator/wire/service-call.ts';
import {
  account,
  keyArn,
  type Resources,
  type Running,
  region,
  runEndpoint,
  stateMachineArn,
} from './running-endpoint.ts';
import { sqsCall } from './signed-post.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const tableArn = arn('dynamodb', 'table/requests');
const secretArn = arn('secretsmanager', 'secret:token-AbCdEf');
const busArn = arn('events', 'event-bus/outcomes');
const queueArn = arn('sqs', 'dead-letters');

const role = (name: string, ...statements: object[]) => ({
  arn: roleArn(name),
  policies: [{ name: 'inline', document: { Version: '2012-10-17', Statement: statements } }],
});
const allow = (Action: string | string[], Resource: string | string[]) => ({
  Effect: 'Allow',
  Action,
  Resource,
});

const resources: Partial<Resources> = {
  tables: [
    {
      name: 'requests',
      arn: tableArn,
      keySchema: [{ name: 'pk', type: 'HASH' }],
      attributes: [{ name: 'pk', type: 'S' }],
      kmsKeyArn: keyArn,
    },
  ],
  buckets: [{ name: 'audit', arn: 'arn:aws:s3:::audit', account, policy: [], kmsKeyArn: keyArn }],
  queues: [{ name: 'dead-letters', arn: queueArn }],
  buses: [{ name: 'outcomes', arn: busArn, lets: [] }],
  secrets: [{ name: 'token', arn: secretArn, value: 'x', kmsKeyArn: keyArn }],
  roles: [
    role('nothing'),
    role(
      'everything-but-the-key',
      allow('dynamodb:PutItem', tableArn),
      allow('s3:PutObject', 'arn:aws:s3:::audit/records/*'),
      allow('secretsmanager:GetSecretValue', secretArn),
    ),
    role(
      'writer',
      allow(['dynamodb:PutItem', 'dynamodb:DeleteItem'], tableArn),
      allow('s3:PutObject', 'arn:aws:s3:::audit/records/*'),
      allow('s3:GetObject', 'arn:aws:s3:::audit/records/*'),
      allow(['kms:Decrypt', 'kms:GenerateDataKey*'], keyArn),
      allow('states:SendTaskSuccess', stateMachineArn),
    ),
    role(
      'one-partition',
      {
        ...allow(['dynamodb:PutItem', 'dynamodb:Query'], tableArn),
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['request#*'] } },
      },
      allow('kms:Decrypt', keyArn),
    ),
  ],
};

let running: Running;
let seen: ServiceCall[];
beforeEach(async () => {
  seen = [];
  running = await runEndpoint(resources, (call) => {
    seen.push(call);
    return output({});
  });
});
afterEach(() => running.close());

const dynamodb = (name: string) => new DynamoDBClient(running.as(roleArn(name)));
const s3 = (name: string) => new S3Client(running.as(roleArn(name)));
const states = (name: string) => new SFNClient(running.as(roleArn(name)));
const put = (pk = 'request#1') => new PutItemCommand({ TableName: 'requests', Item: { pk: { S: pk } } });
const seal = (Key = 'records/1') => new PutObjectCommand({ Bucket: 'audit', Key, Body: 'one' });
const readSecret = (name: string) =>
  new SecretsManagerClient(running.as(roleArn(name))).send(new GetSecretValueCommand({ SecretId: 'token' }));
const refusal = (name: string, action: string, resource: string) =>
  `User: arn:aws:sts::${account}:assumed-role/${name}/session-1 is not authorized to perform: ${action} ` +
  `on resource: ${resource} because no identity-based policy allows the ${action} action`;

describe('a role without a permission', () => {
  it('is denied in AWS\u2019s words, which name the action and the resource', async () => {
    const event = { Source: 'a', DetailType: 'b', Detail: '{}', EventBusName: 'outcomes' };
    const events = new EventBridgeClient(running.as(roleArn('nothing')));
    await expect(dynamodb('nothing').send(put())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: refusal('nothing', 'dynamodb:PutItem', tableArn),
    });
    await expect(s3('nothing').send(seal())).rejects.toMatchObject({
      name: 'AccessDenied',
      message: refusal('nothing', 's3:PutObject', 'arn:aws:s3:::audit/records/1'),
      $metadata: { httpStatusCode: 403 },
    });
    await expect(readSecret('nothing')).rejects.toThrow(
      refusal('nothing', 'secretsmanager:GetSecretValue', secretArn),
    );
    await expect(events.send(new PutEventsCommand({ Entries: [event] }))).rejects.toThrow(
      refusal('nothing', 'events:PutEvents', busArn),
    );
    const input = { stateMachineArn, name: 'one' };
    await expect(states('nothing').send(new StartExecutionCommand(input))).rejects.toThrow(
      refusal('nothing', 'states:StartExecution', stateMachineArn),
    );
    const message = { QueueUrl: `http://any/${account}/dead-letters`, MessageBody: 'a' };
    expect(await sqsCall(running, 'SendMessage', message, roleArn('nothing'))).toEqual({
      __type: 'AccessDenied',
      message: refusal('nothing', 'sqs:SendMessage', queueArn),
    });
    expect(await running.dynamodb.scan('requests')).toEqual([]);
    expect(seen).toEqual([]);
  });

  it('is denied on the key, where the table, bucket or secret has a customer\u2019s', async () => {
    const name = 'everything-but-the-key';
    await expect(dynamodb(name).send(put())).rejects.toThrow(refusal(name, 'kms:Decrypt', keyArn));
    await expect(s3(name).send(seal())).rejects.toThrow(refusal(name, 'kms:GenerateDataKey', keyArn));
    await expect(readSecret(name)).rejects.toThrow(refusal(name, 'kms:Decrypt', keyArn));
  });

  it('is denied outside its prefix and its partition', async () => {
    await expect(s3('writer').send(seal('digests/1'))).rejects.toThrow('is not authorized');
    const query = (pk: string) =>
      new QueryCommand({
        TableName: 'requests',
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': { S: pk } },
      });
    await dynamodb('one-partition').send(put('request#2'));
    await dynamodb('one-partition').send(query('request#2'));
    await expect(dynamodb('one-partition').send(put('agent#1'))).rejects.toThrow('is not authorized');
    await expect(dynamodb('one-partition').send(query('agent#1'))).rejects.toThrow('is not authorized');
  });

  it('is not told whether an object is there, unless it may list the bucket', async () => {
    const get = new GetObjectCommand({ Bucket: 'audit', Key: 'records/none' });
    await expect(s3('writer').send(get)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(s3('admin').send(get)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('Step Functions calls', () => {
  const succeed = (taskToken: string) => new SendTaskSuccessCommand({ taskToken, output: '{}' });

  it('reach their handler with the input that the SDK sent and the role that signed', async () => {
    await states('writer').send(succeed('token-of-approval'));
    expect(seen).toMatchObject([
      {
        service: 'states',
        operation: 'SendTaskSuccess',
        input: { taskToken: 'token-of-approval', output: '{}' },
        principal: { roleArn: roleArn('writer'), sessionName: 'session-1' },
        region,
      },
    ]);
  });

  it('with a task token are granted on the machine that waits, and an unknown token only on *', async () => {
    await expect(states('writer').send(succeed('unknown'))).rejects.toThrow(
      refusal('writer', 'states:SendTaskSuccess', '*'),
    );
    await states('admin').send(succeed('unknown'));
  });
});

describe('the grants that no call has used', () => {
  it('are listed by role, statement, action and resource', async () => {
    await dynamodb('writer').send(put());
    await s3('writer').send(seal());
    const unused = running.authority.unusedGrants().filter(({ role: of }) => of === roleArn('writer'));
    expect(unused).toEqual([
      { role: roleArn('writer'), source: 'inline[0]', action: 'dynamodb:DeleteItem', resource: tableArn },
      {
        role: roleArn('writer'),
        source: 'inline[2]',
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::audit/records/*',
      },
      {
        role: roleArn('writer'),
        source: 'inline[4]',
        action: 'states:SendTaskSuccess',
        resource: stateMachineArn,
      },
    ]);
    await dynamodb('writer').send(new DeleteItemCommand({ TableName: 'requests', Key: { pk: { S: 'x' } } }));
    expect(running.authority.unusedGrants()).not.toContainEqual(unused[0]);
  });
});

describe('whoever watches', () => {
  it('sees every call with its outcome, and no bug', async () => {
    await dynamodb('writer').send(put());
    await expect(dynamodb('nothing').send(put())).rejects.toThrow();
    expect(running.calls).toEqual([
      { service: 'dynamodb', operation: 'PutItem', roleArn: roleArn('writer') },
      {
        service: 'dynamodb',
        operation: 'PutItem',
        roleArn: roleArn('nothing'),
        failed: 'AccessDeniedException',
      },
    ]);
    expect(running.bugs).toEqual([]);
  });
});

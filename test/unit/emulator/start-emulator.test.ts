import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CallSeen,
  type Emulator,
  type EmulatorOptions,
  type LogLine,
  loadAccountTemplate,
  loadTemplate,
  startEmulator,
} from '../../../emulator/index.ts';
import { type StackFixture, writeAssembly, writeBundle } from '../../support/cloud-assembly.ts';

const location = { account: '444455556666', region: 'eu-north-1' };
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const logs = allow(['logs:CreateLogStream', 'logs:PutLogEvents'], '*');
const role = (name: string, ...statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: name,
    AssumeRolePolicyDocument: document(),
    Policies: [{ PolicyName: 'own', PolicyDocument: document(...statements) }],
  },
});
const fn = (role: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: role.toLowerCase(),
    Code: { S3Bucket: 'assets', S3Key: `${role.toLowerCase()}.zip` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: arnOf(`${role}Role`),
    Environment: { Variables: { TABLE_NAME: { Ref: 'Table' } } },
  },
});
const route = (key: string, AuthorizationType: string) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey: key,
    AuthorizationType,
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
  },
});

const resources = {
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'things',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    },
  },
  TellRole: role('tell', logs),
  Tell: fn('Tell'),
  HearRole: role(
    'hear',
    logs,
    allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], {
      'Fn::GetAtt': ['Table', 'StreamArn'],
    }),
  ),
  Hear: fn('Hear'),
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      FunctionName: { Ref: 'Hear' },
      EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
      StartingPosition: 'TRIM_HORIZON',
    },
  },
  Writer: role('writer', allow(['dynamodb:PutItem', 'dynamodb:DeleteItem'], arnOf('Table')), {
    ...allow('secretsmanager:GetSecretValue', '*'),
  }),
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arnOf('Tell'),
      PayloadFormatVersion: '2.0',
    },
  },
  Open: route('GET /open', 'NONE'),
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Tell' },
      Principal: 'apigateway.amazonaws.com',
    },
  },
};

function assemblyOf(Resources: object): string {
  const assets = { 'tell.zip': 'asset.tell', 'hear.zip': 'asset.hear' };
  const stack: StackFixture = { template: { Resources }, assets };
  const folder = writeAssembly({ S: stack });
  writeBundle(folder, 'asset.tell', 'export const handler = async () => process.env;');
  writeBundle(
    folder,
    'asset.hear',
    'export const handler = async ({ Records }) => console.log(JSON.stringify({ heard: Records.length }));',
  );
  return folder;
}

const running: Emulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

const loaded = (Resources: object) => {
  const read = loadTemplate({ assembly: assemblyOf(Resources), location });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.template;
};

async function start(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const started = await startEmulator({ template: loaded(resources), ...options });
  if (!started.ok) throw new Error(started.problems.join('\n'));
  running.push(started.emulator);
  return started.emulator;
}

const clientOf = ({ awsUrl, region, account, credentialsFor }: Emulator) => ({
  endpoint: awsUrl,
  region,
  credentials: credentialsFor(`arn:aws:iam::${account}:role/writer`, 'session-1'),
  maxAttempts: 1,
});
const put = new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'one' } } });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('a template that runs', () => {
  it('stands where it is told, and its functions know it', async () => {
    const emulator = await start({ environment: { ADDED: 'here' } });
    const response = await fetch(`${emulator.apiUrl}/open`);
    expect(await response.json()).toMatchObject({
      AWS_REGION: 'eu-north-1',
      AWS_ENDPOINT_URL: emulator.awsUrl,
      TABLE_NAME: 'things',
      ADDED: 'here',
    });
    const { services } = emulator;
    expect(services.lambda.named('tell').spec.arn).toBe(
      'arn:aws:lambda:eu-north-1:444455556666:function:tell',
    );
  });

  it('takes the word of whoever runs it before that of the template', async () => {
    const emulator = await start({ environment: { TABLE_NAME: 'others' } });
    const response = await fetch(`${emulator.apiUrl}/open`);
    expect(await response.json()).toMatchObject({ TABLE_NAME: 'others' });
  });

  it('carries a write through the stream to the function that reads it', async () => {
    const lines: LogLine[] = [];
    const calls: CallSeen[] = [];
    const emulator = await start({ onLog: (line) => lines.push(line), onCall: (call) => calls.push(call) });
    await new DynamoDBClient(clientOf(emulator)).send(put);
    await emulator.services.lambda.streamsIdle();
    expect(calls).toMatchObject([{ service: 'dynamodb', operation: 'PutItem' }]);
    expect(await emulator.services.dynamodb.scan('things')).toEqual([{ pk: { S: 'one' } }]);
    await expect.poll(() => lines).toEqual([{ functionName: 'hear', entry: { heard: 1 } }]);
  });

  it('knows the permissions that nothing has used', async () => {
    const emulator = await start();
    const unused = () =>
      emulator
        .unusedGrants()
        .filter(({ role }) => role.endsWith('/writer'))
        .map(({ action }) => action);
    expect(unused()).toEqual(['dynamodb:PutItem', 'dynamodb:DeleteItem', 'secretsmanager:GetSecretValue']);
    await new DynamoDBClient(clientOf(emulator)).send(put);
    expect(unused()).toEqual(['dynamodb:DeleteItem', 'secretsmanager:GetSecretValue']);
  });

  it('finds the secrets that people stored before', async () => {
    const emulator = await start({ secrets: { 'slack/token': 'a-token' } });
    const { SecretString, ARN } = await new SecretsManagerClient(clientOf(emulator)).send(
      new GetSecretValueCommand({ SecretId: 'slack/token' }),
    );
    expect(SecretString).toBe('a-token');
    expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-north-1:444455556666:secret:slack\/token-\w{6}$/);
  });

  it('is gone when it is closed', async () => {
    const emulator = await start();
    await emulator.close();
    await expect(fetch(emulator.awsUrl)).rejects.toThrow();
    await expect(fetch(emulator.apiUrl)).rejects.toThrow();
  });
});

describe('a template that cannot run', () => {
  it('tells what its services lack, at once, and starts nothing', async () => {
    const template = loaded({
      ...resources,
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          StateMachineName: 'waiting',
          RoleArn: arnOf('Writer'),
          DefinitionString: JSON.stringify({
            QueryLanguage: 'JSONata',
            StartAt: 'Each',
            States: { Each: { Type: 'Map', End: true } },
          }),
        },
      },
      Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 's', KmsKeyId: 'alias/absent' } },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['s'] },
          Targets: [{ Id: 't', Arn: 'arn:aws:kinesis:eu-north-1:444455556666:stream/s' }],
        },
      },
    });
    const started = await startEmulator({ template });
    expect(started.ok ? [] : started.problems.toSorted()).toEqual([
      'KMS key alias/absent, which no template has, is not implemented locally',
      'State machine waiting: state Each: state type Map is not implemented locally',
      "a rule's target arn:aws:kinesis:eu-north-1:444455556666:stream/s is not implemented locally",
    ]);
  });

  it('tells what its roles may not do that Lambda does for them', async () => {
    const started = await startEmulator({ template: loaded({ ...resources, TellRole: role('tell') }) });
    expect(started.ok ? [] : started.problems).toEqual([
      expect.stringMatching(/^tell: .* not authorized to perform: logs:CreateLogStream/),
      expect.stringMatching(/^tell: .* not authorized to perform: logs:PutLogEvents/),
    ]);
  });

  it('lets go of what it had opened when a port is taken', async () => {
    const first = await start();
    const taken = Number(new URL(first.apiUrl).port);
    const aws = await freePort();
    const started = startEmulator({ template: loaded(resources), ports: { api: taken, aws } });
    await expect(started).rejects.toMatchObject({ code: 'EADDRINUSE', port: taken });
    await expect(fetch(`http://127.0.0.1:${aws}`)).rejects.toThrow();
  });
});

it('has the buckets of stacks that stand in other accounts, each in its own', async () => {
  const bucket = (BucketName: string) => ({
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName, VersioningConfiguration: { Status: 'Enabled' } },
  });
  const elsewhere = loadAccountTemplate({
    assembly: writeAssembly({ Copies: { template: { Resources: { Copies: bucket('copies') } } } }),
    location: { ...location, account: '999988887777' },
  });
  if (!elsewhere.ok) throw new Error(elsewhere.problems.join('\n'));
  const emulator = await start({
    template: loaded({ ...resources, Audit: bucket('audit') }),
    accounts: { stacks: [elsewhere.template], target: () => Promise.reject(new Error('Nobody calls it.')) },
  });
  expect(emulator.services.s3.buckets.map(({ name, account }) => [name, account])).toEqual([
    ['audit', location.account],
    ['copies', '999988887777'],
  ]);
});

import { describe, expect, it } from 'vitest';
import { apisOf } from '../../../../emulator/services/apigateway/apis.ts';
import { awsResourcesOf } from '../../../../emulator/services/aws-resources.ts';
import { rolesOf } from '../../../../emulator/services/iam/roles.ts';
import { functionsOf } from '../../../../emulator/services/lambda/functions.ts';
import { readDeployment } from '../../../../emulator/template/read-template.ts';
import { writeAssembly } from '../../../support/cloud-assembly.ts';

const location = { account: '777788889999', region: 'eu-west-1' };

function deployed(Resources: object) {
  const assembly = writeAssembly({ S: { template: { Resources }, assets: { 'abc.zip': 'asset.abc' } } });
  const read = readDeployment(assembly, location);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.deployment;
}

const document = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const role = (properties: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: document('sts:AssumeRole'), ...properties },
});
const fn = (properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: 'abc.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    ...properties,
  },
});

describe('a role', () => {
  it('has what is written in it, attached to it and managed elsewhere, and nothing else', () => {
    const policy = (type: string, properties: object) => ({ Type: type, Properties: properties });
    const [first] = rolesOf(
      deployed({
        Role: role({
          Policies: [{ PolicyName: 'inline', PolicyDocument: document('a:Inline') }],
          ManagedPolicyArns: [
            { Ref: 'Listed' },
            'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
          ],
        }),
        Attached: policy('AWS::IAM::Policy', {
          PolicyName: 'attached',
          PolicyDocument: document('a:Attached'),
          Roles: [{ Ref: 'Role' }],
        }),
        Managed: policy('AWS::IAM::ManagedPolicy', {
          PolicyDocument: document('a:Managed'),
          Roles: [{ Ref: 'Role' }],
        }),
        Listed: policy('AWS::IAM::ManagedPolicy', { PolicyDocument: document('a:Listed') }),
        Other: policy('AWS::IAM::ManagedPolicy', { PolicyDocument: document('a:Other') }),
      }),
    );
    const text = JSON.stringify(first?.policies);
    for (const action of ['a:Inline', 'a:Attached', 'a:Managed', 'a:Listed', 'logs:PutLogEvents']) {
      expect(text).toContain(action);
    }
    expect(text).not.toContain('a:Other');
  });

  it('with a policy of AWS that is not known here stops the start', () => {
    const deployment = deployed({
      Role: role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
    });
    expect(() => rolesOf(deployment)).toThrow(
      'S/Role: managed policy arn:aws:iam::aws:policy/ReadOnlyAccess is not implemented locally',
    );
  });
});

describe('a function', () => {
  it('has the defaults of Lambda', () => {
    const [spec] = functionsOf(deployed({ Role: role(), Fn: fn() }));
    expect(spec).toMatchObject({
      timeoutMilliseconds: 3_000,
      memoryMegabytes: 128,
      logGroup: '/aws/lambda/S-Fn',
      asynchronous: { retries: 2 },
      environment: {},
    });
    expect(spec).not.toHaveProperty('reservedConcurrency');
  });

  it('has what the template says of its failures', () => {
    const [spec] = functionsOf(
      deployed({
        Role: role(),
        Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
        Fn: fn({ ReservedConcurrentExecutions: 5 }),
        Config: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: {
            FunctionName: { Ref: 'Fn' },
            Qualifier: '$LATEST',
            MaximumRetryAttempts: 1,
            DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
          },
        },
      }),
    );
    expect(spec).toMatchObject({
      reservedConcurrency: 5,
      asynchronous: { retries: 1, onFailureArn: 'arn:aws:sqs:eu-west-1:777788889999:S-Queue' },
    });
  });
});

describe('a route', () => {
  const api = (permission: object) => ({
    Role: role(),
    Fn: fn(),
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Fn', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'GET /v1/requests/{id}',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
        ...permission,
      },
    },
  });
  const source = (path: string) => ({
    SourceArn: {
      'Fn::Join': ['', ['arn:aws:execute-api:eu-west-1:777788889999:', { Ref: 'Api' }, path]],
    },
  });

  it.each([
    ['reaches its function where that permits it', source('/*/*/v1/requests/{id}'), true],
    ['does not where another path is permitted', source('/*/*/v1/actions'), false],
    ['does not where another service is permitted', { Principal: 'events.amazonaws.com' }, false],
  ])('%s', (_, permission, mayInvoke) => {
    const [spec] = apisOf(deployed(api(permission)));
    expect(spec?.routes).toEqual([
      {
        key: 'GET /v1/requests/{id}',
        authorization: 'NONE',
        functionArn: 'arn:aws:lambda:eu-west-1:777788889999:function:S-Fn',
        timeoutMilliseconds: 30_000,
        mayInvoke,
      },
    ]);
  });
});

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
      const deployment = deployed({ Key: key, Alias: alias, Audit: bucket({ ...Lock, BucketEncryption }) });
      expect(awsResourcesOf(deployment).buckets).toEqual([
        {
          name: 's-audit',
          arn: 'arn:aws:s3:::s-audit',
          objectLock: { mode: 'COMPLIANCE', days: 2_555 },
          kmsKeyArn: deployment.all('AWS::KMS::Key')[0]?.attribute('Arn'),
        },
      ]);
    }
  });

  it('without versions is left to the services of AWS that write to it', () => {
    expect(awsResourcesOf(deployed({ Logs: bucket({}) })).buckets).toEqual([]);
  });
});

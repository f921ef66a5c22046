// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTemplate } from '../../../../emulator/load-template.ts';
import { registry } from '../../../../emulator/registry.ts';
import { type StackFixture, writeAssembly } from '../../../support/cloud-assembly.ts';

const location = { account: '777788889999', region: 'eu-west-1' };

function deployed(stacks: Record<string, StackFixture>) {
  const loaded = loadTemplate({ assembly: writeAssembly(stacks), location });
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const { resourcesOf } = loaded.template;
  return resourcesOf({
    ...registry.dynamodb.resourceTypes,
    ...registry.iam.resourceTypes,
    ...registry.lambda.resourceTypes,
  });
}

function problemsOf(stacks: Record<string, StackFixture>): string[] {
  const loaded = loadTemplate({ assembly: writeAssembly(stacks), location });
  return loaded.ok ? [] : loaded.problems;
}

const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  },
  Metadata: { 'aws:cdk:path': 'AuditStack/Table/Resource' },
};

const role = (policies: object[] = []) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
    Policies: policies,
  },
});

const audit: StackFixture = {
  template: {
    Resources: { TableA1: table },
    Outputs: {
      Name: { Value: { Ref: 'TableA1' }, Export: { Name: 'AuditStack:Table' } },
      Stream: {
        Value: { 'Fn::GetAtt': ['TableA1', 'StreamArn'] },
        Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Stream' } },
      },
    },
  },
};

const approval: StackFixture = {
  assets: { 'abc.zip': 'asset.abc' },
  template: {
    Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } },
    Resources: {
      Role: role(),
      Absent: { Type: 'AWS::Never::Heard', Condition: 'Never' },
      Submit: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}' }, S3Key: 'abc.zip' },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Environment: { Variables: { TABLE_NAME: { 'Fn::ImportValue': 'AuditStack:Table' } } },
        },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Submit' },
          EventSourceArn: { 'Fn::ImportValue': 'AuditStack:Stream' },
          StartingPosition: 'TRIM_HORIZON',
        },
      },
    },
  },
};

describe('a template read from an assembly', () => {
  it('links stacks through their exports, whichever comes first', () => {
    for (const stacks of [
      { AuditStack: audit, ApprovalStack: approval },
      { ApprovalStack: approval, AuditStack: audit },
    ]) {
      const deployment = deployed(stacks);
      const [submit] = deployment.all('AWS::Lambda::Function');
      expect(submit?.properties.Environment?.Variables).toEqual({ TABLE_NAME: 'AuditStack-TableA1' });
      expect(deployment.all('AWS::Lambda::EventSourceMapping')[0]?.properties).toMatchObject({
        FunctionName: 'ApprovalStack-Submit',
        EventSourceArn: deployment.all('AWS::DynamoDB::Table')[0]?.attribute('StreamArn'),
      });
    }
  });

  it('leaves out resources whose condition is false', () => {
    expect(problemsOf({ AuditStack: audit, ApprovalStack: approval })).toEqual([]);
  });

  it('knows where the assets lie', () => {
    const folder = writeAssembly({ AuditStack: audit, ApprovalStack: approval });
    const loaded = loadTemplate({ assembly: folder, location });
    expect(loaded.ok && loaded.template.asset('abc.zip')).toBe(join(folder, 'asset.abc'));
    expect(() => loaded.ok && loaded.template.asset('other.zip')).toThrow('Synthesize again');
  });

  it('puts stacks where they were synthesized for, and others where it is told', () => {
    const deployment = deployed({
      AuditStack: audit,
      Elsewhere: {
        ...audit,
        environment: 'aws://111122223333/us-west-2',
        template: { Resources: { T: table } },
      },
    });
    expect(deployment.all('AWS::DynamoDB::Table').map((one) => one.attribute('Arn'))).toEqual([
      'arn:aws:dynamodb:eu-west-1:777788889999:table/AuditStack-TableA1',
      'arn:aws:dynamodb:us-west-2:111122223333:table/Elsewhere-T',
    ]);
  });

  it('clips generated names to what the service takes, and keeps them apart', () => {
    const long = 'L'.repeat(80);
    const names = deployed({ S: { template: { Resources: { [`${long}1`]: role(), [`${long}2`]: role() } } } })
      .all('AWS::IAM::Role')
      .map(({ name }) => name);
    expect(names.every((name) => name.length === 64)).toBe(true);
    expect(new Set(names).size).toBe(2);
  });

  it('lets resources refer to each other in circles', () => {
    const grant = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'Grant',
        PolicyDocument: { Version: '2012-10-17', Statement: [{ Resource: { Ref: 'Machine' } }] },
        Roles: [{ Ref: 'Role' }],
      },
    };
    const machine = {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, DefinitionString: { Ref: 'Role' } },
    };
    const { template } = { template: { Resources: { Role: role(), Grant: grant, Machine: machine } } };
    const [policy] = deployed({ S: { template } }).all('AWS::IAM::Policy');
    expect(policy?.properties.PolicyDocument.Statement).toEqual([
      { Resource: 'arn:aws:states:eu-west-1:777788889999:stateMachine:S-Machine' },
    ]);
  });
});

describe('what is not implemented stops the start by name', () => {
  const withProperty = (property: object) => ({
    AuditStack: {
      template: { Resources: { T: { ...table, Properties: { ...table.Properties, ...property } } } },
    },
  });

  it('a resource type', () => {
    expect(problemsOf({ S: { template: { Resources: { V: { Type: 'AWS::EC2::VPC' } } } } })).toEqual([
      'S/V: AWS::EC2::VPC is not implemented locally',
    ]);
  });

  it('a property, as people know its resource', () => {
    expect(problemsOf(withProperty({ ContributorInsights: true }))).toEqual([
      'AuditStack/Table: AWS::DynamoDB::Table property ContributorInsights is not implemented locally',
    ]);
  });

  it('a property deep inside', () => {
    expect(
      problemsOf(withProperty({ StreamSpecification: { StreamViewType: 'NEW_IMAGE', Shards: 2 } })),
    ).toEqual([
      'AuditStack/Table: AWS::DynamoDB::Table property StreamSpecification.Shards is not implemented locally',
    ]);
  });

  it('a value', () => {
    expect(problemsOf(withProperty({ BillingMode: 'PROVISIONED' }))).toEqual([
      expect.stringMatching(
        /^AuditStack\/Table: AWS::DynamoDB::Table property BillingMode has a value that is not implemented locally/,
      ),
    ]);
  });

  it('an attribute', () => {
    const asking = { TableName: { 'Fn::GetAtt': ['T', 'TableId'] } };
    expect(problemsOf(withProperty(asking))).toEqual([
      'AuditStack/Table: attribute TableId of AWS::DynamoDB::Table (AuditStack/Table) is not implemented locally',
    ]);
  });

  it('all of it at once', () => {
    const stacks = withProperty({ One: 1, Two: 2 });
    const others = { S: { template: { Resources: { V: { Type: 'AWS::EC2::VPC' } } } } };
    expect(problemsOf({ ...stacks, ...others })).toHaveLength(3);
  });
});

describe('a template that contradicts itself is an error', () => {
  it.each([
    ['No stack exports Nowhere', { 'Fn::ImportValue': 'Nowhere' }],
    ['The template refers to resource Missing of S, which does not exist', { Ref: 'Missing' }],
    ['The template refers to mapping A.b.c, which does not exist', { 'Fn::FindInMap': ['A', 'b', 'c'] }],
  ])('%s', (message, value) => {
    const bucket = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: value } };
    expect(() => problemsOf({ S: { template: { Resources: { B: bucket } } } })).toThrow(message);
  });
});

import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import { type Statement, statementsIn } from './statements.ts';
import { config, ofType, type Resource, synthesize } from './synthesized.ts';

const place = 'eu-west-1:111122223333';
const apiId = 'abcdef1234';
const domain = {
  name: 'approvals.example.com',
  certificateArn: `arn:aws:acm:${place}:certificate/0f3c`,
};

interface Call {
  action: string;
  arn: string;
  context?: Record<string, string>;
}

const tagsOf = ({ Tags = [] }: JsonObject): Record<string, string> => {
  const pairs = Array.isArray(Tags)
    ? (Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value])
    : Object.entries(Tags as JsonObject);
  return Object.fromEntries(pairs.map(([name, value]) => [`aws:ResourceTag/${name}`, String(value)]));
};

/** A call that would weaken it, as IAM sees that call. */
const weakening: Record<string, (properties: JsonObject) => Call[]> = {
  'AWS::Lambda::Function': ({ FunctionName }) => [
    { action: 'lambda:InvokeFunction', arn: `arn:aws:lambda:${place}:function:${FunctionName}` },
  ],
  'AWS::Lambda::EventInvokeConfig': () => [
    {
      action: 'lambda:PutFunctionEventInvokeConfig',
      arn: `arn:aws:lambda:${place}:function:countersign-trial-any`,
    },
  ],
  'AWS::Lambda::EventSourceMapping': (properties) => {
    const FunctionArn = `arn:aws:lambda:${place}:function:countersign-trial-any`;
    const arn = `arn:aws:lambda:${place}:event-source-mapping:0f3c`;
    return [
      { action: 'lambda:UpdateEventSourceMapping', arn, context: { 'lambda:FunctionArn': FunctionArn } },
      { action: 'lambda:CreateEventSourceMapping', arn: '*', context: { 'lambda:FunctionArn': FunctionArn } },
      { action: 'lambda:UntagResource', arn, context: tagsOf(properties) },
    ];
  },
  'AWS::DynamoDB::Table': ({ TableName }) => [
    { action: 'dynamodb:PutItem', arn: `arn:aws:dynamodb:${place}:table/${TableName}` },
    { action: 'dynamodb:GetRecords', arn: `arn:aws:dynamodb:${place}:table/${TableName}/stream/2026` },
  ],
  'AWS::StepFunctions::StateMachine': ({ StateMachineName }) => [
    { action: 'states:UpdateStateMachine', arn: `arn:aws:states:${place}:stateMachine:${StateMachineName}` },
    { action: 'states:StopExecution', arn: `arn:aws:states:${place}:execution:${StateMachineName}:0f3c` },
  ],
  'AWS::Events::EventBus': ({ Name }) => [
    { action: 'events:PutEvents', arn: `arn:aws:events:${place}:event-bus/${Name}` },
  ],
  'AWS::Events::Rule': ({ Name, EventBusName }) => [
    {
      action: 'events:DisableRule',
      arn: `arn:aws:events:${place}:rule/${EventBusName ? `${Name}/` : ''}${Name}`,
    },
  ],
  'AWS::Scheduler::Schedule': ({ Name }) => [
    { action: 'scheduler:DeleteSchedule', arn: `arn:aws:scheduler:${place}:schedule/default/${Name}` },
  ],
  'AWS::SQS::Queue': ({ QueueName }) => [
    { action: 'sqs:PurgeQueue', arn: `arn:aws:sqs:${place}:${QueueName}` },
  ],
  'AWS::SNS::Topic': ({ TopicName }) => [
    { action: 'sns:DeleteTopic', arn: `arn:aws:sns:${place}:${TopicName}` },
    { action: 'sns:Unsubscribe', arn: `arn:aws:sns:${place}:${TopicName}:0f3c` },
  ],
  'AWS::CloudWatch::Alarm': ({ AlarmName }) => [
    { action: 'cloudwatch:DisableAlarmActions', arn: `arn:aws:cloudwatch:${place}:alarm:${AlarmName}` },
  ],
  'AWS::CloudWatch::Dashboard': ({ DashboardName }) => [
    { action: 'cloudwatch:PutDashboard', arn: `arn:aws:cloudwatch::111122223333:dashboard/${DashboardName}` },
  ],
  'AWS::Logs::LogGroup': ({ LogGroupName }) => [
    { action: 'logs:DeleteLogStream', arn: `arn:aws:logs:${place}:log-group:${LogGroupName}:log-stream:x` },
  ],
  'AWS::IAM::Role': ({ RoleName }) => [
    { action: 'iam:PassRole', arn: `arn:aws:iam::111122223333:role/${RoleName}` },
    { action: 'sts:AssumeRole', arn: `arn:aws:iam::111122223333:role/${RoleName}` },
  ],
  'AWS::IAM::ManagedPolicy': ({ ManagedPolicyName }) => [
    { action: 'iam:CreatePolicyVersion', arn: `arn:aws:iam::111122223333:policy/${ManagedPolicyName}` },
  ],
  // CloudFormation names it after the stack.
  'AWS::S3::Bucket': () => [
    { action: 's3:DeleteBucketPolicy', arn: 'arn:aws:s3:::countersign-trial-audit-audit1234-5678' },
    { action: 's3:GetObject', arn: 'arn:aws:s3:::countersign-trial-audit-audit1234-5678/records/x' },
  ],
  'AWS::KMS::Key': (properties) => [
    { action: 'kms:DisableKey', arn: `arn:aws:kms:${place}:key/0f3c`, context: tagsOf(properties) },
  ],
  'AWS::Glue::Database': ({ DatabaseInput }) => [
    {
      action: 'glue:DeleteTable',
      arn: `arn:aws:glue:${place}:table/${(DatabaseInput as JsonObject).Name}/sealed_records`,
    },
  ],
  'AWS::Glue::Table': ({ DatabaseName, TableInput }) => [
    {
      action: 'glue:UpdateTable',
      arn: `arn:aws:glue:${place}:table/${DatabaseName}/${(TableInput as JsonObject).Name}`,
    },
  ],
  'AWS::Athena::WorkGroup': ({ Name }) => [
    { action: 'athena:UpdateWorkGroup', arn: `arn:aws:athena:${place}:workgroup/${Name}` },
  ],
  'AWS::Athena::NamedQuery': ({ WorkGroup }) => [
    { action: 'athena:DeleteNamedQuery', arn: `arn:aws:athena:${place}:workgroup/${WorkGroup}` },
  ],
  'AWS::ApiGatewayV2::Api': () => onApi(''),
  'AWS::ApiGatewayV2::Stage': () => onApi('/stages/$default'),
  'AWS::ApiGatewayV2::Route': () => onApi('/routes/x1y2z3'),
  'AWS::ApiGatewayV2::DomainName': ({ DomainName }) => onDomain(String(DomainName), ''),
  'AWS::ApiGatewayV2::ApiMapping': () => onDomain(domain.name, '/apimappings/x1y2z3'),
  'AWS::ApiGatewayV2::Integration': () => onApi('/integrations/x1y2z3'),
};

const onApi = (path: string): Call[] => [
  { action: 'apigateway:PATCH', arn: `arn:aws:apigateway:eu-west-1::/apis/${apiId}${path}` },
];

const onDomain = (name: string, path: string): Call[] => [
  { action: 'apigateway:PATCH', arn: `arn:aws:apigateway:eu-west-1::/domainnames/${name}${path}` },
];

/** What no call of its own can weaken: it is part of another resource, which is closed. */
const partsOf: Record<string, string> = {
  'AWS::IAM::Policy': 'AWS::IAM::Role',
  'AWS::Lambda::Permission': 'AWS::Lambda::Function',
  'AWS::SQS::QueuePolicy': 'AWS::SQS::Queue',
  'AWS::SNS::TopicPolicy': 'AWS::SNS::Topic',
  'AWS::SNS::Subscription': 'AWS::SNS::Topic',
  'AWS::S3::BucketPolicy': 'AWS::S3::Bucket',
  'AWS::Events::EventBusPolicy': 'AWS::Events::EventBus',
};

const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  ).test(text);

const holds = (conditions: JsonObject, context: Record<string, string>): boolean =>
  Object.values(conditions).every((keys) =>
    Object.entries(keys as Record<string, Json>).every(([key, expected]) => {
      const given = context[key];
      return given !== undefined && [expected].flat().some((pattern) => matches(String(pattern), given));
    }),
  );

const isDenied = (denials: Statement[], { action, arn, context = {} }: Call): boolean =>
  denials.some(
    (denial) =>
      denial.actions.some((pattern) => matches(pattern, action)) &&
      denial.resources.some((pattern) => matches(pattern, arn)) &&
      holds(denial.conditions, context),
  );

const settings = config('trial');
const resources = synthesize({ ...settings, domain, alarms: { email: 'oncall@example.com' } });
const boundary = ofType(resources, 'AWS::IAM::ManagedPolicy').find(
  ({ logicalId }) => logicalId === 'AgentBoundary',
);
const [api] = ofType(resources, 'AWS::ApiGatewayV2::Api');

/** As IAM gets it: the one thing that is known at deployment only is the API's id. */
const document = JSON.parse(
  JSON.stringify(boundary?.properties.PolicyDocument).replace(
    /\{"Fn::Join":\["",\[("[^"]*"),\{"Fn::ImportValue":"([^"]+)"\},("[^"]*")\]\]\}/g,
    (_, before: string, imported: string, after: string) =>
      JSON.stringify(
        `${JSON.parse(before)}${imported.includes(`Ref${api?.logicalId}`) ? apiId : 'unknown'}${JSON.parse(after)}`,
      ),
  ),
);
const denials = statementsIn(document).filter(({ effect }) => effect === 'Deny');
const callsOn = (resource: Resource): Call[] => weakening[resource.type]?.(resource.properties) ?? [];

describe("the agents' boundary", () => {
  it.each(resources.filter(({ type }) => !(type in partsOf)))(
    'closes $type $logicalId to whatever would weaken it',
    (resource) => {
      const calls = callsOn(resource);
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.filter((call) => !isDenied(denials, call))).toEqual([]);
    },
  );

  it('leaves out only what is part of a resource that it closes', () => {
    const types = new Set(resources.map(({ type }) => type));
    const left = Object.keys(partsOf).filter((type) => types.has(type));
    expect(left.length).toBeGreaterThan(3);
    expect(left.filter((type) => !types.has(partsOf[type] ?? ''))).toEqual([]);
  });

  it('closes the roles of the CDK, which could deploy all of it anew, and the bundles that they deploy', () => {
    const role = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-eu-west-1';
    const bundle = 'arn:aws:s3:::cdk-hnb659fds-assets-111122223333-eu-west-1/0f3c.zip';
    expect(isDenied(denials, { action: 'sts:AssumeRole', arn: role })).toBe(true);
    expect(isDenied(denials, { action: 's3:PutObject', arn: bundle })).toBe(true);
  });

  it('leaves everybody else alone: functions, mappings, keys, APIs, alarms, logs, databases', () => {
    const foreign = { 'lambda:FunctionArn': `arn:aws:lambda:${place}:function:orders` };
    const production = { 'aws:ResourceTag/countersign:stage': 'production' };
    const calls: Call[] = [
      {
        action: 'execute-api:Invoke',
        arn: `arn:aws:execute-api:${place}:${apiId}/$default/POST/v1/requests`,
      },
      { action: 'lambda:InvokeFunction', arn: `arn:aws:lambda:${place}:function:orders` },
      { action: 'lambda:GetEventSourceMapping', arn: '*', context: foreign },
      { action: 'dynamodb:PutItem', arn: `arn:aws:dynamodb:${place}:table/countersign-production-requests` },
      { action: 'kms:Encrypt', arn: `arn:aws:kms:${place}:key/0f3c` },
      { action: 'kms:Encrypt', arn: `arn:aws:kms:${place}:key/0f3c`, context: production },
      { action: 'apigateway:PATCH', arn: 'arn:aws:apigateway:eu-west-1::/apis/zyxwvu9876' },
      { action: 'cloudwatch:DeleteAlarms', arn: `arn:aws:cloudwatch:${place}:alarm:orders-late` },
      { action: 'logs:DeleteLogGroup', arn: `arn:aws:logs:${place}:log-group:/aws/lambda/orders` },
      { action: 'glue:DeleteTable', arn: `arn:aws:glue:${place}:table/sales/orders` },
    ];
    expect(calls.filter((call) => isDenied(denials, call))).toEqual([]);
  });
});

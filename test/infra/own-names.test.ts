import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import { findOwn, type Own } from '../../core/policy/own.ts';
import { ownNames } from '../../infra/own-names.ts';
import { config, ofType, type Resource, synthesize } from './synthesized.ts';

const settings = {
  ...config('trial'),
  account: '111122223333',
  digestCopy: { bucket: 'evidence-copies', account: '999988887777' },
};
const resources = synthesize({ ...settings, alarms: { email: 'oncall@example.com' } });
const place = `eu-west-1:${settings.account}`;
const variables = ofType(resources, 'AWS::Lambda::Function').flatMap(({ properties }) =>
  properties.FunctionName === 'countersign-trial-submit'
    ? [(properties.Environment as { Variables: JsonObject }).Variables]
    : [],
)[0] as JsonObject;

/** What AWS answers for a reference: an id that nobody could have known. */
const idOf = (logicalId: string): string => `0f3c${logicalId.toLowerCase().slice(0, 24)}`;
const own: Own = {
  ...ownNames(settings),
  texts: [...ownNames(settings).texts, ...referencesIn(variables.OWN_IDS).map(idOf)],
};

function referencesIn(value: Json | undefined): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  const { Ref, 'Fn::ImportValue': imported } = value as JsonObject;
  if (typeof Ref === 'string') return [Ref];
  // The key stands in the other stack, which exports it by its logical id.
  if (typeof imported === 'string')
    return resources.flatMap(({ logicalId }) => (imported.includes(logicalId) ? [logicalId] : []));
  return Object.values(value).flatMap(referencesIn);
}

const text = (value: Json | undefined): string => String(value);

/** Each type, by what AWS lets it be named with. */
const namesOf: Record<string, (resource: Resource) => string[]> = {
  'AWS::Lambda::Function': ({ properties: { FunctionName } }) => [
    text(FunctionName),
    `arn:aws:lambda:${place}:function:${FunctionName}`,
    `arn:aws:lambda:${place}:function:${FunctionName}:live`,
    `${settings.account}:${FunctionName}`,
  ],
  // Its own function would have to know the id of the queue's: what runs for agents is kept from it by its tag.
  'AWS::Lambda::EventSourceMapping': ({ logicalId, properties }) =>
    properties.StartingPosition === undefined
      ? []
      : [idOf(logicalId), `arn:aws:lambda:${place}:event-source-mapping:${idOf(logicalId)}`],
  'AWS::DynamoDB::Table': ({ properties: { TableName } }) => [
    text(TableName),
    `arn:aws:dynamodb:${place}:table/${TableName}`,
    `arn:aws:dynamodb:${place}:table/${TableName}/stream/2026-01-01T00:00:00.000`,
    `arn:aws:dynamodb:${place}:table/${TableName}/index/standing`,
    `arn:aws:dynamodb:${place}:table/${TableName}/backup/01`,
  ],
  'AWS::StepFunctions::StateMachine': ({ properties: { StateMachineName } }) => [
    text(StateMachineName),
    `arn:aws:states:${place}:stateMachine:${StateMachineName}`,
    `arn:aws:states:${place}:execution:${StateMachineName}:0f3c`,
  ],
  'AWS::Events::Rule': ({ properties: { Name, EventBusName } }) => [
    String(Name),
    `arn:aws:events:${place}:rule/${EventBusName ? `${Name}/` : ''}${Name}`,
  ],
  'AWS::Events::EventBus': ({ properties: { Name } }) => [
    text(Name),
    `arn:aws:events:${place}:event-bus/${Name}`,
    `arn:aws:events:${place}:rule/${Name}/any`,
  ],
  'AWS::Scheduler::Schedule': ({ properties: { Name } }) => [
    text(Name),
    `arn:aws:scheduler:${place}:schedule/default/${Name}`,
  ],
  'AWS::SQS::Queue': ({ properties: { QueueName } }) => [
    text(QueueName),
    `arn:aws:sqs:${place}:${QueueName}`,
    `https://sqs.eu-west-1.amazonaws.com/${settings.account}/${QueueName}`,
  ],
  'AWS::SNS::Topic': ({ properties: { TopicName } }) => [
    text(TopicName),
    `arn:aws:sns:${place}:${TopicName}`,
    `arn:aws:sns:${place}:${TopicName}:0f3c`,
  ],
  'AWS::CloudWatch::Alarm': ({ properties: { AlarmName } }) => [
    text(AlarmName),
    `arn:aws:cloudwatch:${place}:alarm:${AlarmName}`,
  ],
  'AWS::CloudWatch::Dashboard': ({ properties: { DashboardName } }) => [text(DashboardName)],
  'AWS::Logs::LogGroup': ({ properties: { LogGroupName } }) => [
    text(LogGroupName),
    `arn:aws:logs:${place}:log-group:${LogGroupName}:*`,
  ],
  'AWS::IAM::Role': ({ properties: { RoleName } }) => [
    text(RoleName),
    `arn:aws:iam::${settings.account}:role/${RoleName}`,
    `arn:aws:sts::${settings.account}:assumed-role/${RoleName}/any`,
  ],
  'AWS::IAM::ManagedPolicy': ({ properties: { ManagedPolicyName } }) => [
    text(ManagedPolicyName),
    `arn:aws:iam::${settings.account}:policy/${ManagedPolicyName}`,
    `arn:aws:iam::444455556666:policy/${ManagedPolicyName}`,
  ],
  // CloudFormation names it after the stack.
  'AWS::S3::Bucket': ({ logicalId }) => {
    const name = `countersign-trial-audit-${logicalId.toLowerCase()}-1a2b3c`;
    return [name, `arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/records/x`, `s3://${name}/records/`];
  },
  'AWS::KMS::Key': ({ logicalId }) => [idOf(logicalId), `arn:aws:kms:${place}:key/${idOf(logicalId)}`],
  'AWS::Glue::Database': ({ properties: { DatabaseInput } }) => [text((DatabaseInput as JsonObject).Name)],
  'AWS::Glue::Table': ({ properties: { DatabaseName, TableInput } }) => [
    `arn:aws:glue:${place}:table/${DatabaseName}/${(TableInput as JsonObject).Name}`,
  ],
  'AWS::Athena::WorkGroup': ({ properties: { Name } }) => [
    text(Name),
    `arn:aws:athena:${place}:workgroup/${Name}`,
  ],
  'AWS::Athena::NamedQuery': ({ properties: { WorkGroup } }) => [text(WorkGroup)],
  'AWS::ApiGatewayV2::Api': ({ logicalId }) => onApi(logicalId, ''),
  'AWS::ApiGatewayV2::Stage': ({ properties }) => onApi(apiOf(properties), '/stages/x'),
  'AWS::ApiGatewayV2::Route': ({ properties }) => onApi(apiOf(properties), '/routes/x'),
  'AWS::ApiGatewayV2::Integration': ({ properties }) => onApi(apiOf(properties), '/integrations/x'),
};

/** It stands in the stack that stays, its routes in the other. */
const apiOf = ({ ApiId }: Resource['properties']): string => text(referencesIn(ApiId)[0]);

const onApi = (logicalId: string, path: string): string[] => [
  idOf(logicalId),
  `arn:aws:apigateway:eu-west-1::/apis/${idOf(logicalId)}${path}`,
  `arn:aws:execute-api:${place}:${idOf(logicalId)}/$default/POST/v1/requests`,
];

/** Without a name that a request could say: it is said by that of which it is a part. */
const partsOf = [
  'AWS::IAM::Policy',
  'AWS::Lambda::Permission',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::Subscription',
  'AWS::S3::BucketPolicy',
  'AWS::Events::EventBusPolicy',
];

const ours = [
  ...resources.filter(({ type }) => !partsOf.includes(type)).flatMap((one) => namesOf[one.type]?.(one) ?? []),
  'countersign-trial-approval',
  settings.digestCopy.bucket,
  `arn:aws:s3:::${settings.digestCopy.bucket}`,
  `arn:aws:s3:::${settings.digestCopy.bucket}/digests/00000000.json`,
  `arn:aws:cloudformation:${place}:stack/countersign-trial-audit/0f3c`,
  settings.slack.secretName,
  `arn:aws:secretsmanager:${place}:secret:${settings.slack.secretName}-AbCdEf`,
  `cdk-hnb659fds-deploy-role-${settings.account}-eu-west-1`,
  `arn:aws:iam::${settings.account}:role/cdk-hnb659fds-cfn-exec-role-${settings.account}-eu-west-1`,
  `arn:aws:s3:::cdk-hnb659fds-assets-${settings.account}-eu-west-1/0f3c.zip`,
];
const foreign = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0';
const names = (value: Json, resource = foreign): boolean =>
  findOwn(own, { resource, parameters: { Value: value } }) !== undefined;

/** As many ways as one text is read. */
const mostSpellings = 32;

/** Counts how often one of our names is taken, to be held against a part of a request. */
function countHeld({ texts, names, arns }: Own) {
  let count = 0;
  const counted = (list: readonly string[]): readonly string[] =>
    Object.assign([...list], {
      find: (isOurs: (name: string) => boolean) =>
        list.find((name) => {
          count += 1;
          return isOurs(name);
        }),
    });
  const counting: Own = { texts: counted(texts), names: counted(names), arns: counted(arns) };
  return { counting, held: () => count };
}

describe('what is ours', () => {
  it('has a name for every resource of the templates, or is part of one that has', () => {
    const unnamed = resources.filter(({ type }) => !partsOf.includes(type) && !(type in namesOf));
    expect(unnamed.map(({ type }) => type)).toEqual([]);
    expect(ours.length).toBeGreaterThan(100);
  });

  it.each([...new Set(ours)])('%s is found as a resource and in parameters, however deep', (name) => {
    expect(findOwn(own, { resource: name, parameters: {} })?.pointer).toBe('/resource');
    expect(names(name)).toBe(true);
    expect(names({ Filters: [{ Values: ['orders', name] }] })).toBe(true);
    expect(names({ [name]: 'a key of a map' })).toBe(true);
  });

  it('is found in a text, a document, a script or base64 of one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ours), (name) => {
        const document = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: [name] }] });
        expect(names(document)).toBe(true);
        expect(names(`#!/bin/sh\naws things --of "${name}"\n`)).toBe(true);
        expect(names(Buffer.from(`#!/bin/sh\nrun ${name}\n`).toString('base64'))).toBe(true);
      }),
    );
  });

  it('is found in any case, and however it is escaped', () => {
    const escapes: ((character: string) => string)[] = [
      (one) => one,
      (one) => one.toUpperCase(),
      (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
      (one) => `%25${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
      (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
      (one) => one.replace('/', '\\/'),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...ours), fc.infiniteStream(fc.constantFrom(...escapes)), (name, how) => {
        const written = [...name].map((one) => how.next().value(one)).join('');
        expect(names(written), written).toBe(true);
      }),
    );
  });

  it.each([
    'arn:aws:dynamodb:*:*:table/*',
    'arn:aws:dynamodb:eu-west-1:111122223333:*',
    'arn:aws:s3:::*',
    'arn:aws:s3:::counter*',
    'arn:aws:*:*:*:*',
    'arn:aws:iam::*:role/*',
    'arn:aws:lambda:*:*:function:c?untersign-trial-submit',
    'arn:aws:logs:eu-west-1:111122223333:log-group:*',
    'arn:aws:secretsmanager:*:*:secret:countersign/*',
    'countersign-*',
    'counter*-requests',
    '?ountersign-trial-submit',
    '*-trial-submit',
    '/countersign/*',
  ])('is found in the pattern %s, which could mean it', (pattern) => {
    expect(names([pattern])).toBe(true);
    expect(names({ Document: JSON.stringify({ Resource: pattern }) })).toBe(true);
  });

  it.each([
    '*',
    '**',
    'orders',
    'countersign',
    'a text about how to countersign a trial',
    'countersign-production-requests',
    'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
    'arn:aws:dynamodb:eu-west-1:111122223333:table/order*',
    'arn:aws:dynamodb:eu-west-1:444455556666:table/*',
    'arn:aws:s3:::reports-*',
    'arn:aws:iam::111122223333:role/agent-*',
    'arn:aws:ec2:*:*:instance/*',
    'cdk-demo',
    '*-production',
    '2026-*',
    'SGVsbG8gd29ybGQsIGhlbGxvIQ==',
  ])('is not found in %s', (value) => {
    expect(names([value])).toBe(false);
    expect(names({ Document: JSON.stringify({ Resource: value }) })).toBe(false);
  });

  it.each<[what: string, parts: number, value: Json]>([
    [
      'many ARNs',
      900,
      Array.from({ length: 900 }, (_, n) => `arn:aws:s3:::bucket-${n}/*/${'x'.repeat(40)}`).join('\n'),
    ],
    ['many names', 2_000, Array.from({ length: 2_000 }, (_, n) => `n${n}`)],
    ['many patterns', 2_000, Array.from({ length: 2_000 }, (_, n) => `*${n}?`)],
    ['base64', mostSpellings, 'A'.repeat(64_000)],
    ['escapes', mostSpellings, '%'.repeat(32_000) + '\\u'.repeat(16_000)],
    ['stars', 1, '*a'.repeat(32_000)],
  ])('is held once against each part of a long request: %s', (_, parts, value) => {
    const { counting, held } = countHeld(own);
    expect(findOwn(counting, { resource: foreign, parameters: { Value: value } })).toBeUndefined();
    const all = own.texts.length + own.names.length + own.arns.length;
    // The resource and its ARN, the two names of parameters.
    expect(held()).toBeLessThanOrEqual((parts + 4) * all);
  });
});

it('stands in every request of the deployment whatever it calls itself: ids reach submit, which rules', () => {
  const types = referencesIn(variables.OWN_IDS).map(
    (id) => resources.find(({ logicalId }) => logicalId === id)?.type,
  );
  expect(types.sort()).toEqual([
    'AWS::ApiGatewayV2::Api',
    'AWS::KMS::Key',
    'AWS::KMS::Key',
    'AWS::KMS::Key',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::EventSourceMapping',
  ]);
});

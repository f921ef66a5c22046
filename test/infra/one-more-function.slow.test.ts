import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { functionSpecs } from '../../functions/specs.ts';
import { writeBundles } from '../../infra/bundles.ts';
import { spec } from './fixtures/tally-votes/spec.ts';
import { statementsByRole } from './statements.ts';
import { appOf, config, ofType, type Resource, resourcesOf, synthesize } from './synthesized.ts';

const trial = config('trial');
/** A folder, and its line in functions/specs.ts: nothing else was written for it. */
const withOneMore = { ...functionSpecs, 'test/infra/fixtures/tally-votes': spec };
const before = resourcesOf(appOf(trial));
const resources = synthesize(trial, withOneMore);
const known = new Map(before.map((resource) => [resource.logicalId, resource]));
const added = resources.filter(({ logicalId }) => !known.has(logicalId));

/** The only one of its type that came with the function. */
const addedOf = (type: string): Resource => {
  const [resource, ...others] = ofType(added, type);
  if (!resource || others.length > 0) throw new Error(`${type}: ${others.length + 1} were added, not one.`);
  return resource;
};
const fn = addedOf('AWS::Lambda::Function');

describe('one more function, of which only its folder is written', () => {
  it('is deployed as its spec says', () => {
    expect(fn.properties).toMatchObject({
      FunctionName: 'countersign-trial-tally-votes',
      Description: 'Counts the votes of a day',
      MemorySize: 256,
      Timeout: 20,
      ReservedConcurrentExecutions: 2,
      Role: { 'Fn::GetAtt': [addedOf('AWS::IAM::Role').logicalId, 'Arn'] },
      LoggingConfig: { LogGroup: { Ref: addedOf('AWS::Logs::LogGroup').logicalId } },
      Environment: {
        Variables: {
          POWERTOOLS_SERVICE_NAME: 'tally-votes',
          SLACK_SECRET: trial.slack.secretName,
          EVENT_BUS_NAME: { Ref: expect.stringContaining('Outcomes') },
          TABLE_NAME: { 'Fn::ImportValue': expect.stringContaining('Requests') },
        },
      },
    });
    expect(addedOf('AWS::IAM::Role').properties.RoleName).toBe('countersign-trial-tally-votes-eu-west-1');
    expect(addedOf('AWS::Logs::LogGroup').properties.LogGroupName).toBe('/countersign/trial/tally-votes');
  });

  it('may do that, and nothing else', () => {
    const statements = statementsByRole(resources)['tally-votes'] ?? [];
    const may = (action: string) => statements.filter(({ actions }) => actions.includes(action));
    expect(new Set(statements.flatMap(({ actions }) => actions))).toEqual(
      new Set([
        'dynamodb:DescribeStream',
        'dynamodb:GetItem',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
        'events:PutEvents',
        'kms:Decrypt',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        's3:PutObject',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
        'states:SendTaskSuccess',
        'states:StartExecution',
        'xray:PutTelemetryRecords',
        'xray:PutTraceSegments',
      ]),
    );
    expect(may('s3:PutObject').flatMap((one) => one.resources)).toEqual([
      expect.stringContaining('/tallies/*'),
    ]);
    expect(may('dynamodb:GetItem')[0]?.conditions).toEqual({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['request#*'] },
    });
  });

  it('is let through by the policy of the audit bucket, beside seal', () => {
    const writers = JSON.stringify(
      ofType(resources, 'AWS::S3::BucketPolicy').map(({ properties }) => properties),
    );
    for (const name of ['seal', 'tally-votes']) {
      expect(writers).toContain(`role/countersign-trial-${name}-eu-west-1`);
    }
  });

  it('reads the stream, and sets apart what fails', () => {
    expect(addedOf('AWS::Lambda::EventSourceMapping').properties).toMatchObject({
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 60,
      MaximumRetryAttempts: 10,
      FunctionName: { Ref: fn.logicalId },
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [addedOf('AWS::SQS::Queue').logicalId, 'Arn'] } },
      },
    });
    expect(addedOf('AWS::SQS::Queue').properties.QueueName).toBe(
      'countersign-trial-tally-votes-dead-letters',
    );
  });

  it('answers its routes, and what anybody may call is bounded in what it costs', () => {
    const routes = ofType(added, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties);
    const auth = Object.fromEntries(
      routes.map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType]),
    );
    expect(auth).toEqual({ 'GET /v1/tally': 'AWS_IAM', 'GET /v1/public-tally': 'NONE' });
    const integration = addedOf('AWS::ApiGatewayV2::Integration');
    expect(integration.properties.IntegrationUri).toEqual({ 'Fn::GetAtt': [fn.logicalId, 'Arn'] });
    for (const { Target } of routes) expect(JSON.stringify(Target)).toContain(integration.logicalId);
    const [stage] = ofType(resources, 'AWS::ApiGatewayV2::Stage');
    expect(Object.keys(stage?.properties.RouteSettings ?? {}).sort()).toEqual([
      'GET /v1/keys',
      'GET /v1/public-tally',
      'POST /slack/commands',
      'POST /slack/events',
      'POST /slack/interactions',
      'POST /v1/tickets/{jti}',
    ]);
  });

  it('has its alarms', () => {
    const alarms = ofType(added, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);
    const thresholds = Object.fromEntries(alarms.map(({ AlarmName, Threshold }) => [AlarmName, Threshold]));
    expect(thresholds).toEqual({
      'countersign-trial-tally-votes-errors': 1,
      'countersign-trial-tally-votes-dead-letters': 1,
      'countersign-trial-tally-votes-behind': 30 * 60_000,
      'countersign-trial-tally-votes-silent': 1,
      'countersign-trial-request-expired': 3,
      // CloudWatch adds up ten metrics in an alarm: where it makes one more, that is another alarm.
      'countersign-trial-throttles2': 1,
    });
    const errors = alarms.find(({ AlarmName }) => String(AlarmName).endsWith('-errors'));
    expect(errors?.AlarmDescription).toBe('A day was not counted. See docs/runbook.md#function-errors');
  });

  it('changes nothing but what counts, serves or lets in every function', () => {
    const types = resources
      .filter((one) => known.has(one.logicalId))
      .filter((one) => JSON.stringify(one) !== JSON.stringify(known.get(one.logicalId)))
      .map(({ type, logicalId }) => `${type} ${logicalId.replace(/[0-9A-F]{8}$/, '')}`);
    expect(types.sort()).toEqual([
      'AWS::ApiGatewayV2::Stage ApiStage',
      'AWS::CloudWatch::Dashboard Dashboard',
      // Its mapping is Countersign's own, and requests must not name it: these open them, or rule as they do.
      'AWS::Lambda::Function FunctionsReconcile',
      'AWS::Lambda::Function FunctionsRevert',
      'AWS::Lambda::Function FunctionsSight',
      'AWS::Lambda::Function FunctionsSubmit',
      'AWS::Lambda::Function FunctionsTurn',
      'AWS::Lambda::Function FunctionsUndo',
      'AWS::S3::BucketPolicy AuditPolicy',
    ]);
  });

  it('leaves cdk-nag with nothing to say', () => {
    const app = appOf(trial, withOneMore);
    app.synth();
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });

  it('is bundled with what it lists', async () => {
    const files = { policy: {}, actions: {}, directory: {} };
    const specs = { 'test/infra/fixtures/tally-votes': spec };
    const [bundle] = await writeBundles(specs, files, join(mkdtempSync(join(tmpdir(), 'bundles-')), 'build'));
    const has = (file: string): boolean => existsSync(join(bundle?.folder ?? '', file));
    expect(['index.mjs', 'directory.json', 'policy.json', 'node_modules'].filter(has)).toEqual([
      'index.mjs',
      'directory.json',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/lib/json.ts';
import { functionSpecs } from '../../functions/specs.ts';
import { statementsIn } from './statements.ts';
import { config, ofType, type Resource, synthesize } from './synthesized.ts';

const specs = Object.values(functionSpecs);
const resources = synthesize(config('trial'));
const production = synthesize(config('production'));
const functions = ofType(resources, 'AWS::Lambda::Function');
const named = (all: Resource[], name: string): JsonObject => {
  const found = ofType(all, 'AWS::Lambda::Function').find(({ properties }) =>
    String(properties.FunctionName).endsWith(`-${name}`),
  );
  if (!found) throw new Error(`There is no function ${name}.`);
  return found.properties;
};

describe('the API', () => {
  const routes = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties);

  /** Public keys, and what asks for a signed ticket. */
  const forEverybody = ['GET /v1/keys', 'POST /v1/tickets/{jti}'];

  it('needs IAM on every route of agents', () => {
    const agents = routes.filter(
      ({ RouteKey }) => String(RouteKey).includes(' /v1/') && !forEverybody.includes(String(RouteKey)),
    );
    expect(agents.map(({ RouteKey }) => RouteKey).sort()).toEqual([
      'GET /v1/actions',
      'GET /v1/actions/{service}/{operation}',
      'GET /v1/requests/{id}',
      'POST /v1/evaluate',
      'POST /v1/requests',
      'POST /v1/requests/{id}/answers',
      'POST /v1/requests/{id}/credentials',
      'POST /v1/requests/{id}/outcome',
      'POST /v1/requests/{id}/run',
      'POST /v1/requests/{id}/start',
      'POST /v1/requests/{id}/withdraw',
    ]);
    expect(agents.every(({ AuthorizationType }) => AuthorizationType === 'AWS_IAM')).toBe(true);
  });

  it('is open to nobody but Slack and those who verify tickets, apart from the agents in what it costs', () => {
    const open = routes.filter(({ AuthorizationType }) => AuthorizationType !== 'AWS_IAM');
    const keys = open.map(({ RouteKey }) => String(RouteKey));
    const ofSlack = ['interactions', 'events', 'commands'].map((kind) => `POST /slack/${kind}`);
    expect(keys.sort()).toEqual([...forEverybody, ...ofSlack].sort());
    const [stage] = ofType(resources, 'AWS::ApiGatewayV2::Stage');
    expect(Object.keys(stage?.properties.RouteSettings as object).sort()).toEqual(keys);
  });

  it('has an address for Slack that a stranger cannot guess, where the settings give it one', () => {
    const settings = config('trial');
    const pathSegment = '0123456789abcdef0123456789abcdef';
    const hidden = synthesize({ ...settings, slack: { ...settings.slack, pathSegment } });
    const ofSlack = ofType(hidden, 'AWS::ApiGatewayV2::Route').filter(({ properties }) =>
      String(properties.RouteKey).includes('/slack/'),
    );
    const keys = ['interactions', 'events', 'commands'].map((kind) => `POST /slack/${pathSegment}/${kind}`);
    expect(ofSlack.map(({ properties }) => properties.RouteKey)).toEqual(keys);
    const [stage] = ofType(hidden, 'AWS::ApiGatewayV2::Stage');
    for (const key of keys) expect(stage?.properties.RouteSettings).toHaveProperty([key]);
    const permission = ofType(hidden, 'AWS::Lambda::Permission').find(({ properties }) =>
      JSON.stringify(properties.SourceArn).includes('/slack/'),
    );
    expect(JSON.stringify(permission?.properties.SourceArn)).toContain(`/slack/${pathSegment}/interactions"`);
  });

  it('logs who called what, and neither headers nor bodies', () => {
    const [stage] = ofType(resources, 'AWS::ApiGatewayV2::Stage');
    const format = JSON.stringify(stage?.properties.AccessLogSettings);
    expect(format).toContain('$context.requestId');
    expect(format).not.toMatch(/header|body|authorizer|querystring/i);
  });

  it('waits longer than its slowest function runs', () => {
    const hangsUpAfter = 30;
    const behindRoutes = specs.filter(({ routes }) => routes).map(({ name }) => name);
    expect(behindRoutes).toContain('watch');
    for (const name of behindRoutes) expect(named(resources, name).Timeout).toBeLessThan(hangsUpAfter);
  });
});

/** Of the table's stream; the queue of what CloudTrail saw has dead letters of its own. */
const readers = ofType(resources, 'AWS::Lambda::EventSourceMapping').filter(
  ({ properties }) => properties.StartingPosition !== undefined,
);

describe('every function', () => {
  it('is one of those that we know', () => {
    expect(functions.map(({ properties }) => properties.FunctionName).sort()).toEqual(
      specs.map(({ name }) => `countersign-trial-${name}`).sort(),
    );
  });

  it.each(functions)(
    'runs Node 24 on arm64, traced, with structured logs: $logicalId',
    ({ logicalId, properties }) => {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        LoggingConfig: { LogFormat: 'JSON' },
      });
      // What a schedule calls is called alike all day: its traces would cost more than it does.
      const scheduled = ofType(resources, 'AWS::Scheduler::Schedule').some(({ properties: { Target } }) =>
        JSON.stringify(Target).includes(`"${logicalId}"`),
      );
      expect(properties.TracingConfig).toEqual({ Mode: scheduled ? 'PassThrough' : 'Active' });
    },
  );

  it.each(functions)(
    'gets names of secrets, never secrets, and never another endpoint: $logicalId',
    ({ properties }) => {
      const { Variables } = properties.Environment as { Variables: JsonObject };
      expect(JSON.stringify(Variables)).not.toMatch(/xox|\{\{resolve/);
      expect(Object.keys(Variables)).not.toContain('SLACK_API_URL');
    },
  );

  it('that is called asynchronously has somewhere for what fails', () => {
    const queues = ofType(resources, 'AWS::SQS::Queue').map(({ logicalId }) => logicalId);
    expect(readers).toHaveLength(2);
    for (const { properties } of readers) {
      const { OnFailure } = properties.DestinationConfig as {
        OnFailure: { Destination: { 'Fn::GetAtt': string[] } };
      };
      expect(queues).toContain(OnFailure.Destination['Fn::GetAtt'][0]);
    }
    const asynchronous = [
      'events.amazonaws.com',
      's3.amazonaws.com',
      'sns.amazonaws.com',
      'scheduler.amazonaws.com',
    ];
    const invokers = ofType(resources, 'AWS::Lambda::Permission').filter(({ properties }) =>
      asynchronous.includes(String(properties.Principal)),
    );
    const caught = ofType(resources, 'AWS::Lambda::EventInvokeConfig').map(({ properties }) =>
      JSON.stringify(properties.FunctionName),
    );
    for (const { properties } of invokers) expect(caught).toContain(JSON.stringify(properties.FunctionName));
  });
});

const patternsOf = ({ FilterCriteria }: JsonObject): unknown[] =>
  (FilterCriteria as { Filters: { Pattern: string }[] }).Filters.map(({ Pattern }) => JSON.parse(Pattern));

const mappingOf = (reader: string): JsonObject => {
  const found = ofType(resources, 'AWS::Lambda::EventSourceMapping').find(({ logicalId }) =>
    logicalId.toLowerCase().includes(`${reader}stream`),
  );
  if (!found) throw new Error(`Nothing feeds ${reader}.`);
  return found.properties;
};

describe('the stream', () => {
  it.each(readers)(
    'gives moves and the heartbeat, in order, and sets apart what fails: $logicalId',
    ({ properties }) => {
      expect(patternsOf(properties).at(-1)).toEqual({ dynamodb: { NewImage: { pk: { S: ['heartbeat'] } } } });
      expect(properties).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        StartingPosition: 'TRIM_HORIZON',
      });
      expect(properties.MaximumRetryAttempts).toBeGreaterThan(0);
    },
  );

  it('sets a batch aside while the stream still has it for half a day', () => {
    for (const { properties } of readers) expect(properties.MaximumRecordAgeInSeconds).toBe(12 * 3_600);
  });

  it('gives relay only what people are asked about and incidents, ten at a time; seal gets all, one after the other', () => {
    const record = { S: [{ exists: true }] };
    expect(patternsOf(mappingOf('relay')).slice(0, -1)).toEqual([
      { dynamodb: { NewImage: { record, decision: { S: ['review'] } } } },
      { dynamodb: { NewImage: { record, pk: { S: [{ prefix: 'incident#' }] } } } },
    ]);
    expect(patternsOf(mappingOf('seal')).slice(0, -1)).toEqual([{ dynamodb: { NewImage: { record } } }]);
    expect(mappingOf('relay').ParallelizationFactor).toBe(10);
    expect(mappingOf('seal').ParallelizationFactor).toBe(1);
  });

  it('has no third reader, which DynamoDB would slow down', () => {
    expect(readers.length).toBeLessThanOrEqual(2);
  });
});

describe('every queue', () => {
  it.each(ofType(resources, 'AWS::SQS::Queue'))(
    'is encrypted and takes TLS alone: $logicalId',
    ({ logicalId, properties }) => {
      expect(properties.SqsManagedSseEnabled === true || properties.KmsMasterKeyId !== undefined).toBe(true);
      const statements = ofType(resources, 'AWS::SQS::QueuePolicy')
        .filter((policy) => JSON.stringify(policy.properties.Queues).includes(logicalId))
        .flatMap((policy) => statementsIn(policy.properties.PolicyDocument));
      expect(statements).toContainEqual(
        expect.objectContaining({ effect: 'Deny', conditions: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    },
  );
});

describe('every log group', () => {
  it.each(ofType(resources, 'AWS::Logs::LogGroup'))('ends and is encrypted: $logicalId', ({ properties }) => {
    expect(properties.RetentionInDays).toBe(30);
    expect(properties.KmsKeyId).toBeDefined();
  });

  it('that a function writes to is one of ours', () => {
    const ours = ofType(resources, 'AWS::Logs::LogGroup').map(({ logicalId }) => logicalId);
    for (const { properties } of functions) {
      const { LogGroup } = properties.LoggingConfig as { LogGroup: { Ref: string } };
      expect(ours).toContain(LogGroup.Ref);
    }
  });
});

describe('the workflow', () => {
  const [workflow] = ofType(resources, 'AWS::StepFunctions::StateMachine');

  it('logs each step without its data, which holds task tokens', () => {
    expect(workflow?.properties.LoggingConfiguration).toMatchObject({
      IncludeExecutionData: false,
      Level: 'ALL',
    });
  });

  it('is traced', () => {
    expect(workflow?.properties.TracingConfiguration).toEqual({ Enabled: true });
  });

  it('has a substitution for every name that its definition leaves open', () => {
    const open = [...String(workflow?.properties.DefinitionString).matchAll(/\$\{(\w+)\}/g)].map(
      ([, name]) => name,
    );
    expect(new Set(open)).toEqual(
      new Set(Object.keys(workflow?.properties.DefinitionSubstitutions as JsonObject)),
    );
  });
});

describe('agents that wait', () => {
  it('have concurrency of their own in production, and share what there is in a trial', () => {
    expect(named(production, 'watch').ReservedConcurrentExecutions).toBe(50);
    expect(named(resources, 'watch')).not.toHaveProperty('ReservedConcurrentExecutions');
  });
});

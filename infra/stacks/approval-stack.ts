import { ArnFormat, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { PolicyDocument } from '../../catalog/generate/policy-document.ts';
import { AgentBoundary } from '../constructs/agent-boundary.ts';
import { ApprovalAlarms } from '../constructs/approval-alarms.ts';
import { ApprovalApi } from '../constructs/approval-api.ts';
import { ApprovalFunctions } from '../constructs/approval-functions.ts';
import { ApprovalWorkflow } from '../constructs/approval-workflow.ts';
import { OperationsKey } from '../constructs/operations-key.ts';
import { grantSealing } from '../constructs/seal-access.ts';
import { grantSecretRead } from '../constructs/secret-access.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import { grantTableAccess } from '../constructs/table-access.ts';
import type { Bundles } from '../function-names.ts';
import { nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import type { AuditStack } from './audit-stack.ts';

export interface ApprovalStackProps extends StackProps {
  config: Config;
  bundles: Bundles;
  /** What agents' roles must not be able to do by themselves. */
  boundary: PolicyDocument;
  audit: AuditStack;
}

/** A request's way, from the agent's call to the sealed record. Holds no state that matters. */
export class ApprovalStack extends Stack {
  constructor(scope: Construct, id: string, props: ApprovalStackProps) {
    const { config, bundles, boundary: document, audit, ...rest } = props;
    super(scope, id, rest);
    this.addStackDependency(audit);
    const key = new OperationsKey(this, 'OperationsKey');
    const bus = new events.EventBus(this, 'Outcomes', {
      eventBusName: nameOf(config, 'outcomes'),
      description: 'Countersign: what became of each request, for pipelines to listen to',
    });
    const functions = new ApprovalFunctions(this, 'Functions', {
      config,
      bundles,
      logKey: key,
      tableName: audit.table.tableName,
      bucketName: audit.bucket.bucketName,
      eventBusName: bus.eventBusName,
      workflowArn: this.#workflowArn(config),
    });
    const workflow = new ApprovalWorkflow(this, 'Workflow', { config, logKey: key, ...functions.all });
    const api = new ApprovalApi(this, 'Api', { config, logKey: key, functions: functions.all });

    const boundary = new AgentBoundary(this, 'AgentBoundary', { config, document });

    this.#grant(functions, config, audit, bus);
    const deadLetters = this.#consumeStream(functions, config, audit);
    new ApprovalAlarms(this, 'Alarms', {
      config,
      topicKey: key,
      functions: functions.all,
      deadLetters,
      workflow,
      api,
    });

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'AgentApiArn', {
      description: 'The resource that a role needs execute-api:Invoke on to be an agent',
      value: api.arnForExecuteApi('*', '/v1/*', '$default'),
    });
    new CfnOutput(this, 'AgentBoundaryArn', {
      description: 'The permissions boundary of every agent role: denies what must be asked for',
      value: boundary.ref,
    });
    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName });
  }

  /** By name: ask answers to the workflow that calls it, so neither can wait for the other to be made. */
  #workflowArn = (config: Config): string =>
    this.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: nameOf(config, 'approval'),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });

  #grant(
    functions: ApprovalFunctions,
    config: Config,
    { table, bucketArnExport }: AuditStack,
    bus: events.EventBus,
  ) {
    const { ask, slack, relay, conclude, seal } = functions;
    const { tokenSecretName, signingSecretName } = config.slack;
    for (const fn of Object.values(functions.all)) grantTableAccess(fn, table);
    for (const fn of [ask, slack, relay, conclude]) grantSecretRead(fn, tokenSecretName);
    grantSecretRead(slack, signingSecretName);
    relay.may(['states:StartExecution'], [this.#workflowArn(config)]);
    for (const fn of [ask, relay]) fn.may(['states:SendTaskSuccess'], [this.#workflowArn(config)]);
    conclude.may(['events:PutEvents'], [bus.eventBusArn], {
      StringEquals: { 'events:source': 'countersign' },
    });
    grantSealing(seal, bucketArnExport);
  }

  #consumeStream({ relay, seal }: ApprovalFunctions, config: Config, { table }: AuditStack) {
    const relaying = new StreamConsumer(this, 'Relaying', {
      table,
      consumer: relay,
      queueName: nameOf(config, 'relay-dead-letters'),
      batchSize: 10,
      // People and a workflow wait for it.
      maxBatchingWindow: Duration.seconds(0),
      // Without it no workflow starts: an outage is waited out before a request is set aside, unasked.
      retryAttempts: 100,
    });
    const sealing = new StreamConsumer(this, 'Sealing', {
      table,
      consumer: seal,
      queueName: nameOf(config, 'seal-dead-letters'),
      // A record is some kilobytes: 500 stay within the 6 MB of a Lambda's payload, and Lambda sends fewer if not.
      batchSize: 500,
      // An object every 5 s at most: 17,280 a day a shard, $0.09 for their PUTs.
      maxBatchingWindow: Duration.seconds(5),
      // Evidence is worth holding the stream up for: an outage of S3 is waited out before anything is set aside.
      retryAttempts: 100,
    });
    return { relay: relaying.deadLetters, seal: sealing.deadLetters };
  }
}

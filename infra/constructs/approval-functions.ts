import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { env as reportEnv } from '../../functions/api/report/env.ts';
import type { env as submitEnv } from '../../functions/api/submit/env.ts';
import type { env as watchEnv } from '../../functions/api/watch/env.ts';
import type { env as withdrawEnv } from '../../functions/api/withdraw/env.ts';
import type { env as slackEnv } from '../../functions/slack/interact/env.ts';
import type { env as relayEnv } from '../../functions/streams/relay/env.ts';
import type { env as sealEnv } from '../../functions/streams/seal/env.ts';
import type { env as askEnv } from '../../functions/workflow/ask/env.ts';
import type { env as concludeEnv } from '../../functions/workflow/conclude/env.ts';
import { ServiceFunction, type SharedFunctionProps } from './service-function.ts';

export interface ApprovalFunctionsProps extends SharedFunctionProps {
  tableName: string;
  bucketName: string;
  eventBusName: string;
  workflowArn: string;
}

/**
 * The nine functions. Memory buys CPU: 1,769 MB is one core. Timeouts are the worst case of what a function waits
 * for, with room; the time to load is not part of them.
 */
export class ApprovalFunctions extends Construct {
  readonly submit: ServiceFunction<typeof submitEnv>;
  readonly watch: ServiceFunction<typeof watchEnv>;
  readonly withdraw: ServiceFunction<typeof withdrawEnv>;
  readonly report: ServiceFunction<typeof reportEnv>;
  readonly ask: ServiceFunction<typeof askEnv>;
  readonly slack: ServiceFunction<typeof slackEnv>;
  readonly relay: ServiceFunction<typeof relayEnv>;
  readonly conclude: ServiceFunction<typeof concludeEnv>;
  readonly seal: ServiceFunction<typeof sealEnv>;

  constructor(scope: Construct, id: string, props: ApprovalFunctionsProps) {
    super(scope, id);
    const { config } = props;
    const table = { TABLE_NAME: props.tableName };
    const channel = { SLACK_CHANNEL: config.slack.channel, SLACK_TOKEN_SECRET: config.slack.tokenSecretName };

    this.submit = new ServiceFunction(this, 'Submit', props, {
      name: 'submit',
      description: 'Rules on a request by policy and writes it down',
      // Five calls of DynamoDB in a row, each tens of milliseconds, retried twice at most: 10 s is never reached in health.
      timeout: Duration.seconds(10),
      // Cedar is 4 MB of wasm to compile on a cold start, which is CPU.
      memorySize: 1024,
      environment: { ...table, PENDING_LIMIT: String(config.pendingLimit) },
    });
    this.watch = new ServiceFunction(this, 'Watch', props, {
      name: 'watch',
      description: 'Holds an agent on the line until its request moves',
      // 25 s of waiting + a cold start + the last read, below the 30 s at which API Gateway hangs up.
      timeout: Duration.seconds(29),
      memorySize: 256,
      environment: table,
      // Reserved, so that agents that wait cannot take what submit and slack need. Unset, all share the account's pool.
      reservedConcurrentExecutions: config.watchConcurrency,
    });
    this.withdraw = new ServiceFunction(this, 'Withdraw', props, {
      name: 'withdraw',
      description: "Takes an agent's own request back",
      timeout: Duration.seconds(10),
      memorySize: 256,
      environment: table,
    });
    this.report = new ServiceFunction(this, 'Report', props, {
      name: 'report',
      description: 'Takes down what an agent says it did with its signature',
      timeout: Duration.seconds(10),
      memorySize: 256,
      environment: table,
    });
    this.ask = new ServiceFunction(this, 'Ask', props, {
      name: 'ask',
      description: 'Puts a request before people in Slack, or tells the next tier',
      // Two calls of Slack at 5 s: 10 s, and the table. The workflow tries again.
      timeout: Duration.seconds(30),
      memorySize: 512,
      environment: { ...table, ...channel },
    });
    this.slack = new ServiceFunction(this, 'Slack', props, {
      name: 'slack',
      description: "Takes a person's click and counts the vote",
      // Slack hangs up after 3 s, and an alarm watches that; a vote that is being written by then is still finished.
      timeout: Duration.seconds(10),
      memorySize: 1024,
      environment: { ...table, ...channel, SLACK_SIGNING_SECRET: config.slack.signingSecretName },
    });
    this.relay = new ServiceFunction(this, 'Relay', props, {
      name: 'relay',
      description: 'Starts and wakes the workflow, and carries what was written to the cards in Slack',
      // A batch of 10 moves, each at most two calls of Slack at 2 s: 40 s, and the table and the workflow.
      timeout: Duration.seconds(90),
      memorySize: 512,
      environment: { ...table, ...channel, STATE_MACHINE_ARN: props.workflowArn },
    });
    this.conclude = new ServiceFunction(this, 'Conclude', props, {
      name: 'conclude',
      description: 'Ends a request, updates its cards and publishes the outcome',
      // A card shown again while votes still come in, each call of Slack at 5 s: 20 s, the table and the bus.
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: { ...table, ...channel, EVENT_BUS_NAME: props.eventBusName },
    });
    this.seal = new ServiceFunction(this, 'Seal', props, {
      name: 'seal',
      description: 'Writes records from the stream into the locked bucket',
      // At most 6 MB a batch, compressed in well under a second, written in one call.
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: { AUDIT_BUCKET_NAME: props.bucketName },
    });
  }

  get all() {
    const { submit, watch, withdraw, report, ask, slack, relay, conclude, seal } = this;
    return { submit, watch, withdraw, report, ask, slack, relay, conclude, seal };
  }
}

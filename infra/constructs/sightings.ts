import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { actingAccounts } from '../acting-accounts.ts';
import { forwardRole } from '../forward-role.ts';
import { iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface SightingsProps {
  config: Config;
  /** Of the function that takes them: how long it may work on a batch, and how often it gets a message. */
  taken: { timeoutSeconds: number; tries: number };
}

/** Where the events of all regions and accounts come together: a bus that takes them from the listed accounts, and a queue. */
export class Sightings extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { config, taken }: SightingsProps) {
    super(scope, id);
    const bus = new events.EventBus(this, 'Bus', {
      eventBusName: nameOf(config, 'sightings'),
      description: "Countersign: what CloudTrail saw of agents' calls",
    });
    this.#letIn(config, bus);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', nameOf(config, 'sightings-dead-letters'));
    this.queue = new sqs.Queue(this, 'Queue', {
      queueName: nameOf(config, 'sightings'),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // What AWS asks of a queue that a function reads: six times as long as the function may work.
      visibilityTimeout: Duration.seconds(6 * taken.timeoutSeconds),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: taken.tries },
    });
    this.#leadToTheQueue(config, bus);
  }

  /** The rules of these accounts, each by the one role that is made for it. No caller of an API puts an event here. */
  #letIn(config: Config, bus: events.EventBus) {
    const accounts = actingAccounts(Stack.of(this).account, config);
    bus.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'RulesOfTheListedAccounts',
        // Whoever it is, by the condition: an account that is closed or misspelt would not be taken as a principal.
        principals: [new iam.AnyPrincipal()],
        actions: ['events:PutEvents'],
        resources: [bus.eventBusArn],
        conditions: {
          ArnEquals: {
            'aws:PrincipalArn': accounts.map(
              (account) => `arn:aws:iam::${account}:role/${iamNameOf(config, forwardRole)}`,
            ),
          },
          Bool: { 'events:eventBusInvocation': 'true' },
        },
      }),
    );
  }

  /** With the reads among them, which the rules of the regions have asked for by name. */
  #leadToTheQueue(config: Config, bus: events.EventBus) {
    const rule = new events.CfnRule(this, 'Rule', {
      name: nameOf(config, 'sightings'),
      description: "Countersign: what CloudTrail saw of agents' calls, to be looked at one by one",
      eventBusName: bus.eventBusName,
      // Nobody but AWS can put events under these sources on a bus.
      eventPattern: {
        source: [{ prefix: 'aws.' }],
        account: actingAccounts(Stack.of(this).account, config),
      },
      state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      targets: [
        {
          id: 'queue',
          arn: this.queue.queueArn,
          deadLetterConfig: { arn: this.deadLetters.queueArn },
        },
      ],
    });
    for (const queue of [this.queue, this.deadLetters]) {
      queue.addToResourcePolicy(
        new iam.PolicyStatement({
          sid: 'TheRuleOfTheBus',
          principals: [new iam.ServicePrincipal('events.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
        }),
      );
    }
  }
}

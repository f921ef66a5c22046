import { Construct } from 'constructs';
import { nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ServiceFunction } from './service-function.ts';

export interface KeptOrdersProps {
  config: Config;
  takers: readonly ServiceFunction[];
}

/** Sets apart, whole, what functions failed at that nobody waits for: a person pressed a button and went away. */
export class KeptOrders extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { config, takers }: KeptOrdersProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', nameOf(config, 'orders-dead-letters'));
    const { queueArn } = this.deadLetters;
    for (const taker of takers) {
      taker.may(['sqs:SendMessage'], [queueArn]);
      // The CDK's own SqsDestination would also let the function look the queue up.
      taker.configureAsyncInvoke({ onFailure: { bind: () => ({ destination: queueArn }) } });
    }
  }
}

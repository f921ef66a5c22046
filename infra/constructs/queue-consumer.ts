import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { QueueConsumption } from '../../functions/shared/function-spec.ts';
import type { ServiceFunction } from './service-function.ts';

export interface QueueConsumerProps {
  consumer: ServiceFunction;
  queue: sqs.IQueue;
  deadLetters: sqs.IQueue;
  consumption: QueueConsumption;
}

/** Gives a function what lies in a queue, so many batches at a time. What it does not report as failed is deleted. */
export class QueueConsumer extends Construct {
  readonly consumer: ServiceFunction;
  readonly queue: sqs.IQueue;
  readonly deadLetters: sqs.IQueue;

  constructor(scope: Construct, id: string, props: QueueConsumerProps) {
    super(scope, id);
    const { consumer, queue, deadLetters, consumption } = props;
    this.consumer = consumer;
    this.queue = queue;
    this.deadLetters = deadLetters;
    consumer.may(['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], [queue.queueArn]);
    new lambda.EventSourceMapping(this, 'Mapping', {
      target: consumer,
      eventSourceArn: queue.queueArn,
      batchSize: consumption.batchSize,
      maxConcurrency: consumption.concurrency,
      reportBatchItemFailures: true,
    });
  }
}

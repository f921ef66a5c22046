import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { heartbeatKey } from '../../core/ports/store.ts';
import type { SealingSetting, StreamConsumption } from '../../functions/shared/function-spec.ts';
import type { Config } from '../settings-schema.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { RequestTable } from './request-table.ts';
import type { ServiceFunction } from './service-function.ts';
import { throughDynamoDb } from './table-access.ts';

export interface StreamConsumerProps {
  config: Pick<Config, 'sealing'>;
  table: RequestTable;
  consumer: ServiceFunction;
  queueName: string;
  stream: StreamConsumption;
}

/**
 * Only the moves of requests and incidents carry a record, and what else is sealed. Tokens, cards and slots have none and never
 * reach a function. The sweep's heartbeat does, so that a reader that nothing reaches can be told from one with nothing to read.
 */
const filtersOf = ({ only }: StreamConsumption) => {
  const record = { S: lambda.FilterRule.exists() };
  const images: object[] = only
    ? [
        { record, decision: { S: [...only.decision] } },
        ...only.keys.map((keys) => ({
          record,
          pk: { S: lambda.FilterRule.beginsWith(keys.replace('*', '')) },
        })),
      ]
    : [{ record }];
  return [...images, { pk: { S: [heartbeatKey] } }].map((NewImage) =>
    lambda.FilterCriteria.filter({ dynamodb: { NewImage } }),
  );
};

const sealing: Record<SealingSetting, (config: Pick<Config, 'sealing'>) => number> = {
  'sealing.records': ({ sealing: { records } }) => records,
  'sealing.seconds': ({ sealing: { seconds } }) => seconds,
};

const inSettings = (value: StreamConsumption['batchSize'], config: Pick<Config, 'sealing'>): number =>
  typeof value === 'number' ? value : sealing[value.setting](config);

/** A batch cut in two again and again has all its tries for each part. Half a day is left to fetch it from the stream by hand. */
const giveUpAfter = Duration.hours(12);

/** Feeds the table's stream to a function, in order for each request, until each record is taken or set aside. */
export class StreamConsumer extends Construct {
  readonly consumer: ServiceFunction;
  readonly deadLetters: DeadLetterQueue;
  readonly stream: StreamConsumption;
  readonly mappingId: string;

  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    const { config, table, consumer, queueName, stream } = props;
    super(scope, id);
    const { tableStreamArn } = table;
    if (!tableStreamArn) throw new Error(`Table ${table.node.path} has no stream to consume.`);
    this.consumer = consumer;
    this.stream = stream;
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', queueName);
    consumer.may(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      [tableStreamArn],
    );
    // Lambda asks for it before it takes the mapping; IAM knows no resource for it.
    consumer.may(['dynamodb:ListStreams'], ['*']);
    consumer.may(['sqs:SendMessage'], [this.deadLetters.queueArn]);
    throughDynamoDb(consumer, table);
    const mapping = new lambda.EventSourceMapping(this, 'Mapping', {
      batchSize: inSettings(stream.batchSize, config),
      maxBatchingWindow: Duration.seconds(inSettings(stream.windowSeconds, config)),
      retryAttempts: stream.retries,
      target: consumer,
      eventSourceArn: tableStreamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      filters: filtersOf(stream),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      parallelizationFactor: stream.parallel ?? 1,
      maxRecordAge: giveUpAfter,
      // The CDK's own SqsDlq would also let the function look the queue up.
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
    this.mappingId = mapping.eventSourceMappingId;
  }
}

import type { SNS } from '@aws-sdk/client-sns';
import type { SQS } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { text } from '../values/aws-values.ts';
import { messageAttributes, ofQueue, queueArn, queueUrl, topicArn } from './message-shapes.ts';

const sns = operationsOf<SNS>({ prefix: 'sns' });
const sqs = operationsOf<SQS>({ prefix: 'sqs' });

const exampleQueue = 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders';

/** What agents tell each other, and are told. */
export const messageActions = [
  sns({
    operation: 'Publish',
    groups: ['data-write'],
    values: { TopicArn: topicArn, Message: text(262_144), MessageAttributes: messageAttributes },
    required: ['TopicArn'],
    // To a telephone or a single device, which have no topic's owner.
    without: ['TargetArn', 'PhoneNumber'],
    resource: '{TopicArn}',
    say: ({ TopicArn = '', Message }, { account }) =>
      sentence`Tell all who listen to topic ${namedIn(TopicArn, account)}: ${beginningOf(Message)}`,
    reversible: false,
    example: {
      TopicArn: 'arn:aws:sns:eu-central-1:111122223333:orders',
      Message: 'Order 42 is paid',
    },
  }),
  sqs({
    operation: 'SendMessage',
    groups: ['data-write'],
    values: {
      QueueUrl: queueUrl,
      MessageBody: text(1_048_576),
      MessageAttributes: messageAttributes,
      DelaySeconds: z.int().min(0).max(900),
    },
    ...ofQueue,
    // For tracing, by AWS itself.
    without: ['MessageSystemAttributes'],
    say: ({ QueueUrl, MessageBody }, { account }) =>
      sentence`Send a message to queue ${namedIn(queueArn(QueueUrl), account)}: ${beginningOf(MessageBody)}`,
    reversible: false,
    example: { QueueUrl: exampleQueue, MessageBody: '{"order":42}' },
  }),
  sqs({
    operation: 'ReceiveMessage',
    groups: ['data-read'],
    values: { QueueUrl: queueUrl },
    ...ofQueue,
    // The older form of MessageSystemAttributeNames.
    without: ['AttributeNames'],
    say: ({ QueueUrl }, { account }) =>
      sentence`Take messages from queue ${namedIn(queueArn(QueueUrl), account)}, which others do not see meanwhile`,
    readOnly: false,
    reversible: true,
    example: { QueueUrl: exampleQueue, MaxNumberOfMessages: 10 },
  }),
  sqs({
    operation: 'DeleteMessage',
    groups: ['data-write'],
    values: { QueueUrl: queueUrl },
    ...ofQueue,
    say: ({ QueueUrl, ReceiptHandle }, { account }) =>
      sentence`Delete a message from queue ${namedIn(queueArn(QueueUrl), account)}, by receipt ${ReceiptHandle}`,
    reversible: false,
    example: { QueueUrl: exampleQueue, ReceiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a' },
  }),
];

import type { SNS } from '@aws-sdk/client-sns';
import type { SQS } from '@aws-sdk/client-sqs';
import { looksOf } from '../look.ts';
import { notKept } from '../only-given.ts';
import { undoFrom } from '../undo.ts';

const sns = looksOf<SNS>({ prefix: 'sns' });
const sqs = looksOf<SQS>({ prefix: 'sqs' });

const topic = sns({
  operation: 'GetTopicAttributes',
  input: ({ TopicArn }: { TopicArn: string }) => ({ TopicArn }),
  keep: ({ Attributes = {} }) => ({ Policy: Attributes.Policy }),
  none: ['NotFoundException'],
});
/** Whether it was replaced or added to. */
export const topicPolicy = {
  look: topic,
  undo: undoFrom(
    topic,
    ['sns:SetTopicAttributes'],
    ({ parameters: { TopicArn }, before: { Policy: AttributeValue } }) =>
      AttributeValue === undefined
        ? { impossible: 'the topic had no policy to put back' }
        : {
            action: 'sns:SetTopicAttributes',
            parameters: { TopicArn, AttributeName: 'Policy', AttributeValue },
          },
  ),
};

const none = ['QueueDoesNotExist'];
interface OfQueue {
  QueueUrl: string;
  Attributes: { [Name in QueueAttribute]?: string | undefined };
}
type QueueAttribute = 'Policy' | 'KmsMasterKeyId' | 'VisibilityTimeout';
const attributes = sqs({
  operation: 'GetQueueAttributes',
  input: ({ QueueUrl, Attributes }: OfQueue) => ({
    QueueUrl,
    AttributeNames: Object.keys(Attributes) as QueueAttribute[],
  }),
  keep: ({ Attributes = {} }) => ({ Attributes }),
  none,
});
export const attributesOfQueue = {
  look: attributes,
  undo: undoFrom(
    attributes,
    ['sqs:SetQueueAttributes'],
    ({ parameters: { QueueUrl, Attributes: given }, before: { Attributes = {} } }) => {
      const missing = notKept(Attributes, given, []);
      return missing === undefined
        ? { action: 'sqs:SetQueueAttributes', parameters: { QueueUrl, Attributes } }
        : { impossible: `the queue had no ${missing}, and none can be asked for` };
    },
  ),
};

const policy = sqs({
  operation: 'GetQueueAttributes',
  input: ({ QueueUrl }: { QueueUrl: string }) => ({ QueueUrl, AttributeNames: ['Policy' as const] }),
  keep: ({ Attributes = {} }) => ({ Policy: Attributes.Policy }),
  none,
});
export const queuePolicy = {
  look: policy,
  undo: undoFrom(policy, ['sqs:SetQueueAttributes'], ({ parameters: { QueueUrl }, before: { Policy } }) =>
    Policy === undefined
      ? { impossible: 'the queue had no policy, and none can be asked for' }
      : { action: 'sqs:SetQueueAttributes', parameters: { QueueUrl, Attributes: { Policy } } },
  ),
};

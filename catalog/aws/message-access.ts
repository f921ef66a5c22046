import type { SNS } from '@aws-sdk/client-sns';
import type { SQS } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { kmsKeyArn, roleArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';
import { attributesOfQueue, queuePolicy, topicPolicy } from './message-looks.ts';
import { ofQueue, queueArn, queueUrl, topicArn } from './message-shapes.ts';

const sns = operationsOf<SNS>({ prefix: 'sns' });
const sqs = operationsOf<SQS>({ prefix: 'sqs' });

const Label = matching('[A-Za-z0-9_-]{1,80}', 80);
const accounts = distinct(accountId).max(50);
const actions = distinct(matching('[A-Za-z]+|\\*', 40, 'must be an action without its service')).max(20);
const everything = 'it';
const topic = { values: { TopicArn: topicArn }, resource: '{TopicArn}' };
const exampleTopic = { TopicArn: 'arn:aws:sns:eu-central-1:111122223333:orders' };
const exampleQueue = { QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders' };

const setting = text(4_096).optional();
const someOf = [
  (given: object) => Object.keys(given).length > 0,
  'must say something: leave it out where nothing is meant',
] as const;
const queueAttributes = z
  .strictObject({
    Policy: policyDocument('resource', 65_536, everything).optional(),
    KmsMasterKeyId: kmsKeyArn.optional(),
    RedrivePolicy: setting,
    RedriveAllowPolicy: setting,
    DelaySeconds: setting,
    MaximumMessageSize: setting,
    MessageRetentionPeriod: setting,
    ReceiveMessageWaitTimeSeconds: setting,
    VisibilityTimeout: setting,
    KmsDataKeyReusePeriodSeconds: setting,
    SqsManagedSseEnabled: setting,
    ContentBasedDeduplication: setting,
    DeduplicationScope: setting,
    FifoThroughputLimit: setting,
  })
  .refine(...someOf);

const sayAccounts = (ids: readonly string[], account: string): string => {
  const said = ids.map((id) => `account ${id}${ofAccount(id, account) && ' (another account)'}`);
  return listed(said, { worst: said.filter((each) => each.endsWith(')')), most: 5 });
};

/** Who may write to topics and queues, and who listens. */
export const messageAccessActions = [
  sns({
    operation: 'SetTopicAttributes',
    groups: ['data-export', 'privilege-escalation'],
    values: {
      ...topic.values,
      // How messages are delivered and what a topic is called: what matters is who may use it.
      AttributeName: z.literal('Policy'),
      AttributeValue: policyDocument('resource', 30_720, everything),
    },
    required: ['AttributeValue'],
    resource: topic.resource,
    say: ({ TopicArn, AttributeValue = '' }, { account }) =>
      sentence`Replace who may use topic ${namedIn(TopicArn, account)}: ${sayPolicy(AttributeValue, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...topicPolicy,
    example: {
      ...exampleTopic,
      AttributeName: 'Policy',
      AttributeValue:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"sns:Subscribe","Resource":"arn:aws:sns:eu-central-1:111122223333:orders"}]}',
    },
  }),
  sns({
    operation: 'AddPermission',
    groups: ['data-export', 'privilege-escalation'],
    values: { ...topic.values, Label, AWSAccountId: accounts, ActionName: actions },
    resource: topic.resource,
    say: ({ TopicArn, AWSAccountId, ActionName }, { account }) =>
      sentence`Let ${sayAccounts(AWSAccountId, account)} do ${listed(ActionName, { most: 8 })} on topic ${namedIn(TopicArn, account)}`,
    reversible: true,
    ...topicPolicy,
    example: { ...exampleTopic, Label: 'partner', AWSAccountId: ['444455556666'], ActionName: ['Subscribe'] },
  }),
  sns({
    operation: 'Subscribe',
    groups: ['data-export', 'persistence'],
    values: {
      ...topic.values,
      Protocol: z.enum([
        ...(['http', 'https', 'email', 'email-json', 'sms', 'sqs', 'application', 'lambda'] as const),
        'firehose',
      ]),
      Endpoint: text(2_048),
      Attributes: z
        .strictObject({
          SubscriptionRoleArn: roleArn.optional(),
          RawMessageDelivery: z.enum(['true', 'false']).optional(),
          FilterPolicy: setting,
          FilterPolicyScope: setting,
          DeliveryPolicy: setting,
          RedrivePolicy: setting,
        })
        .refine(...someOf),
    },
    required: ['Endpoint'],
    resource: topic.resource,
    say: ({ TopicArn, Protocol, Endpoint = '', Attributes = {} }, { account }) => {
      const { SubscriptionRoleArn: role, ...rest } = Attributes;
      return sentence`Send what is told in topic ${namedIn(TopicArn, account)} to ${Protocol} ${namedIn(Endpoint, account)} from now on${role === undefined ? '' : `, as ${namedIn(role, account)}`}${further(rest)}`;
    },
    passes: ['/Attributes/SubscriptionRoleArn'],
    reversible: true,
    example: { ...exampleTopic, Protocol: 'https', Endpoint: 'https://partner.example/orders' },
  }),
  sqs({
    operation: 'SetQueueAttributes',
    groups: ['data-export', 'privilege-escalation'],
    values: { QueueUrl: queueUrl, Attributes: queueAttributes },
    ...ofQueue,
    say: ({ QueueUrl, Attributes }, { account }) => {
      const { Policy, ...rest } = Attributes;
      const queue = namedIn(queueArn(QueueUrl), account);
      return Policy === undefined
        ? sentence`Change queue ${queue}${further(rest)}`
        : sentence`Replace who may use queue ${queue}: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}${further(rest)}`;
    },
    reversible: true,
    ...attributesOfQueue,
    example: {
      ...exampleQueue,
      Attributes: {
        Policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"sqs:ReceiveMessage","Resource":"arn:aws:sqs:eu-central-1:111122223333:orders"}]}',
      },
    },
  }),
  sqs({
    operation: 'AddPermission',
    groups: ['data-export', 'privilege-escalation'],
    values: { QueueUrl: queueUrl, Label, AWSAccountIds: accounts, Actions: actions },
    ...ofQueue,
    say: ({ QueueUrl, AWSAccountIds, Actions }, { account }) =>
      sentence`Let ${sayAccounts(AWSAccountIds, account)} do ${listed(Actions, { most: 8 })} on queue ${namedIn(queueArn(QueueUrl), account)}`,
    reversible: true,
    ...queuePolicy,
    example: {
      ...exampleQueue,
      Label: 'partner',
      AWSAccountIds: ['444455556666'],
      Actions: ['ReceiveMessage'],
    },
  }),
];

import { z } from 'zod';
import {
  arnOf,
  fingerprint,
  generatedName,
  type Identity,
  named,
  noEffect,
  policyDocument,
  resourceType,
  tags,
} from '../../template/resource-type.ts';

/** AWS appends six characters to a secret's ARN; ours are the same on every start. */
const secretArn = (name: string, at: Identity): string =>
  `arn:${at.partition}:secretsmanager:${at.region}:${at.account}:secret:${name}-${fingerprint(at).slice(0, 6)}`;

const target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.number().optional(),
      MaximumEventAgeInSeconds: noEffect('ends retries after hours; the retries end sooner'),
    })
    .optional(),
  RoleArn: noEffect('targets that are functions and queues are reached by their own policies'),
});

export const messaging = {
  'AWS::SecretsManager::Secret': resourceType({
    properties: z.strictObject({
      Name: z.string(),
      Description: noEffect('for people'),
      KmsKeyId: z.string().optional(),
      GenerateSecretString: noEffect('the start gives the values that the local Slack knows'),
      Tags: tags,
    }),
    name: named('Name', 512),
    ref: secretArn,
    attributes: { Id: secretArn },
  }),
  'AWS::SQS::Queue': resourceType({
    properties: z.strictObject({
      QueueName: z.string().optional(),
      VisibilityTimeout: z.number().optional(),
      MessageRetentionPeriod: noEffect('a local run is shorter'),
      KmsMasterKeyId: z.string().optional(),
      KmsDataKeyReusePeriodSeconds: noEffect('messages live in memory, unencrypted'),
      SqsManagedSseEnabled: noEffect('messages live in memory, unencrypted'),
      Tags: tags,
    }),
    name: named('QueueName', 80),
    ref: (name, at) => `https://sqs.${at.region}.amazonaws.com/${at.account}/${name}`,
    attributes: { Arn: arnOf('sqs'), QueueName: (name) => name },
  }),
  'AWS::SQS::QueuePolicy': resourceType({
    properties: z.strictObject({ PolicyDocument: policyDocument, Queues: z.array(z.string()) }),
    name: generatedName,
    attributes: {},
  }),
  'AWS::Events::EventBus': resourceType({
    properties: z.strictObject({
      Name: z.string(),
      Description: noEffect('for people'),
      DeadLetterConfig: noEffect(
        'takes what cannot be delivered to a key that fails; there are no such keys',
      ),
      KmsKeyIdentifier: noEffect('events live in memory, unencrypted'),
      LogConfig: noEffect('logs for operators'),
      Tags: tags,
    }),
    name: named('Name', 256),
    attributes: { Arn: arnOf('events', (name) => `event-bus/${name}`), Name: (name) => name },
  }),
  'AWS::Events::Rule': resourceType({
    properties: z.strictObject({
      Name: z.string().optional(),
      Description: noEffect('for people'),
      EventBusName: z.string().default('default'),
      EventPattern: z.record(z.string(), z.unknown()),
      State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
      Targets: z.array(target).default([]),
      Tags: tags,
    }),
    name: named('Name', 64),
    attributes: { Arn: arnOf('events', (name) => `rule/${name}`) },
  }),
  'AWS::SNS::Topic': resourceType({
    properties: z.strictObject({
      TopicName: z.string().optional(),
      DisplayName: noEffect('for people'),
      KmsMasterKeyId: noEffect('messages are not kept here'),
      Tags: tags,
    }),
    name: named('TopicName', 256),
    ref: arnOf('sns'),
    attributes: { TopicArn: arnOf('sns'), TopicName: (name) => name },
  }),
  'AWS::SNS::TopicPolicy': resourceType({
    properties: z.strictObject({ PolicyDocument: policyDocument, Topics: z.array(z.string()) }),
    name: generatedName,
    attributes: {},
  }),
  'AWS::SNS::Subscription': resourceType({
    properties: z.strictObject({
      TopicArn: z.string(),
      Protocol: z.literal('email', 'only alarms by e-mail subscribe, and no e-mail is sent from here'),
      Endpoint: z.string(),
    }),
    name: generatedName,
    attributes: { Arn: (name) => name },
  }),
};

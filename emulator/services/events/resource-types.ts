import { z } from 'zod';
import { arnOf, generatedName, named, noEffect, resourceType, tags } from '../../template/resource-type.ts';

const target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  DeadLetterConfig: noEffect('what cannot be delivered here is told to whoever runs the emulator'),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.number().optional(),
      MaximumEventAgeInSeconds: noEffect('ends retries after hours; the retries end sooner'),
    })
    .optional(),
  /** Of a bus as a target. Functions and queues are reached by their own policies. */
  RoleArn: z.string().optional(),
});

export const resourceTypes = {
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
      State: z
        .enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'])
        .default('ENABLED'),
      Targets: z.array(target).default([]),
      Tags: tags,
    }),
    name: named('Name', 64),
    attributes: { Arn: arnOf('events', (name) => `rule/${name}`) },
  }),
  'AWS::Events::EventBusPolicy': resourceType({
    properties: z.strictObject({
      EventBusName: z.string(),
      StatementId: z.string(),
      Statement: z.strictObject({ Resource: z.string() }).catchall(z.unknown()),
    }),
    name: generatedName,
    attributes: {},
  }),
};

import { z } from 'zod';
import { arnOf, named, noEffect, resourceType, tags } from '../../template/resource-type.ts';

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
      State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
      Targets: z.array(target).default([]),
      Tags: tags,
    }),
    name: named('Name', 64),
    attributes: { Arn: arnOf('events', (name) => `rule/${name}`) },
  }),
};

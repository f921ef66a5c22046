import { z } from 'zod';
import {
  arnOf,
  generatedName,
  named,
  noEffect,
  policyDocument,
  resourceType,
  tags,
} from '../../template/resource-type.ts';

export const resourceTypes = {
  'AWS::SQS::Queue': resourceType({
    properties: z.strictObject({
      QueueName: z.string().optional(),
      VisibilityTimeout: z.number().optional(),
      RedrivePolicy: z
        .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })
        .optional(),
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
};

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

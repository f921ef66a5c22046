import { z } from 'zod';
import { arnOf, generatedName, named, noEffect, resourceType } from '../../template/resource-type.ts';

/** Each type is an object of its own: resources are told apart by it. */
const alarm = () =>
  resourceType({
    /** What it watches is not read: metrics are not collected here. */
    properties: z.looseObject({
      AlarmActions: z.array(z.string()).default([]),
      ActionsEnabled: z.boolean().default(true),
    }),
    name: named('AlarmName', 255),
    attributes: { Arn: arnOf('cloudwatch', (name) => `alarm:${name}`) },
  });

export const resourceTypes = {
  'AWS::CloudWatch::Alarm': alarm(),
  'AWS::CloudWatch::CompositeAlarm': alarm(),
  'AWS::CloudWatch::Dashboard': resourceType({
    properties: noEffect('a page for operators'),
    name: generatedName,
    attributes: {},
  }),
};

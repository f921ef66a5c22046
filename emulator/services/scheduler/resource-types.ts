import { z } from 'zod';
import { arnOf, named, noEffect, resourceType } from '../../template/resource-type.ts';

export const resourceTypes = {
  'AWS::Scheduler::Schedule': resourceType({
    properties: z.strictObject({
      Name: z.string().optional(),
      Description: noEffect('for people'),
      ScheduleExpression: z.string(),
      FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
      State: z.literal('ENABLED').optional(),
      Target: z.strictObject({
        Arn: z.string(),
        RoleArn: z.string(),
        RetryPolicy: z.strictObject({ MaximumRetryAttempts: z.literal(0) }),
      }),
    }),
    name: named('Name', 64),
    attributes: { Arn: arnOf('scheduler', (name) => `schedule/default/${name}`) },
  }),
};

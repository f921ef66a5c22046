import type { Scheduler } from '@aws-sdk/client-scheduler';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { furtherIn } from '../further.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { roleArn } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { holds } from '../values/holds.ts';
import { scheduleSettings } from './running-looks.ts';

const define = operationsOf<Scheduler>({ prefix: 'scheduler' });

const name = matching('[0-9a-zA-Z_.-]+', 64, 'must be letters, digits, dots, dashes and underscores');
const schedule = {
  resource: 'arn:{partition}:scheduler:{region}:{account}:schedule/{GroupName}/{Name}',
  values: { Name: name, GroupName: name },
  required: ['GroupName'],
  rules: [
    holds(
      z.object({
        Target: z.object({
          RoleArn: roleArn,
          EcsParameters: z
            .object({
              TaskDefinitionArn: z.string().regex(/:task-definition\/[a-zA-Z0-9_-]+:[1-9][0-9]*$/),
            })
            .optional(),
        }),
      }),
      'Name a task definition with its revision: without, it could be another one when it runs',
    ),
  ],
  passes: ['/Target/RoleArn'],
} as const;
const example = {
  Name: 'nightly-report',
  GroupName: 'default',
  ScheduleExpression: 'cron(0 3 * * ? *)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:report',
    RoleArn: 'arn:aws:iam::111122223333:role/schedule',
  },
} as const;

interface Schedule {
  ScheduleExpression: string;
  Target: { Arn: string; RoleArn: string; Input?: string; DeadLetterConfig?: object };
  State?: string;
}

/** "call report as schedule by cron(0 3 * * ? *), with {…}" */
function saySchedule({ ScheduleExpression, Target, State }: Schedule, ownAccount: string): string {
  const { Arn, RoleArn, Input, ...rest } = Target;
  const input = Input === undefined ? '' : `, with ${beginningOf(Input, 160)}`;
  const off = State === undefined ? '' : `, ${State}`;
  return `call ${Arn.replace(/^arn:[^:]*:scheduler:::aws-sdk:/, '')} as ${namedIn(RoleArn, ownAccount)} by ${ScheduleExpression}${off}${furtherIn(rest)}${input}`;
}

export const schedulerActions = [
  define({
    ...schedule,
    operation: 'CreateSchedule',
    groups: ['persistence', 'lateral-movement'],
    say: (given, { account }) =>
      sentence`By schedule ${given.GroupName ?? ''}/${given.Name}, ${saySchedule(given, account)}`,
    reversible: true,
    example,
  }),
  define({
    ...schedule,
    operation: 'UpdateSchedule',
    groups: ['persistence', 'lateral-movement'],
    say: (given, { account }) =>
      sentence`Replace schedule ${given.GroupName ?? ''}/${given.Name}, to ${saySchedule(given, account)}`,
    reversible: true,
    look: scheduleSettings,
    example,
  }),
];

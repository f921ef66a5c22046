import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Resources } from '../../template/read-template.ts';
import type { resourceTypes } from './resource-types.ts';

/** By the length of the pause, or once an hour. */
export type Rate = { everyMilliseconds: number } | { minuteOfHour: number };

/** A function that is called again and again. */
export interface ScheduleSpec {
  name: string;
  rate: Rate;
  functionArn: string;
  roleArn: string;
}

const minuteMs = 60_000;

export const schedulesOf = (resources: Resources<typeof resourceTypes>): ScheduleSpec[] =>
  resources.all('AWS::Scheduler::Schedule').map(({ path, name, properties }) => {
    const { ScheduleExpression: expression, Target } = properties;
    const rate = rateOf(expression);
    if (!rate) throw new NotImplementedLocally(`${path}: the schedule ${expression}`);
    if (!Target.Arn.includes(':function:'))
      throw new NotImplementedLocally(`${path}: the target ${Target.Arn}`);
    return {
      name,
      rate,
      functionArn: Target.Arn,
      roleArn: Target.RoleArn,
    };
  });

function rateOf(expression: string): Rate | undefined {
  const minutes = /^rate\(([1-9]\d*) minutes?\)$/.exec(expression)?.[1];
  if (minutes !== undefined) return { everyMilliseconds: Number(minutes) * minuteMs };
  const minute = /^cron\((\d|[1-5]\d) \* \* \* \? \*\)$/.exec(expression)?.[1];
  return minute === undefined ? undefined : { minuteOfHour: Number(minute) };
}

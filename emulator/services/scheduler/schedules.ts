import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Resources } from '../../template/read-template.ts';
import type { resourceTypes } from './resource-types.ts';

/** A function that is called again and again. */
export interface ScheduleSpec {
  name: string;
  everyMilliseconds: number;
  functionArn: string;
  roleArn: string;
}

const minuteMs = 60_000;

export const schedulesOf = (resources: Resources<typeof resourceTypes>): ScheduleSpec[] =>
  resources.all('AWS::Scheduler::Schedule').map(({ path, name, properties }) => {
    const { ScheduleExpression: expression, Target } = properties;
    const minutes = /^rate\(([1-9]\d*) minutes?\)$/.exec(expression)?.[1];
    if (minutes === undefined) throw new NotImplementedLocally(`${path}: the schedule ${expression}`);
    if (!Target.Arn.includes(':function:'))
      throw new NotImplementedLocally(`${path}: the target ${Target.Arn}`);
    return {
      name,
      everyMilliseconds: Number(minutes) * minuteMs,
      functionArn: Target.Arn,
      roleArn: Target.RoleArn,
    };
  });

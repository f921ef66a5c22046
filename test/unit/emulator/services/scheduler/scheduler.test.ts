import { describe, expect, it } from 'vitest';
import { callOnSchedule } from '../../../../../emulator/services/scheduler/call-on-schedule.ts';
import { scheduler } from '../../../../../emulator/services/scheduler/plugin.ts';
import { schedulesOf } from '../../../../../emulator/services/scheduler/schedules.ts';
import { fn, role, templateOf } from '../given-template.ts';
import { startOfDay } from '../states/stage.ts';
import { virtualClock } from '../states/virtual-clock.ts';

const schedule = (properties: object = {}) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    Name: 'sweep',
    ScheduleExpression: 'rate(5 minutes)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: { 'Fn::GetAtt': ['Sweep', 'Arn'] },
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      RetryPolicy: { MaximumRetryAttempts: 0 },
    },
    ...properties,
  },
});
const schedulesIn = (properties?: object) =>
  schedulesOf(
    templateOf({
      Role: role(),
      Sweep: fn({ FunctionName: 'sweep' }),
      Clock: schedule(properties),
    }).resourcesOf(scheduler.resourceTypes),
  );

describe('a schedule', () => {
  it('calls its function at its rate, by its role', () => {
    expect(schedulesIn()).toEqual([
      {
        name: 'sweep',
        rate: { everyMilliseconds: 300_000 },
        functionArn: 'arn:aws:lambda:eu-west-1:777788889999:function:sweep',
        roleArn: expect.stringContaining(':role/'),
      },
    ]);
  });

  it('calls its function once an hour, when that minute begins', async () => {
    const schedules = schedulesIn({ ScheduleExpression: 'cron(10 * * * ? *)' });
    expect(schedules).toMatchObject([{ rate: { minuteOfHour: 10 } }]);
    const clock = virtualClock(startOfDay);
    const start = clock.now();
    const calls: number[] = [];
    const stop = callOnSchedule(schedules, {
      clock,
      invoke: async () => void calls.push((clock.now() - start) / 60_000),
      onBug: (bug) => expect.unreachable(String(bug)),
    });
    await clock.pass(3 * 3_600);
    expect(calls).toEqual([10, 70, 130]);
    stop();
  });

  it.each([
    'cron(0 12 * * ? *)',
    'cron(60 * * * ? *)',
    'at(2026-01-01T00:00:00)',
    'rate(0 minutes)',
    'rate(1 day)',
  ])('is not guessed at: %s', (ScheduleExpression) => {
    expect(() => schedulesIn({ ScheduleExpression })).toThrow(`the schedule ${ScheduleExpression}`);
  });

  it('goes on until it is stopped, whatever a call ends in', async () => {
    const clock = virtualClock(startOfDay);
    const calls: string[] = [];
    const bugs: unknown[] = [];
    const stop = callOnSchedule(schedulesIn(), {
      clock,
      invoke: async (arn) => {
        calls.push(arn);
        if (calls.length === 1) throw new Error('The function is away.');
      },
      onBug: (bug) => bugs.push(bug),
    });
    await clock.pass(299);
    expect(calls).toHaveLength(0);
    await clock.pass(601);
    expect(calls).toHaveLength(3);
    expect(bugs).toHaveLength(1);
    stop();
    expect(clock.pending()).toBe(0);
  });
});

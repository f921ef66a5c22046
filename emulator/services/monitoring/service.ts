import type { JsonObject } from '../../lib/json.ts';
import type { Implemented } from '../../wire/implemented.ts';
import { type CallHandler, failure, output, type ServiceAnswer } from '../../wire/service-call.ts';

export const operations = {
  DescribeAlarms: ['AlarmNamePrefix'],
  SetAlarmState: ['AlarmName', 'StateValue', 'StateReason'],
  DescribeAlarmHistory: ['AlarmName', 'HistoryItemType', 'StartDate'],
} as const satisfies Implemented;

type Operation = keyof typeof operations;

export interface AlarmSpec {
  name: string;
  arn: string;
  /** What it tells when it rings. */
  actions: readonly string[];
}

export interface AlarmsOptions {
  alarms: readonly AlarmSpec[];
  /** Hands a message to a topic. False: there is no such topic. */
  notify: (topicArn: string, message: string) => boolean;
  /** In milliseconds. */
  now: () => number;
}

/** Each alarm keeps the state that it was set to; a change to ALARM runs its actions. */
export function createAlarms({ alarms, notify, now }: AlarmsOptions): CallHandler {
  const states = new Map<string, string>();
  const history: { alarm: string; at: number; summary: string }[] = [];
  const ring = ({ name, actions }: AlarmSpec, reason: string): void => {
    for (const action of actions) {
      const done = notify(action, JSON.stringify({ AlarmName: name, NewStateReason: reason }));
      const summary = done ? `Successfully executed action ${action}` : `Failed to execute action ${action}`;
      history.push({ alarm: name, at: now(), summary });
    }
  };

  const handlers: Record<Operation, (input: JsonObject) => ServiceAnswer> = {
    DescribeAlarms: ({ AlarmNamePrefix: prefix = '' }) =>
      output({
        MetricAlarms: alarms
          .filter(({ name }) => name.startsWith(String(prefix)))
          .map(({ name, arn, actions }) => ({
            AlarmName: name,
            AlarmArn: arn,
            AlarmActions: [...actions],
            StateValue: states.get(name) ?? 'INSUFFICIENT_DATA',
          })),
      }),
    SetAlarmState({ AlarmName: name, StateValue: state, StateReason: reason }) {
      const alarm = alarms.find((one) => one.name === name);
      if (!alarm) return failure('ResourceNotFound', `Alarm ${name} does not exist`, 404);
      const before = states.get(alarm.name);
      states.set(alarm.name, String(state));
      if (state === 'ALARM' && before !== state) ring(alarm, String(reason));
      return output({});
    },
    // Only actions are kept, which is the one type of item that may be asked for.
    DescribeAlarmHistory: ({ AlarmName: name, HistoryItemType: type, StartDate: from }) =>
      output({
        AlarmHistoryItems: history
          .filter(({ alarm, at }) => alarm === name && at >= Number(from ?? 0) * 1_000)
          .filter(() => type === undefined || type === 'Action')
          .map(({ alarm, at, summary }) => ({
            AlarmName: alarm,
            Timestamp: at / 1_000,
            HistoryItemType: 'Action',
            HistorySummary: summary,
          }))
          .reverse(),
      }),
  };

  const arnOf = (name: unknown): string => alarms.find((one) => one.name === name)?.arn ?? '*';
  return {
    needs: ({ operation, input }) => [
      {
        action: `cloudwatch:${operation}`,
        resource: operation === 'DescribeAlarms' ? '*' : arnOf(input.AlarmName),
      },
    ],
    handle: ({ operation, input }) => handlers[operation as Operation](input),
  };
}

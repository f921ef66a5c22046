import { once } from '../../../../core/lib/once.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface Alarm {
  name: string;
  state: AlarmState;
  /** What it tells when it rings, as ARNs. */
  actions: readonly string[];
}

export interface Alarms {
  alarms(prefix: string): Promise<readonly Alarm[]>;
  /** CloudWatch puts it right again by itself with the next look at its metric. */
  setAlarmState(name: string, state: AlarmState, reason: string): Promise<void>;
  /** What CloudWatch says of each action that it has tried since then. */
  alarmActions(name: string, since: Date): Promise<readonly string[]>;
}

export function createAlarms(region: string): Alarms {
  const open = once(async () => {
    const sdk = await import('@aws-sdk/client-cloudwatch');
    return { ...sdk, client: new sdk.CloudWatchClient({ region }) };
  });
  return {
    async alarms(prefix) {
      const { client, paginateDescribeAlarms } = await open();
      const alarms: Alarm[] = [];
      for await (const { MetricAlarms = [] } of paginateDescribeAlarms(
        { client },
        { AlarmNamePrefix: prefix },
      )) {
        for (const {
          AlarmName = '',
          StateValue = 'INSUFFICIENT_DATA',
          AlarmActions = [],
          ActionsEnabled,
        } of MetricAlarms)
          alarms.push({
            name: AlarmName,
            state: StateValue,
            actions: ActionsEnabled === false ? [] : AlarmActions,
          });
      }
      return alarms;
    },
    async setAlarmState(AlarmName, StateValue, StateReason) {
      const { client, SetAlarmStateCommand } = await open();
      await client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason }));
    },
    async alarmActions(AlarmName, StartDate) {
      const { client, DescribeAlarmHistoryCommand } = await open();
      const { AlarmHistoryItems = [] } = await client.send(
        new DescribeAlarmHistoryCommand({ AlarmName, HistoryItemType: 'Action', StartDate }),
      );
      return AlarmHistoryItems.map(({ HistorySummary = '' }) => HistorySummary);
    },
  };
}

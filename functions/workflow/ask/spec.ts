import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { listCards, moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'ask',
  description: 'Puts a request before people in Slack, or tells the next tier',
  memoryMegabytes: 512,
  // A look of 20 s at most, two calls of Slack at 5 s, and the table. The workflow tries again.
  timeoutSeconds: 45,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    LOOK_FUNCTION: { functionName: 'look' },
    SLACK_CHANNEL: { setting: 'slack.channel' },
    SLACK_CHANNELS: { setting: 'slack.channels' },
    SLACK_SECRET: { secret: 'slack.secretName' },
  },
  table: [moveRequests, listCards, { operations: ['PutItem'], keys: ['token#*'] }],
  answersTasksOf: ['approval'],
  invokes: ['look'],
  alarms: { counted: [messengerUnavailableAlarm] },
};

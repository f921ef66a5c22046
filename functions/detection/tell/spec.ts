import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { listIncidentCards, moveIncidents } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'tell',
  description: 'Tells people of an incident in Slack, and reminds them while it is open',
  memoryMegabytes: 512,
  // Three calls of Slack at 5 s, and the table. The workflow tries again.
  timeoutSeconds: 45,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    SLACK_CHANNEL: { setting: 'slack.channel' },
    SLACK_CHANNELS: { setting: 'slack.channels' },
    SLACK_SECRET: { secret: 'slack.secretName' },
  },
  table: [moveIncidents, listIncidentCards],
  alarms: { counted: [messengerUnavailableAlarm] },
};

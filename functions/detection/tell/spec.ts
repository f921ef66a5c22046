import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { slackSettings } from '../../shared/slack-settings.ts';
import { keepPace, listIncidentCards, moveIncidents, readRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'tell',
  description: 'Tells people of an incident in Slack, and reminds them while it is open',
  memoryMegabytes: 512,
  // Three calls of Slack at 5 s after 10 s for their turn, and the table. The workflow tries again.
  timeoutSeconds: 60,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    ...slackSettings,
  },
  table: [keepPace, moveIncidents, listIncidentCards, readRequests],
  alarms: { counted: [messengerUnavailableAlarm] },
};

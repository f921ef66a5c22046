import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { listCards, moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'conclude',
  description: 'Ends a request, updates its cards and publishes the outcome',
  memoryMegabytes: 512,
  // A card shown again while votes still come in, each call of Slack at 5 s: 20 s, the table and the bus.
  timeoutSeconds: 60,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    SLACK_CHANNEL: { setting: 'slack.channel' },
    SLACK_CHANNELS: { setting: 'slack.channels' },
    SLACK_SECRET: { secret: 'slack.secretName' },
    EVENT_BUS_NAME: { resource: 'outcomesBusName' },
  },
  table: [
    moveRequests,
    listCards,
    { operations: ['DeleteItem'], keys: ['token#*'] },
    { operations: ['UpdateItem'], keys: ['agent#*'] },
  ],
  publishesTo: ['outcomes'],
  alarms: {
    errors: {
      means: 'A request could not be concluded: its cards or its event may be missing.',
      runbook: 'conclude-failures',
    },
    counted: [messengerUnavailableAlarm],
  },
};

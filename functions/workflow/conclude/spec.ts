import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { slackSettings } from '../../shared/slack-settings.ts';
import { keepPace, listCards, moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'conclude',
  description: 'Ends a request, updates its cards and publishes the outcome',
  memoryMegabytes: 512,
  // A card shown again while votes still come in, three calls of Slack at 5 s after 8 s for their turn: 39 s, messages to people, side by side, 5 s, the table and the bus.
  timeoutSeconds: 60,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    ...slackSettings,
    EVENT_BUS_NAME: { resource: 'outcomesBusName' },
  },
  table: [
    keepPace,
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

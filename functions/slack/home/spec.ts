import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { slackAlarms } from '../../shared/slack/alarms.ts';
import { findByPeople, listCards, readRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'home',
  description:
    'Shows a person what waits for them and what they decided, in Slack: their page, and a command',
  // Slack waits three seconds, the time to load it among them.
  memoryMegabytes: 1024,
  timeoutSeconds: 10,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    SLACK_TEAMS: { setting: 'slack.teams' },
    SLACK_PEOPLE: { setting: 'slack.people' },
    SLACK_SECRET: { secret: 'slack.secretName' },
  },
  // It changes nothing: who decides does so on a card, or in a window that a card's button opens.
  table: [readRequests, listCards, findByPeople],
  routes: { 'POST /slack/events': { auth: 'slack' }, 'POST /slack/commands': { auth: 'slack' } },
  alarms: { counted: [messengerUnavailableAlarm, ...slackAlarms] },
};

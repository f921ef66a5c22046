import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { slackAlarms } from '../../shared/slack/alarms.ts';
import { slackSettings } from '../../shared/slack-settings.ts';
import { listCards, listIncidentCards, moveIncidents, moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'slack',
  description:
    "Takes a person's click: counts a vote, notes an explanation, or hands on a wish: to undo, take back, contain",
  memoryMegabytes: 1024,
  // Slack hangs up after 3 s, and an alarm watches that; a vote that is being written by then is still finished.
  timeoutSeconds: 10,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    REVOKE_FUNCTION: { functionName: 'revoke' },
    UNDO_FUNCTION: { functionName: 'undo' },
    TURN_FUNCTION: { functionName: 'turn' },
    CONTAIN_FUNCTION: { functionName: 'contain' },
    REVERT_FUNCTION: { functionName: 'revert' },
    SLACK_TEAMS: { setting: 'slack.teams' },
    SLACK_PEOPLE: { setting: 'slack.people' },
    ...slackSettings,
  },
  table: [moveRequests, listCards, moveIncidents, listIncidentCards],
  invokes: ['revoke', 'undo', 'turn', 'contain', 'revert'],
  routes: { 'POST /slack/interactions': { auth: 'slack' } },
  alarms: {
    counted: [messengerUnavailableAlarm, ...slackAlarms],
  },
};

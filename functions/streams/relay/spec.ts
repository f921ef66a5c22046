import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { slackSettings } from '../../shared/slack-settings.ts';
import {
  keepPace,
  keepPeopleIndex,
  listCards,
  listIncidentCards,
  readIncidents,
  readRequests,
} from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'relay',
  description:
    'Starts and wakes the workflows, and carries what was written to Slack and to the index by people',
  memoryMegabytes: 512,
  // A batch of 10 moves, side by side: three changes of a card and two lines of its thread, each call of Slack at 2 s after 15 s for
  // its turn, 85 s, and the table and the workflow.
  timeoutSeconds: 120,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    ...slackSettings,
    STATE_MACHINE_ARN: { resource: 'approvalWorkflowArn' },
    INCIDENT_MACHINE_ARN: { resource: 'incidentWorkflowArn' },
  },
  table: [
    keepPace,
    readRequests,
    listCards,
    readIncidents,
    listIncidentCards,
    { operations: ['GetItem'], keys: ['token#*'] },
    { operations: ['GetItem', 'PutItem'], keys: ['thread#*'] },
    ...keepPeopleIndex,
  ],
  stream: {
    // What policy allows or refuses has no workflow and no card, and so never comes here, however much it is. Incidents do.
    only: { decision: ['review'], keys: ['incident#*'] },
    // One agent's questions, or one slow room, hold up nobody else's.
    parallel: 10,
    batchSize: 10,
    // People and a workflow wait for it.
    windowSeconds: 0,
    // Without it no workflow starts: an outage is waited out before a request is set aside, unasked.
    retries: 100,
    // People wait for it, and questions can end within a quarter of an hour.
    behindMinutes: 5,
  },
  starts: ['approval', 'incident'],
  answersTasksOf: ['approval'],
  alarms: { counted: [messengerUnavailableAlarm] },
};

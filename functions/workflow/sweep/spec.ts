import { heartbeatKey, standingIndex } from '../../../core/ports/store.ts';
import type { FunctionSpec } from '../../shared/function-spec.ts';
import { slackSettings } from '../../shared/slack-settings.ts';
import { keepPace, listCards, moveRequests, readIncidents } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'sweep',
  description:
    'Brings requests to their end that nobody else did, and sees to it that people hear of incidents',
  memoryMegabytes: 512,
  // Some fifty milliseconds a request: thousands in a run. It stops by itself before this is over.
  timeoutSeconds: 240,
  // The timeout is shorter, so that no two run at a time.
  schedule: { everyMinutes: 5 },
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    ...slackSettings,
    EVENT_BUS_NAME: { resource: 'outcomesBusName' },
    STATE_MACHINE_ARN: { resource: 'approvalWorkflowArn' },
    INCIDENT_MACHINE_ARN: { resource: 'incidentWorkflowArn' },
  },
  table: [
    keepPace,
    moveRequests,
    listCards,
    readIncidents,
    {
      operations: ['Query'],
      keys: ['decision#*', 'use#*', 'report#*', 'explanation#*'],
      index: standingIndex,
    },
    { operations: ['DeleteItem'], keys: ['token#*'] },
    { operations: ['UpdateItem'], keys: ['agent#*'] },
    { operations: ['PutItem'], keys: [heartbeatKey] },
  ],
  starts: ['approval', 'incident'],
  looksAfter: ['approval', 'incident'],
  publishesTo: ['outcomes'],
  alarms: {
    errors: {
      means: 'Requests that stand past their time could not be brought to their end.',
      runbook: 'sweep-failures',
    },
  },
};

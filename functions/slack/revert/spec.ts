import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { slackSettings } from '../../shared/slack-settings.ts';
import { moveIncidents, moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'revert',
  description: 'Makes the request that undoes what an incident is about, when a person asks for it',
  // Cedar is 4 MB of wasm to compile on a cold start, which is CPU.
  memoryMegabytes: 1024,
  // A call of its own of 60 s where policy asks nobody, Slack, and the table.
  timeoutSeconds: 80,
  bundled: ['policy', 'actions', 'directory', 'cedar', 'shapes', 'iam-reference'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    OWN_IDS: { resource: 'ownIds' },
    DATA_EVENTS: { setting: 'detection.dataEvents' },
    PENDING_LIMIT: { setting: 'pendingLimit' },
    REQUESTS_PER_MINUTE: { setting: 'requestsPerMinute' },
    EXECUTE_FUNCTION: { functionName: 'execute' },
    ...slackSettings,
  },
  table: [
    moveRequests,
    moveIncidents,
    { operations: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['agent#*', 'key#*'] },
  ],
  invokes: ['execute'],
  takesOrders: true,
  alarms: {
    errors: {
      means:
        'A person asked to undo what an incident is about, and no request was made of it: they may believe that it was.',
      runbook: 'undo-failures',
    },
    counted: [messengerUnavailableAlarm],
  },
};

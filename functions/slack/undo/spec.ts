import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { slackSettings } from '../../shared/slack-settings.ts';
import { moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'undo',
  description: 'Makes the request that undoes another, when a person asks for it',
  // Cedar is 4 MB of wasm to compile on a cold start, which is CPU.
  memoryMegabytes: 1024,
  // A look of 20 s, a call of its own of 60 s where policy asks nobody, Slack, and the table.
  timeoutSeconds: 100,
  bundled: ['policy', 'actions', 'directory', 'cedar', 'shapes', 'iam-reference'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    OWN_IDS: { resource: 'ownIds' },
    DATA_EVENTS: { setting: 'detection.dataEvents' },
    PENDING_LIMIT: { setting: 'pendingLimit' },
    REQUESTS_PER_MINUTE: { setting: 'requestsPerMinute' },
    LOOK_FUNCTION: { functionName: 'look' },
    EXECUTE_FUNCTION: { functionName: 'execute' },
    ...slackSettings,
  },
  table: [moveRequests, { operations: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['agent#*', 'key#*'] }],
  takesOrders: true,
  invokes: ['look', 'execute'],
  alarms: {
    errors: {
      means: 'A person asked to undo something, and no request was made of it: they may believe that it was.',
      runbook: 'undo-failures',
    },
    counted: [messengerUnavailableAlarm],
  },
};

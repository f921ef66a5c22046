import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { slackSettings } from '../../shared/slack-settings.ts';
import { countDenials, moveRequests, openRequests, readSightings } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'turn',
  description: "Makes a request of a call that AWS denied, when the agent's owner asks for it",
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
  table: [moveRequests, openRequests, readSightings, countDenials],
  invokes: ['execute'],
  takesOrders: true,
  alarms: {
    errors: {
      means:
        "An agent's owner asked for what it was denied, and no request was made of it: they may believe that it was.",
      runbook: 'turn-failures',
    },
    counted: [messengerUnavailableAlarm],
  },
};

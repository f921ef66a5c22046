import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import { slackSettings } from '../../shared/slack-settings.ts';
import { keepPace, listCards, moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'ask',
  description: 'Puts a request before people in Slack, or tells the next tier',
  memoryMegabytes: 512,
  // A look of 20 s, a card and the window in which it gets its buttons, each call of Slack at 5 s after 10 s for its turn: 50 s; and as
  // many parts in the thread as parameters fill, a second each; and messages to people, side by side, 10 s. What is not done by then the workflow tries again.
  timeoutSeconds: 180,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    LOOK_FUNCTION: { functionName: 'look' },
    ...slackSettings,
  },
  table: [keepPace, moveRequests, listCards, { operations: ['PutItem'], keys: ['token#*'] }],
  answersTasksOf: ['approval'],
  invokes: ['look'],
  alarms: { counted: [messengerUnavailableAlarm] },
};

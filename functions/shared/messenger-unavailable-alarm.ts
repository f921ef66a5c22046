import type { CountedAlarm } from './function-spec.ts';

/** One alarm for all who speak to Slack: it is one outage. */
export const messengerUnavailableAlarm: CountedAlarm = {
  metric: 'MessengerUnavailable',
  threshold: 1,
  means: 'Slack could not be reached or refused us: requests wait, and people do not see them.',
  runbook: 'slack-unavailable',
};

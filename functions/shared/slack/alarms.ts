import type { CountedAlarm } from '../function-spec.ts';

/** One alarm for all that Slack calls. */
export const slackAlarms: readonly CountedAlarm[] = [
  {
    metric: 'SlackSignatureRefused',
    threshold: 5,
    means: 'Somebody calls the Slack endpoint without its signature, or the signing secret has changed.',
    runbook: 'slack-signature-refused',
  },
  {
    metric: 'SlackAnsweredLate',
    threshold: 2,
    means:
      'Clicks are answered after more than 2.5 s; Slack hangs up after 3 s and tells the person that it failed.',
    runbook: 'slack-slow',
  },
];

/** What slack-env.ts reads, for the spec of every function that speaks to Slack. */
export const slackSettings = {
  SLACK_CHANNEL: { setting: 'slack.channel' },
  SLACK_CHANNELS: { setting: 'slack.channels' },
  SLACK_FALLBACK_CHANNEL: { setting: 'slack.fallbackChannel' },
  SLACK_TICKET_URL: { setting: 'slack.ticketUrl' },
  SLACK_SECRET: { secret: 'slack.secretName' },
} as const;

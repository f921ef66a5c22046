/** Slack hangs up so long after it has sent a click, and tells the person that it failed, whatever became of it. */
const slackWaitsMs = 3_000;

/**
 * What one click may take at the worst, one after the other. `npm run bench -- slack` measures what of it is ours. The vote is
 * written before anything is answered: what runs late tells the person too late, and never loses what they decided.
 */
export const clickBudget = {
  /** From Slack to API Gateway and back, where no clock of ours sees it. */
  wayMs: 300,
  /** The runtime is made, and our code loaded; on a running function nothing of it. */
  coldStartMs: 800,
  /** The signing secret is read, once in five minutes. */
  secretMs: 200,
  /** Slack says who pressed, and who is in a group that it keeps: both at once. */
  whoMs: 500,
  /**
   * Six calls of DynamoDB where another vote comes first, of which the first opens the connection: 100 ms, and 5 × 50 ms where it is
   * slow.
   */
  voteMs: 350,
  /** Slack takes the whisper that says why a vote does not count, or the window that was asked for. */
  tellMs: 700,
} as const;

/** Since API Gateway had the click. Later than this an alarm rings while Slack, as a rule, still waits. */
export const lateMs = slackWaitsMs - 500;

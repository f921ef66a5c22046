/** Slack did not do what was asked: down, too slow, rate-limiting, or refusing. The workflow knows this name. */
export class SlackUnavailable extends Error {
  override readonly name = 'SlackUnavailable';
}

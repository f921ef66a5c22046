/**
 * Slack did not do what was asked: down, too slow, rate-limiting, or refusing. The workflow knows this name.
 * What the SDK threw is not its cause: that holds all that was answered, logs print causes, and a proxy in between
 * may answer with the very headers that it was sent.
 */
export class SlackUnavailable extends Error {
  override readonly name = 'SlackUnavailable';
  /** What Slack answered, when it was Slack that answered: `channel_not_found` and the like. */
  readonly answer: string | undefined;

  constructor(message: string, answer?: string) {
    super(message);
    this.answer = answer;
  }
}

import { MessengerUnavailable } from '../../core/ports/messenger.ts';
import { slackDoor } from './door.ts';

/** What the SDK threw is not its cause: a proxy in between may answer with the very headers that it was sent. */
export class SlackUnavailable extends MessengerUnavailable {
  /** What Slack answered, when it was Slack that answered: `channel_not_found` and the like. */
  readonly answer: string | undefined;

  constructor(message: string, answer?: string) {
    super(slackDoor.name, message, { isBusy: answer === 'ratelimited' });
    this.answer = answer;
  }
}

import type { Check } from '../check.ts';
import { failed, passed } from '../finding.ts';

/** Which address stands in the app, no method of Slack tells a bot: only a click shows that it is this one. */
export const clicksAreHeard: Check = {
  name: 'clicks-are-heard',
  how: 'one call without a signature to the SlackUrl of the stack, which has to turn it away with 401',
  async run({ deployment: { slackUrl }, slack }) {
    const status = await slack.callUnsigned(slackUrl);
    return status === 401
      ? passed(
          `${slackUrl} turns away what Slack has not signed. Whether the app has this address under Interactivity, a-person-decides shows.`,
        )
      : failed(
          `${slackUrl} answers ${status} to a call that nobody signed.`,
          'Deploy anew; where a proxy or a domain stands before it, let it pass POST as it is.',
        );
  },
};

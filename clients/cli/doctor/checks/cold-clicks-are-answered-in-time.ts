import type { Check } from '../check.ts';
import { failed, passed, skipped } from '../finding.ts';

const days = 14;
/** Slack gives up after 3 s; API Gateway and the way there take some of them. The alarm SlackSlow counts the same. */
const limitMilliseconds = 2_500;

export const coldClicksAreAnsweredInTime: Check = {
  name: 'cold-clicks-are-answered-in-time',
  how: `logs:FilterLogEvents in the log of slack: loading and running, of each call that met no function, for ${days} days`,
  async run({ deployment: { slackLogGroup }, aws, timing }) {
    const since = new Date(timing.now() - days * 86_400_000);
    const taken = await aws.coldStarts(slackLogGroup, since);
    if (taken.length === 0)
      return skipped(
        `No click met a function that had to be loaded, in ${days} days.`,
        'Run doctor again when nobody has clicked for an hour.',
      );
    const slowest = Math.round(Math.max(...taken));
    const found = `${taken.length} cold clicks in ${days} days, the slowest answered in ${slowest} ms.`;
    return slowest <= limitMilliseconds ? passed(found) : failed(found, 'See the runbook, slack-slow.');
  },
};

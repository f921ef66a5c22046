import { scopes } from '../../../../adapters/slack/scopes.ts';
import type { Check } from '../check.ts';
import { failed, passed } from '../finding.ts';
import { refusedBySlack, withSlack } from '../slack/with-slack.ts';

export const slackGrantsTheScopes: Check = {
  name: 'slack-grants-the-scopes',
  how: "the header x-oauth-scopes of Slack's answer, against what the settings and the directory need",
  run: withSlack(async ({ slack }, { settings: { people }, directory }) => {
    const answer = await slack.identity();
    if (!answer.ok) return refusedBySlack('what the token may', answer.error);
    const granted = answer.value.scopes;
    const needed = scopes.filter(({ isNeeded }) => isNeeded({ directory, people }));
    const missing = needed.filter(({ name }) => !granted.includes(name));
    if (missing.length > 0)
      return failed(
        `It lacks ${missing.map(({ name, why }) => `${name} (to ${why})`).join(', ')}.`,
        'Add it on the page OAuth & Permissions of the app, and install the app anew: the token stays the same.',
      );
    const unused = granted.filter((name) => !needed.some((scope) => scope.name === name));
    const more = unused.length > 0 ? ` It has more than these settings use: ${unused.join(', ')}.` : '';
    return passed(`It has ${needed.map(({ name }) => name).join(', ')}.${more}`);
  }),
};

import type { Check } from '../check.ts';
import { failed, passed } from '../finding.ts';
import { withSlack } from '../slack/with-slack.ts';

export const slackTakesTheToken: Check = {
  name: 'slack-takes-the-token',
  how: "Slack's auth.test, with the token that stands in the secret of the settings",
  run: withSlack(async ({ slack }, { settings: { teams, secretName } }) => {
    const answer = await slack.identity();
    if (!answer.ok)
      return failed(
        `Slack does not take the token in ${secretName} (${answer.error}).`,
        `Copy the Bot User OAuth Token from the page OAuth & Permissions of the app into ${secretName}, under botToken.`,
      );
    const { workspace, team, enterprise, bot } = answer.value;
    const whose = `It is ${bot}'s, of the workspace ${workspace} (${team})`;
    return teams.some((one) => one === team || one === enterprise)
      ? passed(`${whose}, whose people can sign.`)
      : failed(
          `${whose}, and slack.teams lists ${teams.join(', ')}: nobody of that workspace could sign.`,
          `Write ${team} into slack.teams, or put the token of the app of another workspace into ${secretName}.`,
        );
  }),
};

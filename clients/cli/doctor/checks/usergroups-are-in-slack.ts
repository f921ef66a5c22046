import { slackDoor } from '../../../../adapters/slack/door.ts';
import { roomUser, type SlackPeopleSettings } from '../../../../adapters/slack/slack-user.ts';
import { type Directory, personByHandle } from '../../../../core/directory/directory.ts';
import { personOf } from '../../../../core/directory/room-user.ts';
import type { Check, Context } from '../check.ts';
import { failed, passed } from '../finding.ts';
import { refusedBySlack, withSlack } from '../slack/with-slack.ts';

export const usergroupsAreInSlack: Check = {
  name: 'usergroups-are-in-slack',
  how: "Slack's usergroups.list, against the groups of the directory that name one",
  run: withSlack(async ({ slack }, { settings: { teams, people: by }, directory }) => {
    const named = (directory.groups ?? []).flatMap(({ name, usergroup: { slack: id } }) =>
      id === undefined ? [] : [{ name, id }],
    );
    if (named.length === 0) return passed('The directory names no user group of Slack.');
    const answer = await slack.usergroups();
    if (!answer.ok) return refusedBySlack('user groups', answer.error);
    const problems: string[] = [];
    const found: string[] = [];
    for (const { name, id } of named) {
      const group = answer.value.find((one) => one.id === id);
      if (!group) problems.push(`${name} names ${id}, which Slack does not have`);
      else if (group.isOff)
        problems.push(`${name} names ${id} (${group.name}), which is turned off in Slack`);
      else {
        const known = await peopleAmong(slack, group.members, directory, { teams, by });
        const says = `${name}: ${group.members.length} in ${id} (${group.name}), of whom ${known} are people of the directory`;
        (known === 0 ? problems : found).push(says);
      }
    }
    return problems.length > 0
      ? failed(
          `${problems.join('; ')}.`,
          'Mend the user group in Slack, or the directory: until then nobody is in the group by it.',
        )
      : passed(`${found.join('; ')}.`);
  }),
};

/** Two accounts of one person are one. */
async function peopleAmong(
  slack: Context['slack'],
  members: readonly string[],
  directory: Directory,
  settings: SlackPeopleSettings,
): Promise<number> {
  const known = new Set<string>();
  for (const member of members) {
    const named = personByHandle(directory, slackDoor.name, member);
    if (named) known.add(named.id);
    else if (settings.by === 'email') {
      const answer = await slack.user(member);
      if (!answer.ok) continue;
      const found = personOf(directory, slackDoor.name, roomUser(answer.value, member, settings));
      if (found.kind === 'person') known.add(found.person.id);
    }
  }
  return known.size;
}

import { slackDoor } from '../../../../adapters/slack/door.ts';
import { roomUser, type SlackPeopleSettings } from '../../../../adapters/slack/slack-user.ts';
import type { Directory, Person } from '../../../../core/directory/directory.ts';
import { formatNobody, personOf } from '../../../../core/directory/room-user.ts';
import type { Check, Context } from '../check.ts';
import { failed, passed, skipped } from '../finding.ts';
import { refusedBySlack, withSlack } from '../slack/with-slack.ts';

/** Slack lets an app ask for a hundred users a minute: more people than that are asked for slowly. */
const atOnce = 90;
const pauseMs = 700;

export const peopleAreInSlack: Check = {
  name: 'people-are-in-slack',
  how: "Slack's users.info of every Slack id in the directory, and users.lookupByEmail of whoever has none, where slack.people is email",
  run: withSlack(async ({ slack, timing }, { settings: { teams, people: by }, directory }) => {
    const { people } = directory;
    const asked = people.filter(({ handles }) => handles.slack !== undefined || by === 'email');
    const problems: string[] = [];
    for (const person of asked) {
      if (asked.length > atOnce) await timing.sleep(pauseMs);
      const why = await whyNotThere(slack, person, directory, { teams, by });
      if (why === 'missing_scope') return refusedBySlack('people', why);
      if (why !== undefined) problems.push(`${person.id}: ${why}`);
    }
    const without = people.filter((person) => !asked.includes(person)).map(({ id }) => id);
    if (problems.length > 0)
      return failed(
        problems.join('; '),
        'Mend the directory, or the account in Slack: until then nothing of theirs counts.',
      );
    if (without.length > 0)
      return skipped(
        `${asked.length} people are full members; without a Slack id are ${without.join(', ')}.`,
        'Give them one in the directory if they are to decide in Slack, or set slack.people to email.',
      );
    const unnamed = asked.filter(({ handles }) => handles.slack === undefined).map(({ id }) => id);
    const unheard =
      unnamed.length > 0
        ? ` Slack mentions ids alone: without one in the directory nothing tells ${unnamed.join(', ')} that they are asked.`
        : '';
    return passed(`${asked.length} people are full members.${unheard}`);
  }),
};

/** What Slack says of ids that it does not have. */
const notThere = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

async function whyNotThere(
  slack: Context['slack'],
  { id, handles }: Person,
  directory: Directory,
  settings: SlackPeopleSettings,
): Promise<string | undefined> {
  const handle = handles.slack;
  const answer = handle === undefined ? await slack.userByEmail(id) : await slack.user(handle);
  if (!answer.ok) {
    if (!notThere.has(answer.error)) return answer.error;
    return handle === undefined ? 'Slack has nobody with this address' : `Slack has no user ${handle}`;
  }
  const user = roomUser(answer.value, handle ?? answer.value.id, settings);
  const found = personOf(directory, slackDoor.name, user);
  if (found.kind === 'nobody') return formatNobody(found.why, slackDoor, answer.value.id);
  return found.person.id === id ? undefined : `Slack's user ${answer.value.id} is ${found.person.id} here`;
}

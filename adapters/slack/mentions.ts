import type { RichTextElement } from '@slack/web-api';
import {
  type Directory,
  handleOf,
  notifyOf,
  type Person,
  peopleIn,
  usergroupOf,
} from '../../core/directory/directory.ts';
import { slackDoor } from './door.ts';

/** More mentions than this are noise, and would not fit beside the rest. */
export const mostMentions = 20;

export interface Ringing {
  directory: Directory;
  /** What Slack says of who is in a group counts: it does not for what is critical. */
  countsInSlack: boolean;
  /** Nobody is rung for what they cannot decide. */
  isAskable: (person: Person) => boolean;
}

/** The Slack ids that ring for these groups: of a group that Slack keeps its own, of any other its people's. None rings twice. */
export function mentionsOf(
  groups: readonly string[],
  { directory, countsInSlack, isAskable }: Ringing,
): string[] {
  const ids = groups.flatMap((group) => {
    const usergroup = countsInSlack ? usergroupOf(directory, group, slackDoor.name) : undefined;
    return usergroup ?? usersOf(peopleIn(directory, group).filter(isAskable));
  });
  // Groups first: of what is cut off, they would be missed most.
  const once = [...new Set(ids)];
  return [...once.filter(isUsergroup), ...once.filter((id) => !isUsergroup(id))].slice(0, mostMentions);
}

/** Of those who want to hear of it in the channel. */
export const usersOf = (people: readonly Person[]): string[] =>
  people
    .filter((person) => notifyOf(person) === 'channel')
    .flatMap((person) => handleOf(person, slackDoor.name) ?? []);

/** Slack's ids say what they are of, by their first letter. They come from the directory, which admits nothing else. */
const isUsergroup = (id: string): boolean => id.startsWith('S');

/** In rich text. */
export const ring = (id: string): RichTextElement =>
  isUsergroup(id) ? { type: 'usergroup', usergroup_id: id } : { type: 'user', user_id: id };

/** In Slack's markup. */
export const ringInMarkup = (id: string): string => (isUsergroup(id) ? `<!subteam^${id}>` : `<@${id}>`);

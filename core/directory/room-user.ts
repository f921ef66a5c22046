import type { Directory, Door, Person } from './directory.ts';
import { personByHandle } from './directory.ts';

/** Somebody in a room, as the room itself says at this moment. */
export type RoomUser =
  | {
      kind: 'member';
      /** Every id that the room has for them: Slack gives somebody of an enterprise a second one. */
      handles: readonly string[];
      /** Only where settings let an e-mail address say who somebody is. */
      email?: { address: string; confirmed: boolean };
    }
  | { kind: 'no-member'; why: NoMember };

/** Why somebody in a room is none of the people that it belongs to, whatever the directory says. */
export const noMembers = ['guest', 'bot', 'deactivated', 'other-workspace'] as const;
export type NoMember = (typeof noMembers)[number];

/** Why somebody who pressed is nobody of the directory, in words for them. */
const texts = {
  'unknown-person': ({ title }, handle) =>
    `You are not in the directory of people. Ask an administrator to add your ${title} id ${handle}.`,
  guest: ({ title }) =>
    `${title} does not call you a full member: guests decide nothing here, even where the directory names them. Ask a full member to decide.`,
  bot: ({ title }) => `${title} calls this account an app or a bot, and only people decide.`,
  deactivated: ({ title }) =>
    `${title} calls this account deactivated, so nothing of it counts. Ask an administrator of ${title}.`,
  'other-workspace': () =>
    'Only people of the workspace that Countersign is set up for can decide here. Nothing was counted.',
  'two-people': ({ title }, handle) =>
    `By your ${title} id ${handle} you are one person of the directory, and by your e-mail address another. Ask an administrator to mend the directory: until then nothing of either counts here.`,
  'unconfirmed-email': ({ title }, handle) =>
    `${title} has not confirmed your e-mail address, so it does not say who you are. Confirm it there, or ask an administrator to add your ${title} id ${handle} to the directory.`,
  'user-not-told': ({ title }) =>
    `${title} does not say at this moment who you are, and nothing is counted without that. Press again in a minute; if it stays so, tell whoever runs Countersign.`,
  'groups-not-told': ({ title }) =>
    `${title} does not say at this moment who is in the user group that this asks, and nothing is counted without that. Press again in a minute; if it stays so, tell whoever runs Countersign.`,
} as const satisfies Record<NoMember | string, (door: Pick<Door, 'title'>, handle: string) => string>;
export type WhyNobody = keyof typeof texts;
export const whysNobody = Object.keys(texts) as WhyNobody[];

/** The room did not answer: it is nobody's fault, and nothing is learnt from it. */
export const isNotTold = (why: string): boolean => why === 'user-not-told' || why === 'groups-not-told';

export const isWhyNobody = (why: string): why is WhyNobody => Object.hasOwn(texts, why);

export const formatNobody = (why: WhyNobody, door: Pick<Door, 'title'>, handle: string): string =>
  texts[why](door, handle);

export type FoundPerson = { kind: 'person'; person: Person } | { kind: 'nobody'; why: WhyNobody };

/**
 * Who of the directory it is. Several accounts may be one person, and one account is never two: an address that leads to another
 * person than the id leads to nobody.
 */
export function personOf(directory: Directory, door: string, user: RoomUser): FoundPerson {
  if (user.kind === 'no-member') return { kind: 'nobody', why: user.why };
  const { handles, email } = user;
  const named = handles.flatMap((handle) => personByHandle(directory, door, handle) ?? []);
  const addressed = email ? peopleByEmail(directory, email.address) : [];
  if (named.length === 0 && addressed.length > 0 && !email?.confirmed)
    return { kind: 'nobody', why: 'unconfirmed-email' };
  const [person, another] = new Set([...named, ...(email?.confirmed ? addressed : [])]);
  if (another) return { kind: 'nobody', why: 'two-people' };
  return person ? { kind: 'person', person } : { kind: 'nobody', why: 'unknown-person' };
}

/**
 * The whole address, without regard to case. Letters beyond ASCII match nobody: `toLowerCase` makes a `k` of the sign for kelvin, and an
 * address that only looks like another is another.
 */
const peopleByEmail = ({ people }: Directory, address: string): Person[] =>
  /^[\x21-\x7e]+$/.test(address) ? people.filter(({ id }) => id.toLowerCase() === address.toLowerCase()) : [];

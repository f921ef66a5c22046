import { z } from 'zod';

export const groupName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, 'a group is lower case letters, digits and dashes');

/** What something is called in a room where people decide. Each door knows what its names look like. */
const byDoor = (noun: string) =>
  z.record(
    z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,30}$/, 'a door is lower case letters, digits and dashes, such as slack'),
    z.string().regex(/^[\x21-\x7e]{1,200}$/, `a ${noun} is 1 to 200 visible ASCII characters`),
  );

/** How somebody hears that they are asked: by name in the channel, in a message of their own, or not at all. */
export const notifyWays = ['channel', 'dm', 'none'] as const;
export type NotifyWay = (typeof notifyWays)[number];

/** No address of the Internet is longer (RFC 5321, erratum 1690). */
const email = z.email().max(254, 'an e-mail address has at most 254 characters');

export const personSchema = z.strictObject({
  id: email,
  name: z.string().min(1).max(80),
  handles: byDoor('handle').describe('By door: `{ slack: U012AB3CD }`.'),
  groups: z.array(groupName),
  notify: z
    .enum(notifyWays)
    .optional()
    .describe(
      'How they hear that they are asked: `channel`, by name beside the card, which is so where it is left out; `dm`, in a message of their own; `none`, not at all.',
    ),
});

export const agentSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'an agent id is lower case letters, digits and dashes'),
  /** STS leaves the path out of a session's ARN. */
  roles: z
    .array(z.string().min(1))
    .min(1)
    .describe('Role ARNs without a path; `*` stands for any run of characters but : and /.'),
  owners: z
    .array(email)
    .min(1, 'an agent needs an owner: who answers for it?')
    .describe('People who answer for it, by their id. They cannot sign for it.'),
  groups: z.array(groupName).default([]),
  /** Kept by people: the agent's word on it counts nothing. */
  accounts: z
    .array(z.string().regex(/^\d{12}$/, 'an account is 12 digits, in quotes'))
    .optional()
    .describe("Other accounts that it acts in, beside its session's own."),
});

export const groupSchema = z.strictObject({
  name: groupName,
  /** Its members are in the group as well, as far as they are among the people: for nothing that is critical. */
  usergroup: byDoor('user group').describe(
    'A group that the room keeps, by door: `{ slack: S012AB3CD }`. Who is in it is asked at each vote.',
  ),
});

/** Who exists: people by e-mail, agents by role. Written in policies/directory.yaml, carried in the bundles. */
export const directorySchema = z.strictObject({
  people: z.array(personSchema),
  agents: z.array(agentSchema),
  accounts: z
    .record(
      z.string().regex(/^\d{12}$/, 'an account is 12 digits, in quotes'),
      z.string().min(1, 'an account is called something, or left out').max(60, 'at most 60 characters'),
    )
    .exactOptional()
    .describe('What accounts are called, for whoever reads of them: `"111122223333": payments`.'),
  groups: z
    .array(groupSchema)
    .exactOptional()
    .describe('Groups that a room keeps too. Any other group is who lists it.'),
});

export type Person = z.infer<typeof personSchema>;
export type DirectoryAgent = z.infer<typeof agentSchema>;
export type Directory = z.infer<typeof directorySchema>;

/** A place where people decide, as far as the rules need to know it. Its adapter says the rest. */
export interface Door {
  /** As the directory and records write it: `slack`. */
  name: string;
  /** As people read it. */
  title: string;
  /** Every handle that this door gives to people, and nothing else: a handle is put into messages as it is. */
  handlePattern: RegExp;
  /** An example of one, for whoever wrote another. */
  handleHint: string;
  /** The same of the groups that the room keeps, where it keeps any. */
  usergroups?: { pattern: RegExp; hint: string };
}

export const personByHandle = (directory: Directory, door: string, handle: string): Person | undefined =>
  directory.people.find((person) => handleOf(person, door) === handle);

export const handleOf = ({ handles }: Person, door: string): string | undefined =>
  Object.hasOwn(handles, door) ? handles[door] : undefined;

export const personById = (directory: Directory, id: string): Person | undefined =>
  directory.people.find((person) => person.id === id);

/** Those whom the directory itself puts there. */
export const peopleIn = (directory: Directory, group: string): Person[] =>
  directory.people.filter((person) => person.groups.includes(group));

export const notifyOf = ({ notify = 'channel' }: Person): NotifyWay => notify;

/** What the group is called in a room that keeps it too. */
export function usergroupOf({ groups = [] }: Directory, name: string, door: string): string | undefined {
  const usergroup = groups.find((group) => group.name === name)?.usergroup;
  return usergroup && Object.hasOwn(usergroup, door) ? usergroup[door] : undefined;
}

/** Who is in it is not for the directory alone to say. */
export const isKeptInRoom = ({ groups = [] }: Directory, name: string): boolean =>
  groups.some((group) => group.name === name);

/** Exactly one agent or none: a role that matches two agents has no owner that we could be sure of. */
export function agentByRole(directory: Directory, roleArn: string): DirectoryAgent | undefined {
  const [agent, another] = directory.agents.filter(({ roles }) =>
    roles.some((pattern) => matchesRole(pattern, roleArn)),
  );
  return another ? undefined : agent;
}

export function matchesRole(pattern: string, roleArn: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^:/]*');
  return new RegExp(`^${source}$`).test(roleArn);
}

import type { Directory } from '../../core/directory/directory.ts';
import type { WayToPeople } from './slack-user.ts';

/** What decides which scopes the app needs. */
export interface ScopeUse {
  directory: Pick<Directory, 'groups'>;
  people: WayToPeople;
}

export interface Scope {
  name: string;
  /** What it is for, after "to". */
  why: string;
  /** The methods of Slack that take it, of those that are called. */
  methods: readonly string[];
  /** Without these words the app always needs it, and infra/slack-manifest.yaml has it. */
  where?: string;
  isNeeded: (use: ScopeUse) => boolean;
}

/** Every scope of the bot token that something here uses. */
export const scopes: readonly Scope[] = [
  {
    name: 'chat:write',
    why: 'post cards, keep them current, and tell people',
    methods: [
      'chat.postMessage',
      'chat.update',
      'chat.postEphemeral',
      'chat.scheduleMessage',
      'chat.deleteScheduledMessage',
    ],
    isNeeded: () => true,
  },
  {
    name: 'commands',
    why: 'be asked by /countersign; it reads nothing else that is written',
    methods: [],
    isNeeded: () => true,
  },
  {
    name: 'users:read',
    why: 'see at each press whether it is a full member of the workspace',
    methods: ['users.info'],
    isNeeded: () => true,
  },
  {
    name: 'users:read.email',
    why: 'know people by their e-mail address, as slack.people says',
    methods: ['users.lookupByEmail'],
    where: 'the settings have `slack.people: email`',
    isNeeded: ({ people }) => people === 'email',
  },
  {
    name: 'usergroups:read',
    why: 'see who is in the user groups that the directory names',
    methods: ['usergroups.list', 'usergroups.users.list'],
    where: 'the directory has groups with `usergroup`',
    isNeeded: ({ directory: { groups = [] } }) => groups.some(({ usergroup }) => 'slack' in usergroup),
  },
];

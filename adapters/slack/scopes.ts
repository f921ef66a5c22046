import type { Directory } from '../../core/directory/directory.ts';
import type { WayToPeople } from './slack-user.ts';

/** What decides which scopes the app needs. */
export interface ScopeUse {
  directory: Pick<Directory, 'groups'>;
  people: WayToPeople;
}

export interface SlackScope {
  methods: readonly string[];
  why: string;
  needed: string;
  isNeeded: (use: ScopeUse) => boolean;
}

const always = () => true;

/** What the app may do in a workspace, and which of Slack's methods need it. */
export const slackScopes = {
  'chat:write': {
    methods: [
      'chat.postMessage',
      'chat.update',
      'chat.postEphemeral',
      'chat.scheduleMessage',
      'chat.deleteScheduledMessage',
    ],
    why: 'shows requests and incidents in channels that the app was invited to, keeps its own cards current, and tells one person why a click did not count. `doctor` hands in a message for later, and takes it back',
    needed: 'always',
    isNeeded: always,
  },
  commands: {
    methods: [],
    why: 'lets `/countersign` be written. It reads nothing but that',
    needed: 'always; the manifest has the command',
    isNeeded: always,
  },
  'users:read': {
    methods: ['users.info'],
    why: 'sees at each press whether it is a full member, and no guest, bot or account that is deactivated',
    needed: 'always',
    isNeeded: always,
  },
  'usergroups:read': {
    methods: ['usergroups.users.list', 'usergroups.list'],
    why: 'reads who is in a user group, at each vote. `doctor` sees which there are',
    needed: 'where the directory has groups with `usergroup`',
    isNeeded: ({ directory: { groups = [] } }) => groups.some(({ usergroup }) => 'slack' in usergroup),
  },
  'users:read.email': {
    methods: ['users.lookupByEmail'],
    why: 'has `users.info` tell the confirmed e-mail address by which somebody is found in the directory. `doctor` looks for whoever has no Slack id there',
    needed: 'where `slack.people` is `email`',
    isNeeded: ({ people }) => people === 'email',
  },
} as const satisfies Readonly<Record<string, SlackScope>>;

/** Methods that any token may call. */
export const withoutScope = ['auth.test', 'views.open', 'views.update', 'views.publish'] as const;

/** What the app may do in a workspace, and which of Slack's methods need it. */
export interface SlackScope {
  methods: readonly string[];
  why: string;
  needed: string;
}

export const slackScopes = {
  'chat:write': {
    methods: ['chat.postMessage', 'chat.update', 'chat.postEphemeral'],
    why: 'shows requests and incidents in channels that the app was invited to, keeps its own cards current, and tells one person why a click did not count',
    needed: 'always',
  },
  commands: {
    methods: [],
    why: 'lets `/countersign` be written. It reads nothing but that',
    needed: 'always; the manifest has the command',
  },
  'usergroups:read': {
    methods: ['usergroups.users.list'],
    why: 'reads who is in a user group, at each vote',
    needed: 'where the directory has groups with `usergroup`',
  },
  'users:read': {
    methods: ['users.info'],
    why: 'sees whether somebody is a guest, a bot, or deactivated, at each vote',
    needed: 'where the settings let Slack tell who somebody is',
  },
  'users:read.email': {
    methods: [],
    why: 'has `users.info` tell the verified e-mail by which somebody is found in the directory',
    needed: 'with `users:read`, where people are found by e-mail',
  },
} as const satisfies Readonly<Record<string, SlackScope>>;

/** Methods that any token may call. */
export const withoutScope = ['auth.test', 'views.open', 'views.update', 'views.publish'] as const;

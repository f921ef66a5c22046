import { describe, expect, it } from 'vitest';
import type { Context, RoleSettings } from '../../../../../../clients/cli/doctor/check.ts';
import { checks } from '../../../../../../clients/cli/doctor/checks.ts';
import type { SlackGroup } from '../../../../../../clients/cli/doctor/slack/slack.ts';
import { type Directory, directorySchema } from '../../../../../../core/directory/directory.ts';
import { directory as given, people } from '../../../../../support/given/directory.ts';
import { contextWith, settings, slackUser, wellSlack } from '../well-deployment.ts';

type Changes = Parameters<typeof contextWith>[0];

const find = (name: string, context: Context) => {
  const check = checks.find((one) => one.name === name);
  if (!check) throw new Error(`There is no check ${name}.`);
  return check.run(context);
};
const no = (error: string) => async () => ({ ok: false as const, error });
const withSettings = (slack: Partial<RoleSettings['slack']>): Changes => ({
  settings: { ok: true, value: { ...settings, slack: { ...settings.slack, ...slack } } },
});
const withDirectory = (changes: Partial<Directory>): Changes => ({
  directory: { ok: true, value: directorySchema.parse(given(changes)) },
});
const identity = async (changes: object) => {
  const well = await wellSlack.identity();
  return well.ok ? { ...well, value: { ...well.value, ...changes } } : well;
};

const dataOwners = { name: 'data-owners', usergroup: { slack: 'S0DATA' } };
const withGroup = (group: Partial<SlackGroup> | undefined): Changes => ({
  ...withDirectory({ groups: [dataOwners] }),
  slack: {
    usergroups: async () => ({
      ok: true,
      value: group
        ? [{ id: 'S0DATA', name: 'data', isOff: false, members: ['U0DATAONE', 'U0NEW'], ...group }]
        : [],
    }),
  },
});

/** What is wrong, and the words that say so. */
const wrong: [check: string, what: string, changes: Changes, found: RegExp][] = [
  ['slack-takes-the-token', 'it is no token', { slack: { identity: no('invalid_auth') } }, /invalid_auth/],
  [
    'slack-takes-the-token',
    'it is of another workspace',
    withSettings({ teams: ['T0OTHER'] }),
    /T0TEAM.*T0OTHER/,
  ],
  [
    'slack-grants-the-scopes',
    'it may not see who presses',
    { slack: { identity: () => identity({ scopes: ['chat:write', 'commands'] }) } },
    /lacks users:read \(to see at each press/,
  ],
  [
    'slack-grants-the-scopes',
    'e-mail addresses count',
    withSettings({ people: 'email' }),
    /lacks users:read\.email/,
  ],
  [
    'slack-grants-the-scopes',
    'the directory names a user group',
    withDirectory({ groups: [dataOwners] }),
    /lacks usergroups:read/,
  ],
  [
    'slack-takes-cards',
    'the app is not there',
    { slack: { tryChannel: no('not_in_channel') } },
    /C0APPROVALS: not_in/,
  ],
  [
    'slack-takes-cards',
    'only some may post there',
    { slack: { tryChannel: no('restricted_action_read_only_channel') } },
    /takes no message into C0APPROVALS: restricted_action/,
  ],
  [
    'slack-takes-cards',
    'another channel is gone',
    {
      ...withSettings({ channels: { secrecy: { id: 'C0SECRECY', risks: [], environments: [] } } }),
      slack: {
        tryChannel: async (channel) =>
          channel === 'C0SECRECY'
            ? { ok: false, error: 'channel_not_found' }
            : { ok: true, value: 'taken back' },
      },
    },
    /C0SECRECY: channel_not_found/,
  ],
  [
    'slack-takes-cards',
    'the fallback is gone',
    {
      ...withSettings({ fallbackChannel: 'C0OTHER' }),
      slack: {
        tryChannel: async (channel) =>
          channel === 'C0OTHER' ? { ok: false, error: 'is_archived' } : { ok: true, value: 'taken back' },
      },
    },
    /C0OTHER: is_archived/,
  ],
  [
    'slack-takes-cards',
    'Slack says another thing',
    { slack: { tryChannel: no('fatal_error') } },
    /fatal_error/,
  ],
  ['clicks-are-heard', 'anybody is let in', { slack: { callUnsigned: async () => 200 } }, /answers 200/],
  [
    'people-are-in-slack',
    'one is unknown there',
    { slack: { user: no('user_not_found') } },
    /no user U0SECONE/,
  ],
  ['people-are-in-slack', 'Slack says another thing', { slack: { user: no('ratelimited') } }, /ratelimited/],
  [
    'people-are-in-slack',
    'one is a guest',
    { slack: { user: async (id) => ({ ok: true, value: { ...slackUser(id), is_restricted: true } }) } },
    /security\.one@example\.com: Slack does not call you a full member/,
  ],
  [
    'people-are-in-slack',
    'an address leads nowhere',
    {
      ...withSettings({ people: 'email' }),
      ...withDirectory({ people: [{ ...people.outsider, handles: {}, groups: [] }] }),
      slack: { userByEmail: no('users_not_found') },
    },
    /nobody with this address/,
  ],
  [
    'people-are-in-slack',
    'an address is not confirmed',
    {
      ...withSettings({ people: 'email' }),
      ...withDirectory({ people: [{ ...people.outsider, handles: {}, groups: [] }] }),
      slack: {
        userByEmail: async (mail) => ({
          ok: true,
          value: { ...slackUser('U0MAIL', mail), is_email_confirmed: false },
        }),
      },
    },
    /has not confirmed/,
  ],
  [
    'people-are-in-slack',
    'an id and the address of its account are two people',
    {
      ...withSettings({ people: 'email' }),
      slack: {
        user: async (id) => ({
          ok: true,
          value: slackUser(id, id === people.securityOne.handles.slack ? people.dataOne.id : undefined),
        }),
      },
    },
    /security\.one@example\.com: By your Slack id U0SECONE you are one person .* by your e-mail address another/,
  ],
  ['usergroups-are-in-slack', 'there is none', withGroup(undefined), /S0DATA, which Slack does not have/],
  ['usergroups-are-in-slack', 'it is off', withGroup({ isOff: true }), /turned off/],
  [
    'usergroups-are-in-slack',
    'it has nobody whom the directory knows',
    withGroup({ members: ['U0NEW'] }),
    /0 are/,
  ],
  [
    'usergroups-are-in-slack',
    'Slack says another thing',
    { ...withDirectory({ groups: [dataOwners] }), slack: { usergroups: no('plan_upgrade_required') } },
    /plan_upgrade_required/,
  ],
];

describe('Slack, where one thing is wrong', () => {
  it.each(wrong)('fails %s where %s, and says what to do', async (name, _, changes, found) => {
    const finding = await find(name, contextWith(changes));
    expect(finding).toMatchObject({ outcome: 'failed', found: expect.stringMatching(found) });
    expect('todo' in finding && finding.todo.length).toBeGreaterThan(10);
  });
});

describe('what of Slack could not be found out', () => {
  const slackChecks = checks.map(({ name }) => name).filter((name) => /slack/.test(name));

  it.each(slackChecks)('is skipped without settings, and without a directory: %s', async (name) => {
    const missing = { ok: false as const, problems: ['It is not there.'] };
    for (const without of [{ settings: missing }, { directory: missing }])
      expect(await find(name, contextWith(without))).toMatchObject({
        outcome: 'skipped',
        found: 'It is not there.',
      });
  });

  it('is what a scope is missing for', async () => {
    const context = contextWith({ slack: { user: no('missing_scope') } });
    expect(await find('people-are-in-slack', context)).toMatchObject({
      outcome: 'skipped',
      todo: 'Mend slack-grants-the-scopes first.',
    });
  });

  it('is a message for later that Slack does not give back', async () => {
    const context = contextWith({ slack: { tryChannel: async () => ({ ok: true, value: 'left there' }) } });
    expect(await find('slack-takes-cards', context)).toMatchObject({ outcome: 'skipped' });
  });

  it('is who has no Slack id, where that is how people are known', async () => {
    const context = contextWith(withDirectory({ people: [{ ...people.outsider, handles: {}, groups: [] }] }));
    expect(await find('people-are-in-slack', context)).toMatchObject({
      outcome: 'skipped',
      found: expect.stringContaining('sales.one@example.com'),
    });
  });
});

describe('Slack that is well', () => {
  it('names scopes that nothing uses', async () => {
    const more = {
      slack: {
        identity: () => identity({ scopes: ['chat:write', 'commands', 'users:read', 'channels:read'] }),
      },
    };
    expect(await find('slack-grants-the-scopes', contextWith(more))).toMatchObject({
      outcome: 'passed',
      found: expect.stringContaining('more than these settings use: channels:read'),
    });
  });

  it('may be named by its organization', async () => {
    const context = contextWith({
      ...withSettings({ teams: ['E0ORG'] }),
      slack: { identity: () => identity({ enterprise: 'E0ORG' }) },
    });
    expect(await find('slack-takes-the-token', context)).toMatchObject({ outcome: 'passed' });
  });

  it('says of a user group how many of it the directory knows', async () => {
    expect(await find('usergroups-are-in-slack', contextWith(withGroup({})))).toMatchObject({
      outcome: 'passed',
      found: 'data-owners: 2 in S0DATA (data), of whom 1 are people of the directory.',
    });
  });

  it('counts two accounts of one person once, by their address where that counts', async () => {
    const { slack, directory } = withGroup({ members: ['U0DATAONE', 'U0SECOND', 'U0NOBODY'] }) ?? {};
    const context = contextWith({
      ...withSettings({ people: 'email' }),
      ...(directory && { directory }),
      slack: {
        ...slack,
        user: async (id) =>
          id === 'U0SECOND'
            ? { ok: true, value: slackUser(id, people.dataOne.id) }
            : { ok: false, error: 'user_not_found' },
      },
    });
    expect(await find('usergroups-are-in-slack', context)).toMatchObject({
      outcome: 'passed',
      found: expect.stringContaining('of whom 1 are people'),
    });
  });

  it('names who may decide and hears of nothing, for want of an id', async () => {
    const context = contextWith({
      ...withSettings({ people: 'email' }),
      ...withDirectory({ people: [{ ...people.outsider, handles: {}, groups: [] }], agents: [] }),
    });
    expect(await find('people-are-in-slack', context)).toMatchObject({
      outcome: 'passed',
      found: expect.stringContaining(`nothing tells ${people.outsider.id} that they are asked`),
    });
  });

  it('is asked slowly about many people', async () => {
    const many = Array.from({ length: 91 }, (_, at) => ({
      id: `p${at}@example.com`,
      name: `P${at}`,
      handles: { slack: `U0P${at}` },
      groups: [],
    }));
    const context = contextWith(withDirectory({ people: many, agents: [] }));
    const before = context.timing.now();
    expect(await find('people-are-in-slack', context)).toMatchObject({ outcome: 'passed' });
    expect(context.timing.now() - before).toBe(91 * 700);
  });
});

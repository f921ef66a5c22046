import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackRoomUsers } from '../../../../adapters/slack/slack-room-users.ts';
import { roomUser, type SlackUser, type WayToPeople } from '../../../../adapters/slack/slack-user.ts';
import { MessengerUnavailable } from '../../../../core/ports/messenger.ts';
import { team } from '../../../../local/slack/identity.ts';
import { type LocalSlack, startSlack } from '../../../../local/slack/start-slack.ts';
import type { Member } from '../../../../local/slack/workspace.ts';

const token = 'xoxb-test';
const one: Member = { id: 'U0ONE', name: 'One', email: 'one@example.com' };
const group = { id: 'S0DATA', name: 'data', users: ['U0ONE', 'U0TWO'] };

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startSlack({
    token,
    signingSecret: 'secret',
    channel: { id: 'C0APPROVALS', name: 'approvals' },
    members: [one],
    usergroups: [group],
    interactionsUrl: () => 'http://127.0.0.1:1/',
  });
});
afterEach(() => slack.close());

const connected = (by: WayToPeople = 'handles', timeoutMs = 5_000) =>
  createSlackRoomUsers({
    apiUrl: slack.apiUrl,
    token: { read: async () => token, readAnew: async () => token },
    timeoutMs,
    teams: [team.id],
    by,
  });

describe('somebody in Slack', () => {
  it('is a full member, known by their id', async () => {
    expect(await connected().user('U0ONE')).toEqual({ kind: 'member', handles: ['U0ONE'] });
  });

  it('has an e-mail address where settings let it count, and says whether Slack has confirmed it', async () => {
    expect(await connected('email').user('U0ONE')).toEqual({
      kind: 'member',
      handles: ['U0ONE'],
      email: { address: 'one@example.com', confirmed: true },
    });
    slack.workspace.setMember({ ...one, unconfirmed: true });
    expect(await connected('email').user('U0ONE')).toMatchObject({ email: { confirmed: false } });
  });

  it.each<[string, Partial<Member>, string]>([
    ['a guest', { standing: 'guest' }, 'guest'],
    ['a guest of one channel', { standing: 'single-channel guest' }, 'guest'],
    ['a bot', { standing: 'bot' }, 'bot'],
    ['deactivated', { standing: 'deactivated' }, 'deactivated'],
    ['of another workspace', { team: 'T0OTHER' }, 'other-workspace'],
  ])('who is %s is no member', async (_, change, why) => {
    slack.workspace.setMember({ ...one, ...change });
    expect(await connected().user('U0ONE')).toEqual({ kind: 'no-member', why });
  });

  it('whom Slack does not have is of another workspace', async () => {
    expect(await connected().user('U0NOBODY')).toEqual({ kind: 'no-member', why: 'other-workspace' });
  });

  it('is asked for anew each time', async () => {
    const users = connected();
    expect(await users.user('U0ONE')).toMatchObject({ kind: 'member' });
    slack.workspace.setMember({ ...one, standing: 'deactivated' });
    expect(await users.user('U0ONE')).toMatchObject({ kind: 'no-member' });
  });

  it.each([
    ['is down', { kind: 'down' }],
    ['cannot be reached', { kind: 'unreachable' }],
    ['limits the rate', { kind: 'rate-limited', retryAfterSeconds: 30 }],
    ['gives the scope to nobody', { kind: 'error', error: 'missing_scope' }],
  ] as const)('is nobody while Slack %s', async (_, failure) => {
    slack.fail(failure);
    await expect(connected().user('U0ONE')).rejects.toBeInstanceOf(MessengerUnavailable);
    await expect(connected().membersOf('S0DATA')).rejects.toBeInstanceOf(MessengerUnavailable);
  });

  it('is nobody where Slack does not answer in time', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    slack.fail({ kind: 'slow', until: promise });
    await expect(connected('handles', 20).user('U0ONE')).rejects.toBeInstanceOf(MessengerUnavailable);
    resolve();
  });
});

describe('what Slack leaves out', () => {
  const member: SlackUser = {
    id: 'U0ONE',
    team_id: team.id,
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
  };
  const read = (user: SlackUser) => roomUser(user, 'U0ONE', { teams: [team.id], by: 'handles' });

  it('makes nobody a full member', () => {
    expect(read(member).kind).toBe('member');
    for (const field of ['team_id', 'deleted', 'is_restricted', 'is_ultra_restricted'] as const) {
      const { [field]: _, ...without } = member;
      expect(read(without).kind, field).toBe('no-member');
    }
  });

  it('or says of apps and strangers refuses them', () => {
    for (const said of [{ is_workflow_bot: true }, { id: 'USLACKBOT' }, { is_stranger: true }])
      expect(read({ ...member, ...said }).kind).toBe('no-member');
  });

  it('of an organization is its workspaces, and a second id', () => {
    const enterprise_user = { id: 'W0ONE', enterprise_id: 'E0ORG', teams: ['T0SECOND'] };
    const user = { ...member, team_id: 'T0FIRST', enterprise_user };
    const by = (...teams: string[]) => roomUser(user, 'U0ONE', { teams, by: 'handles' });
    for (const own of ['T0FIRST', 'T0SECOND', 'E0ORG'])
      expect(by(own)).toEqual({ kind: 'member', handles: ['U0ONE', 'W0ONE'] });
    expect(by('T0OTHER')).toMatchObject({ why: 'other-workspace' });
  });
});

describe('a user group', () => {
  it('has the members that it has at this moment', async () => {
    const users = connected();
    expect(await users.membersOf('S0DATA')).toEqual(['U0ONE', 'U0TWO']);
    slack.workspace.setUsergroup({ ...group, users: [] });
    expect(await users.membersOf('S0DATA')).toEqual([]);
  });

  it('that is turned off, or is none, has nobody whom one could count', async () => {
    slack.workspace.setUsergroup({ ...group, disabled: true });
    for (const id of ['S0DATA', 'S0NONE'])
      await expect(connected().membersOf(id)).rejects.toBeInstanceOf(MessengerUnavailable);
  });
});

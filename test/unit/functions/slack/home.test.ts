import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../core/directory/directory.ts';
import { standingOf, votedBy, waitingFor } from '../../../../functions/slack/home/find-requests.ts';
import { createHandler } from '../../../../functions/slack/home/handler.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { directory, people, strangerSlackId } from '../../../support/given/directory.ts';
import { invoke } from '../../../support/given/lambda.ts';
import { review } from '../../../support/given/rulings.ts';
import { clickPayload, slackEvent, team } from '../../../support/given/slack-event.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../../../support/memory-system.ts';

const output = capturedOutput();
const { securityOne, securityTwo, owner, onCall, outsider } = people;

let system: MemorySystem;
beforeEach(() => {
  system = memorySystem();
});

const words = (shown: unknown): string => JSON.stringify(shown);
/** More than one page has room for. */
const reasons = Array.from({ length: 60 }, (_, at) => `because-${at}: ${'long '.repeat(38)}`);

const sentence = 'Delete database orders and its automated backups without a final snapshot';
const codes = () => output.lines().map(({ code }) => code);

describe('a person’s page', () => {
  it('lists what waits for them, with the way to its details', async () => {
    const { id } = await system.asked(submissions.remove());
    const page = words(await system.openHome(securityOne.id));
    expect(page).toContain(sentence);
    expect(page).toContain('list-details');
    expect(page).toContain(id);
    expect(page).not.toContain('"action_id":"approve"');
  });

  it('lists it under what they decided once they have, and to the others as before', async () => {
    const request = await system.asked(submissions.remove());
    await system.click(securityOne.id, 'deny', request);
    await system.settle();
    const page = words(await system.openHome(securityOne.id));
    expect(page).toContain('Nothing waits for you.');
    expect(page).toContain('Denied by you');
    expect(words(await system.openHome(securityTwo.id))).not.toContain(sentence);
  });

  it('lists what agents ask to who answers for them, and nothing of it as waiting for them', async () => {
    await system.asked(submissions.remove());
    const page = words(await system.openHome(owner.id));
    expect(page).toContain('Nothing waits for you.');
    expect(page).toContain(sentence);
  });

  it('tells nobody else that there is anything', async () => {
    await system.asked(submissions.remove());
    const page = words(await system.openHome(outsider.id));
    expect(page).not.toContain(sentence);
    expect(page).toContain('Nothing waits for you.');
  });

  it('does not list what is overdue, though nobody ended it yet', async () => {
    await system.asked(submissions.remove());
    system.clock.pass(1_000_000);
    expect(words(await system.openHome(securityOne.id))).toContain('Nothing waits for you.');
  });

  it('forgets a vote that was taken back', async () => {
    system = memorySystem({ ruleOn: () => review({ approvals: [{ group: 'security', count: 2 }] }) });
    const request = await system.asked(submissions.remove());
    const page = async () => words(await system.openHome(securityOne.id));
    await system.click(securityOne.id, 'approve', request);
    await system.settle();
    expect(await page()).toContain('Approved by you');
    const back = { user: securityOne.handles.slack, request: request.id, digest: request.digest, ts: '1.1' };
    await system.sendOff(clickPayload({ ...back, choice: 'take-back' }));
    expect(await page()).toContain('You have decided nothing');
    expect(await page()).not.toContain('Nothing waits for you.');
  });

  it('has a Deny for who can say no, and none for who cannot', async () => {
    await system.asked(submissions.remove());
    expect(words(await system.openHome(securityOne.id))).toContain('list-deny');
    expect(words(await system.openHome(owner.id))).not.toContain('list-deny');
  });

  it('tells somebody whom the directory does not know under which id to be added', async () => {
    const page = words(await system.openHome(strangerSlackId));
    expect(page).toContain('You are not in the directory');
    expect(page).toContain(strangerSlackId);
  });

  it('is not shown to people of another workspace', async () => {
    expect(await system.openHome(securityOne.id, {}, 'T0OTHER')).toBeUndefined();
    expect(codes()).toContain('click-of-other-workspace');
  });

  it('that was asked for again while it is made is made once; where the first failed, again', async () => {
    await system.openHome(securityOne.id, {
      'x-slack-retry-num': '1',
      'x-slack-retry-reason': 'http_timeout',
    });
    expect(system.pages.size).toBe(0);
    await system.openHome(securityOne.id, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' });
    expect(system.pages.size).toBe(1);
  });

  it('that Slack does not take is counted, and Slack is answered', async () => {
    system.home.down = true;
    const event = { type: 'app_home_opened', user: securityOne.handles.slack, tab: 'home' };
    const body = JSON.stringify({ type: 'event_callback', team_id: team, event });
    expect(await system.slackCalls('events', body)).toEqual({ statusCode: 200 });
    expect(output.text()).toContain('MessengerUnavailable');
  });
});

describe('where settings name an organization', () => {
  const call = (body: string, route: 'events' | 'commands') =>
    invoke(createHandler({ ...system.ports, teams: ['E0ORG'] }), {
      ...slackEvent({ body, nowSeconds: system.clock.nowSeconds() }),
      rawPath: `/slack/${route}`,
    });
  const user = securityOne.handles.slack;

  it('Slack is asked once whose they are, and where it does not say they are told so', async () => {
    const form = new URLSearchParams({ command: '/countersign', text: 'help', user_id: user, team_id: team });
    expect(words(await call(form.toString(), 'commands'))).toContain('show <id>');
    expect(system.roomUsers.asked).toEqual([user]);
    system.roomUsers.down = { users: true };
    const notTold = 'Slack does not say at this moment who you are';
    expect(words(await call(form.toString(), 'commands'))).toContain(notTold);
    const event = { type: 'app_home_opened', user, tab: 'home' };
    await call(JSON.stringify({ type: 'event_callback', team_id: team, event }), 'events');
    expect(words(system.pages.get(user))).toContain(notTold);
  });
});

describe('the events route', () => {
  it('answers Slack’s question whether it is ours', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'a-challenge' });
    expect(await system.slackCalls('events', body)).toMatchObject({ statusCode: 200, body: 'a-challenge' });
  });

  it('answers nobody without Slack’s signature, not even that', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'a-challenge' });
    const answer = await system.slackCalls('events', body, { 'x-slack-signature': 'v0=00' });
    expect(answer).toEqual({ statusCode: 401 });
  });

  it('passes over what it did not ask for', async () => {
    const other = { type: 'event_callback', team_id: 'T0TEAM', event: { type: 'message', user: 'U0SECONE' } };
    const messages = { ...other, event: { type: 'app_home_opened', user: 'U0SECONE', tab: 'messages' } };
    for (const event of [other, messages]) {
      expect(await system.slackCalls('events', JSON.stringify(event))).toEqual({ statusCode: 200 });
    }
    expect(system.pages.size).toBe(0);
  });

  it.each(['{}', '[]', '{"type":"event_callback"}', ''])('cannot read %j', async (body) => {
    expect((await system.slackCalls('events', body)).statusCode).toBe(400);
    expect(codes()).toContain('slack-call-unreadable');
  });
});

describe('the command', () => {
  it('pending lists what waits for the person, to them alone', async () => {
    const { id } = await system.asked(submissions.remove());
    const answer = await system.command(securityOne.id, ' Pending ');
    expect(answer.response_type).toBe('ephemeral');
    expect(answer.text).toBe('Waits for you: 1');
    expect(words(answer.blocks)).toContain(id);
    expect((await system.command(outsider.id, 'pending')).text).toBe('Waits for you: 0');
  });

  it('mine lists what they decided, and what their agents ask', async () => {
    const request = await system.asked(submissions.remove());
    expect(words(await system.command(owner.id, 'mine'))).toContain(sentence);
    await system.click(securityOne.id, 'approve', request);
    await system.settle();
    expect(words(await system.command(securityOne.id, 'mine'))).toContain('Approved by you');
  });

  it('show tells of one request to who may see it, and to others what it tells of one that is not there', async () => {
    const { id } = await system.asked(submissions.remove());
    for (const { id: who } of [securityOne, owner]) {
      expect(words(await system.command(who, `show ${id}`))).toContain(sentence);
    }
    const hidden = await system.command(outsider.id, `show ${id}`);
    expect(hidden).toEqual(await system.command(outsider.id, `show ${'0'.repeat(32)}`));
    expect(words(hidden)).toContain('There is no request of this id that you may see.');
    expect(words(await system.command(onCall.id, `show ${id}`))).not.toContain(sentence);
  });

  it('show says what an id looks like', async () => {
    for (const text of ['show', 'show 123', 'show *'])
      expect(words(await system.command(securityOne.id, text))).toContain('Write the id of a request');
  });

  it.each(['', 'help', 'HELP'])('%j says what there is', async (text) => {
    const said = words(await system.command(securityOne.id, text));
    expect(said).toContain('/countersign pending');
    expect(said).not.toContain('does not know');
  });

  it.each(['constructor', '__proto__', 'approve 1', '<!channel> *x*', '`rm -rf`'])(
    'does not know %j, says so and what there is, and repeats none of it',
    async (text) => {
      const said = words(await system.command(securityOne.id, text));
      expect(said).toContain('/countersign does not know that.');
      expect(said).toContain('/countersign pending');
      expect(said).not.toContain(text);
    },
  );

  it('tells strangers who they are not, and people of other workspaces nothing', async () => {
    const { id } = await system.asked(submissions.remove());
    expect(words(await system.command(strangerSlackId, `show ${id}`))).toContain('not in the directory');
    const other = words(await system.command(securityOne.id, `show ${id}`, 'T0OTHER'));
    expect(other).toContain('Only people of the workspace');
    expect(other).not.toContain(sentence);
  });

  it('that cannot be read is refused', async () => {
    expect((await system.slackCalls('commands', 'text=pending')).statusCode).toBe(400);
    expect((await system.slackCalls('commands', 'command=%2Fx&text=a&user_id=U1')).statusCode).toBe(400);
  });
});

const pressed = (who: { handles: { slack: string } }, button: object) => ({
  type: 'block_actions',
  user: { id: who.handles.slack, team_id: team },
  trigger_id: 'trigger-9',
  container: { type: 'view', view_id: 'V0HOME' },
  view: { id: 'V0HOME', type: 'home', private_metadata: '' },
  actions: [button],
});
const buttonsOn = (page: unknown): { action_id: string; value: string }[] =>
  (page as { blocks: { elements?: { action_id: string; value: string }[] }[] }).blocks
    .flatMap(({ elements = [] }) => elements)
    .filter(({ action_id }) => action_id?.startsWith('list-'));

describe('a list’s button', () => {
  it('opens the details, where a yes can be given', async () => {
    const { id } = await system.asked(submissions.remove());
    const [details] = buttonsOn(await system.openHome(securityOne.id));
    await system.sendOff(pressed(securityOne, details ?? {}));
    const [window] = [...system.windows.values()];
    expect(words(window)).toContain(sentence);
    await system.sendOff({
      type: 'view_submission',
      user: { id: securityOne.handles.slack, team_id: team },
      view: { ...window, state: { values: {} } },
    });
    expect(await system.stateOf(id)).toBe('approved');
  });

  it('opens the window of a denial', async () => {
    await system.asked(submissions.remove());
    const [, deny] = buttonsOn(await system.openHome(securityOne.id));
    await system.sendOff(pressed(securityOne, deny ?? {}));
    expect([...system.windows.values()][0]?.title.text).toBe('Deny this request');
  });

  it('shows nothing to somebody who may no longer see it', async () => {
    const known = directory();
    system = memorySystem({ directory: known });
    await system.asked(submissions.remove());
    const [details] = buttonsOn(await system.openHome(securityOne.id));
    known.people = known.people.map((one) => (one.id === securityOne.id ? { ...one, groups: [] } : one));
    await system.sendOff(pressed(securityOne, details ?? {}));
    const shown = words([...system.windows.values()]);
    expect(shown).not.toContain(sentence);
    expect(shown).toContain('There is no request of this id that you may see.');
  });

  it('shows no further page to somebody who may no longer see it', async () => {
    const known = directory();
    system = memorySystem({ directory: known, ruleOn: () => ({ ...review(), reasons }) });
    await system.asked(submissions.remove());
    const [details] = buttonsOn(await system.openHome(securityOne.id));
    await system.sendOff(pressed(securityOne, details ?? {}));
    const [[viewId, view] = []] = [...system.windows];
    expect(words(view)).toContain('Next page');
    known.people = known.people.map((one) => (one.id === securityOne.id ? { ...one, groups: [] } : one));
    await system.sendOff({
      type: 'block_actions',
      user: { id: securityOne.handles.slack, team_id: team },
      view: { id: viewId, private_metadata: view?.private_metadata },
      actions: [{ action_id: 'next-page', value: '1' }],
    });
    expect(words([...system.windows.values()])).not.toContain(sentence);
  });

  it('that carries something else is not read', async () => {
    const forged = { action_id: 'list-details', value: '{}' };
    expect((await system.sendOff(pressed(securityOne, forged))).statusCode).toBe(400);
  });
});

/** Somebody of whom the room says nothing more. */
const viewerOf = (person: Person) => ({ person, through: async () => ({ through: [], untold: false }) });

describe('a group that Slack keeps', () => {
  const usergroup = 'S0SECURITY';
  const groups = [{ name: 'security', usergroup: { slack: usergroup } }];
  const waits = async () => words(await system.openHome(outsider.id));
  const given = async (risk: 'high' | 'critical' = 'high') => {
    system = memorySystem({ directory: directory({ groups }), ruleOn: () => ({ ...review(), risk }) });
    system.roomUsers.groups.set(usergroup, [outsider.handles.slack]);
    return system.asked(submissions.remove());
  };

  it('lets its members find what waits for them, by their page and the command', async () => {
    const { id } = await given();
    expect(await waits()).toContain(sentence);
    expect(await waits()).toContain('list-deny');
    for (const text of ['pending', `show ${id}`])
      expect(words(await system.command(outsider.id, text))).toContain(sentence);
  });

  it('opens them the details from there', async () => {
    await given();
    const [details] = buttonsOn(await system.openHome(outsider.id));
    await system.sendOff(pressed(outsider, details ?? {}));
    expect(words([...system.windows.values()])).toContain(sentence);
  });

  it('is asked each time, and once: who was taken out finds nothing', async () => {
    await given();
    await system.asked(submissions.remove('invoices'));
    system.roomUsers.asked.length = 0;
    await waits();
    expect(system.roomUsers.asked.filter((one) => one === usergroup)).toHaveLength(1);
    system.roomUsers.groups.set(usergroup, []);
    expect(await waits()).not.toContain(sentence);
  });

  it('is not asked where nothing waits for it', async () => {
    system = memorySystem({ directory: directory({ groups }) });
    expect(await waits()).toContain('Nothing waits for you.');
    expect(system.roomUsers.asked).not.toContain(usergroup);
  });

  it('tells nobody of what is critical', async () => {
    const { id } = await given('critical');
    expect(await waits()).not.toContain(sentence);
    expect(words(await system.command(outsider.id, `show ${id}`))).toContain('no request of this id');
  });

  it('is left out, with a word, where Slack does not answer; what the directory knows stands there', async () => {
    await given();
    system.roomUsers.down = { groups: true };
    expect(await waits()).not.toContain(sentence);
    expect(await waits()).toContain('Slack does not say at this moment who is in its user groups');
    expect(await waits()).not.toContain('Nothing waits for you.');
    const known = words(await system.openHome(securityOne.id));
    expect(known).toContain(sentence);
    expect(known).not.toContain('Slack does not say');
  });

  it('with a guest in it shows the guest nothing', async () => {
    await given();
    system.roomUsers.users.set(outsider.handles.slack, { kind: 'no-member', why: 'guest' });
    expect(await waits()).not.toContain(sentence);
  });
});

describe('an index that tells more than is true', () => {
  it('is not believed: each request is held against who may see it', async () => {
    const { id } = await system.asked(submissions.remove());
    const entries = { entries: [{ id, at: '2026-01-05T12:30:00.000Z' }], more: false };
    const finder = { standing: async () => entries, votedBy: async () => entries };
    const listsOf = (person: Person) =>
      Promise.all(
        [waitingFor, votedBy, standingOf].map((find) => find({ ...system.ports, finder }, viewerOf(person))),
      );
    expect((await listsOf(outsider)).flatMap(({ items }) => items)).toEqual([]);
    expect((await listsOf(owner)).map(({ items }) => items.length)).toEqual([0, 0, 1]);
  });

  it('is read no further than a list is worth, and that is said', async () => {
    const { id } = await system.asked(submissions.remove());
    const one = await system.requests.get(id);
    if (!one) throw new Error('It is there.');
    const entries = Array.from({ length: 120 }, (_, at) => ({ id: `${at}`.padStart(32, '0'), at: '2026' }));
    const finder = {
      standing: async () => ({ entries, more: false }),
      votedBy: async () => ({ entries, more: false }),
    };
    const requests = { get: async (wanted: string) => ({ ...one, id: wanted }) };
    const list = await waitingFor({ ...system.ports, finder, requests }, viewerOf(securityOne));
    expect([list.items.length, list.left, list.more]).toEqual([10, 90, true]);
  });
});

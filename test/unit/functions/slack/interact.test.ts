import { describe, expect, it } from 'vitest';
import { MessengerUnavailable } from '../../../../core/ports/messenger.ts';
import { createHandler } from '../../../../functions/slack/interact/handler.ts';
import { readInteraction } from '../../../../functions/slack/interact/interaction.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { people, strangerSlackId } from '../../../support/given/directory.ts';
import { invoke } from '../../../support/given/lambda.ts';
import { review, twoGroups } from '../../../support/given/rulings.ts';
import {
  clickPayload,
  formOf,
  incidentPayload,
  slackEvent,
  team,
} from '../../../support/given/slack-event.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../../../support/memory-system.ts';

const output = capturedOutput();
const { securityOne, securityTwo, dataOne } = people;

/** A card that was posted and, by a crash, never noted. */
const forgotten = 'C0APPROVALS/1767614499.000009';

const click = {
  user: securityOne.handles.slack,
  choice: 'approve',
  request: '0'.repeat(32),
  digest: 'a'.repeat(64),
  ts: '1767614400.000001',
} as const;

describe('an interaction', () => {
  it('is a click on one of our buttons', () => {
    expect(readInteraction(formOf(clickPayload({ ...click, reason: ' Known job. ' })))).toEqual({
      kind: 'vote',
      team,
      click: {
        handle: securityOne.handles.slack,
        choice: 'approve',
        requestId: click.request,
        digest: click.digest,
        sawAll: false,
        reason: 'Known job.',
        card: { door: 'slack', ref: `C0APPROVALS/${click.ts}` },
      },
    });
  });

  it('may have no reason', () => {
    for (const reason of ['', '  ']) {
      const read = readInteraction(formOf(clickPayload({ ...click, reason })));
      expect(read.kind === 'vote' && read.click).not.toHaveProperty('reason');
    }
    const { state: _, ...bare } = clickPayload(click);
    expect(readInteraction(formOf(bare)).kind).toBe('vote');
  });

  it('with half a character in its reason is still a vote', () => {
    const read = readInteraction(formOf(clickPayload({ ...click, reason: 'ok \ud83d' })));
    expect(read.kind === 'vote' && read.click.reason?.isWellFormed()).toBe(true);
  });

  it('of another kind is none of ours', () => {
    expect(readInteraction(formOf({ type: 'shortcut' }))).toEqual({ kind: 'none' });
    expect(readInteraction(formOf({ ...clickPayload(click), actions: [{ action_id: 'reason' }] }))).toEqual({
      kind: 'none',
    });
  });
});

describe('a press on Undo', () => {
  const pressed = { ...click, choice: 'undo' } as const;
  const order = {
    v: 1,
    requestId: click.request,
    digest: click.digest,
    handle: click.user,
    card: { door: 'slack', ref: `C0APPROVALS/${click.ts}` },
  };
  const press = (system: MemorySystem) => {
    const orders: unknown[] = [];
    const orderUndo = async (given: unknown) => void orders.push(given);
    const handler = createHandler({ ...system.ports, orderUndo });
    const body = formOf(clickPayload(pressed));
    const event = slackEvent({ body, nowSeconds: system.clock.nowSeconds() });
    return { orders, answer: invoke(handler, event) };
  };

  it('is an order, and not a vote', () => {
    expect(readInteraction(formOf(clickPayload(pressed)))).toEqual({ kind: 'undo', order, team });
  });

  it('is handed on as it is, answered at once, and logged', async () => {
    const { orders, answer } = press(memorySystem());
    expect(await answer).toEqual({ statusCode: 200 });
    expect(orders).toEqual([{ ...order, person: securityOne.id }]);
    expect(output.text()).toContain('undo-clicked');
  });

  it('that cannot be handed on is no success: Slack shows the person that it failed', async () => {
    const system = memorySystem();
    const orderUndo = () => Promise.reject(new Error('Lambda is away.'));
    const event = slackEvent({ body: formOf(clickPayload(pressed)), nowSeconds: system.clock.nowSeconds() });
    await expect(invoke(createHandler({ ...system.ports, orderUndo }), event)).rejects.toThrow();
    expect(output.text()).not.toContain('undo-clicked');
  });

  it('by somebody else than Slack is handed to nobody', async () => {
    const system = memorySystem();
    system.ports.signingSecret.read = async () => 'another secret';
    system.ports.signingSecret.readAnew = async () => 'another secret';
    const { orders, answer } = press(system);
    expect(await answer).toEqual({ statusCode: 401 });
    expect(orders).toEqual([]);
  });
});

describe("a press on an incident's card", () => {
  const press = { user: 'U0SECONE', action: 'explain', incident: 'a'.repeat(32), ts: '1.1' } as const;

  it('says which incident, who pressed, and why', () => {
    expect(readInteraction(formOf(incidentPayload({ ...press, reason: ' Agreed. ' })))).toEqual({
      kind: 'incident',
      team,
      click: {
        action: 'explain',
        incidentId: 'a'.repeat(32),
        handle: 'U0SECONE',
        reason: 'Agreed.',
        card: { door: 'slack', ref: 'C0APPROVALS/1.1' },
      },
    });
  });

  it('is not taken for one of a request, nor the other way round', () => {
    const value = JSON.stringify({ v: 1, request: 'a'.repeat(32), digest: 'b'.repeat(64) });
    const crossed = { ...incidentPayload(press), actions: [{ action_id: 'explain', value }] };
    expect(readInteraction(formOf(crossed)).kind).toBe('malformed');
    const incident = JSON.stringify({ v: 1, incident: 'a'.repeat(32) });
    const other = { ...incidentPayload(press), actions: [{ action_id: 'approve', value: incident }] };
    expect(readInteraction(formOf(other)).kind).toBe('malformed');
  });
});

describe('the signing secret', () => {
  it('that was rotated is read anew before a call is refused', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    system.ports.signingSecret.read = async () => 'the old secret';
    expect(await system.click(securityOne.id, 'approve', request)).toBe(200);
    expect(await system.stateOf(request.id)).toBe('approved');
    system.ports.signingSecret.readAnew = async () => 'the old secret';
    expect(await system.click(securityOne.id, 'approve', request)).toBe(401);
  });
});

describe('a click', () => {
  it('counts, and the person’s reason is kept with the vote', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    expect(await system.click(securityOne.id, 'approve', request, 'Known job.')).toBe(200);
    expect(await system.requests.get(request.id)).toMatchObject({ votes: [{ reason: 'Known job.' }] });
    expect(system.messenger.privateReplies).toEqual([]);
  });

  it('changes the card', async () => {
    const system = memorySystem({ ruleOn: () => review(twoGroups) });
    const request = await system.asked(submissions.remove());
    await system.click(securityOne.id, 'approve', request);
    await system.settle();
    expect([...system.messenger.cards.values()]).toMatchObject([{ state: 'pending', votes: [{}] }]);
  });

  it('of many people in the same millisecond counts each', async () => {
    const system = memorySystem({ ruleOn: () => review({ approvals: [{ group: 'security', count: 3 }] }) });
    const request = await system.asked(submissions.remove());
    const all = [securityOne, securityTwo, people.securityThree, people.both];
    const answers = await Promise.all(all.map(({ id }) => system.click(id, 'approve', request)));
    expect(answers).toEqual([200, 200, 200, 200]);
    expect(await system.requests.get(request.id)).toMatchObject({ state: 'approved', votes: [{}, {}, {}] });
    expect(system.messenger.privateReplies).toHaveLength(1);
  });

  it('that does not count tells the person alone, and says so in the log', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click(dataOne.id, 'approve', request);
    expect(system.messenger.privateReplies).toEqual([
      {
        handle: dataOne.handles.slack,
        text: `You are in none of the groups that this request asks. It asks security. Where you should be in one, ask an administrator: your Slack id is ${dataOne.handles.slack}.`,
      },
    ]);
    expect(output.lines().find(({ message }) => message === 'A vote button was clicked')).toMatchObject({
      request: request.id,
      handle: dataOne.handles.slack,
      outcome: { kind: 'refused', why: 'outside-groups' },
    });
  });

  it.each([
    ['of a newer version', { v: 2 }, 'This button has version 2'],
    ['of no version', { v: undefined }, 'does not say its version'],
    ['with another request in it', { request: 'x' }, '/request (invalid_format)'],
  ])('on a button %s changes nothing, and says so in the log', async (_, change, why) => {
    const system = memorySystem();
    const { id, digest } = await system.asked(submissions.remove());
    const payload = clickPayload({ ...click, request: id, digest });
    const [action] = payload.actions;
    const value = JSON.stringify({ v: 1, request: id, digest, ...change });
    const body = formOf({ ...payload, actions: [{ ...action, value }] });
    const event = slackEvent({ body, nowSeconds: system.clock.nowSeconds() });
    expect(await invoke(system.slack, event)).toEqual({ statusCode: 400 });
    expect(system.recordsOf(id)).toHaveLength(1);
    const line = output.lines().findLast(({ code }) => code === 'click-unreadable');
    expect(line?.why).toContain(why);
  });

  it('counts though Slack is down: only the private reply is lost', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    system.messenger.down = true;
    expect(await system.click(strangerSlackId, 'approve', request)).toBe(200);
    expect(await system.click(securityOne.id, 'approve', request)).toBe(200);
    expect(await system.stateOf(request.id)).toBe('approved');
  });

  it('on a card that nobody noted makes it one of ours', async () => {
    const system = memorySystem({ ruleOn: () => review(twoGroups) });
    const request = await system.asked(submissions.remove());
    await system.click(securityOne.id, 'approve', { ...request, ref: forgotten });
    expect(await system.cards.list(request.id)).toHaveLength(3);
    await system.settle();
    expect(system.messenger.cards.get(forgotten)).toMatchObject({ votes: [{}] });
  });

  it('of another digest than the request’s notes no card, and counts nothing', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    const before = await system.cards.list(id);
    await system.click(securityOne.id, 'approve', { id, digest: 'f'.repeat(64), ref: forgotten });
    expect(await system.cards.list(id)).toEqual(before);
    expect(await system.stateOf(id)).toBe('pending');
  });

  it('on a request that nobody made leaves nothing behind', async () => {
    const system = memorySystem();
    const request = { id: 'f'.repeat(32), digest: 'f'.repeat(64), ref: forgotten };
    expect(await system.click(securityOne.id, 'approve', request)).toBe(200);
    expect(await system.cards.list(request.id)).toEqual([]);
    expect(system.messenger.privateReplies[0]?.text).toContain('not known here');
  });

  it('from a message whose place Slack could not have named is not one of ours', () => {
    const payload = {
      ...clickPayload(click),
      container: { channel_id: 'C'.repeat(2_000), message_ts: '1.1' },
    };
    expect(readInteraction(formOf(payload)).kind).toBe('none');
  });

  it('notes at most ten cards of a request, whatever is clicked', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    for (let at = 0; at < 30; at += 1)
      await system.click(strangerSlackId, 'approve', {
        ...request,
        ref: `C0APPROVALS/17676144${at + 10}.000001`,
      });
    expect((await system.cards.list(request.id)).length).toBe(10);
  });

  it('of two hundred people at once is answered to each of them, and recorded with its reason', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    const everyone = Array.from({ length: 200 }, (_, at) => `U0CLICK${at}`);
    const answers = await Promise.all(everyone.map((who) => system.click(who, 'approve', request)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await system.click(securityOne.id, 'approve', request)).toBe(200);
    expect(await system.stateOf(request.id)).toBe('approved');
    const refused = system.recordsOf(request.id).filter(({ change }) => change.type === 'vote-refused');
    expect(refused.length).toBeGreaterThan(0);
  });

  it('on a card that still has its buttons after the decision puts it right', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click(securityOne.id, 'deny', request);
    await system.settle();
    await system.click(securityTwo.id, 'approve', { ...request, ref: forgotten });
    expect(system.messenger.cards.get(forgotten)?.state).toBe('denied');
    expect(system.messenger.privateReplies.at(-1)?.text).toContain('already decided');
  });

  it('puts the card right though the person cannot be told', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click(securityOne.id, 'deny', request);
    await system.settle();
    system.messenger.replyPrivately = async () => {
      throw new MessengerUnavailable('slack', 'Slack refused the call: user_not_in_channel');
    };
    expect(await system.click(securityTwo.id, 'approve', { ...request, ref: forgotten })).toBe(200);
    expect(system.messenger.cards.get(forgotten)?.state).toBe('denied');
  });

  it.each([
    { seconds: 2, late: 0 },
    { seconds: 3, late: 1 },
  ])(
    'that takes $seconds seconds counts, and $late times as late: Slack hangs up after three',
    async (taken) => {
      const system = memorySystem();
      const request = await system.asked(submissions.remove());
      system.outage.strike = (call, moment) => {
        if (call === 'requests.advance' && moment === 'after') system.clock.pass(taken.seconds);
      };
      expect(await system.click(securityOne.id, 'approve', request)).toBe(200);
      expect(await system.stateOf(request.id)).toBe('approved');
      expect(output.text().split('"SlackAnsweredLate":1').length - 1).toBe(taken.late);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { readInteraction } from '../../../../functions/slack/interact/interaction.ts';
import { wishes } from '../../../support/given/catalog.ts';
import { people, strangerSlackId } from '../../../support/given/directory.ts';
import { review, twoGroups } from '../../../support/given/rulings.ts';
import { clickPayload, formOf } from '../../../support/given/slack-event.ts';
import { memoryHouse } from '../../../support/memory-deployment.ts';
import { capturedOutput } from '../../../support/memory-output.ts';

const output = capturedOutput();
const { securityOne, securityTwo, dataOne } = people;

const click = {
  user: securityOne.slack,
  choice: 'approve',
  request: '0'.repeat(32),
  digest: 'a'.repeat(64),
  ts: '1767614400.000001',
} as const;

describe('an interaction', () => {
  it('is a press on one of our buttons', () => {
    expect(readInteraction(formOf(clickPayload({ ...click, reason: ' Known job. ' })))).toEqual({
      kind: 'press',
      press: {
        user: securityOne.slack,
        choice: 'approve',
        requestId: click.request,
        digest: click.digest,
        reason: 'Known job.',
        at: { channel: 'C0APPROVALS', ts: click.ts },
      },
    });
  });

  it('may have no reason', () => {
    for (const reason of ['', '  ']) {
      const read = readInteraction(formOf(clickPayload({ ...click, reason })));
      expect(read.kind === 'press' && read.press).not.toHaveProperty('reason');
    }
    const { state: _, ...bare } = clickPayload(click);
    expect(readInteraction(formOf(bare)).kind).toBe('press');
  });

  it('with half a character in its reason is still a vote', () => {
    const read = readInteraction(formOf(clickPayload({ ...click, reason: 'ok \ud83d' })));
    expect(read.kind === 'press' && read.press.reason?.isWellFormed()).toBe(true);
  });

  it('of another kind is none of ours', () => {
    expect(readInteraction(formOf({ type: 'shortcut' }))).toEqual({ kind: 'none' });
    expect(readInteraction(formOf({ ...clickPayload(click), actions: [{ action_id: 'reason' }] }))).toEqual({
      kind: 'none',
    });
  });
});

describe('a press', () => {
  it('counts, and the person’s reason is kept with the vote', async () => {
    const house = memoryHouse();
    const request = await house.asked(wishes.remove());
    expect(await house.press(securityOne.id, 'approve', request, 'Known job.')).toBe(200);
    expect(await house.requests.get(request.id)).toMatchObject({ votes: [{ reason: 'Known job.' }] });
    expect(house.messenger.whispers).toEqual([]);
  });

  it('changes the card', async () => {
    const house = memoryHouse({ ruleOn: () => review(twoGroups) });
    const request = await house.asked(wishes.remove());
    await house.press(securityOne.id, 'approve', request);
    await house.settle();
    expect([...house.messenger.cards.values()]).toMatchObject([{ state: 'pending', votes: [{}] }]);
  });

  it('of many people in the same millisecond counts each', async () => {
    const house = memoryHouse({ ruleOn: () => review({ places: [{ group: 'security', count: 3 }] }) });
    const request = await house.asked(wishes.remove());
    const all = [securityOne, securityTwo, people.securityThree, people.both];
    const answers = await Promise.all(all.map(({ id }) => house.press(id, 'approve', request)));
    expect(answers).toEqual([200, 200, 200, 200]);
    expect(await house.requests.get(request.id)).toMatchObject({ state: 'approved', votes: [{}, {}, {}] });
    expect(house.messenger.whispers).toHaveLength(1);
  });

  it('that does not count tells the person alone, and says so in the log', async () => {
    const house = memoryHouse();
    const request = await house.asked(wishes.remove());
    await house.press(dataOne.id, 'approve', request);
    expect(house.messenger.whispers).toEqual([
      { user: dataOne.slack, text: 'You are in none of the groups that this request asks.' },
    ]);
    expect(output.lines().find(({ message }) => message === 'A button was pressed')).toMatchObject({
      request: request.id,
      slackUser: dataOne.slack,
      pressed: { kind: 'refused', why: 'outside-groups' },
    });
  });

  it('counts though Slack is down: only the whisper is lost', async () => {
    const house = memoryHouse();
    const request = await house.asked(wishes.remove());
    house.messenger.down = true;
    expect(await house.press(strangerSlackId, 'approve', request)).toBe(200);
    expect(await house.press(securityOne.id, 'approve', request)).toBe(200);
    expect(await house.stateOf(request.id)).toBe('approved');
  });

  it('on a card that nobody noted makes it one of ours', async () => {
    const house = memoryHouse({ ruleOn: () => review(twoGroups) });
    const request = await house.asked(wishes.remove());
    await house.press(securityOne.id, 'approve', { ...request, ts: '1767614499.000009' });
    expect(await house.cards.list(request.id)).toHaveLength(2);
    await house.settle();
    expect(house.messenger.cards.get('1767614499.000009')).toMatchObject({ votes: [{}] });
  });

  it('on a card that still has its buttons after the decision puts it right', async () => {
    const house = memoryHouse();
    const request = await house.asked(wishes.remove());
    await house.press(securityOne.id, 'deny', request);
    await house.settle();
    await house.press(securityTwo.id, 'approve', { ...request, ts: '1767614499.000009' });
    expect(house.messenger.cards.get('1767614499.000009')?.state).toBe('denied');
    expect(house.messenger.whispers.at(-1)?.text).toContain('already decided');
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../core/lib/digest.ts';
import {
  cardOf,
  cardSaying,
  concluded,
  must,
  people,
  press,
  recordTypes,
  settled,
  snapshotWish,
  stored,
  wishFor,
} from '../support/driver.ts';
import { openWorld, type TestWorld, until } from '../support/local-deployment.ts';

const minutes = (count: number): number => count * 60_000;

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe('time', () => {
  test('a tier passes: more people are told in the thread, and the first ones may still decide', async () => {
    const { id } = must(await world.agent('etl-agent').submit(snapshotWish('escalated')));
    const card = await cardOf(world, id);
    world.clock.advance(minutes(20) + 1_000);
    const reply = await until('what was expected', () =>
      world.slack?.workspace.seenBy(people.dataOne).find(({ threadTs }) => threadTs === card.ts),
    );
    expect(reply.text).toContain(`<@${people.platformOne}>`);
    await press(world, people.dataOne, id, 'approve');
    await settled(world, id, 'approved');
    expect(recordTypes(world, id)).toEqual(['submitted', 'escalated', 'voted']);
  });

  test('nobody decides: it expires, the card says so, and a late click changes nothing', async () => {
    const agent = world.agent('etl-agent');
    const { id } = must(await agent.submit(snapshotWish('expired')));
    await cardOf(world, id);
    world.clock.advance(minutes(20) + 1_000);
    await until('what was expected', () => recordTypes(world, id).find((type) => type === 'escalated'));
    world.clock.advance(minutes(40));
    await cardSaying(world, id, 'Expired');
    expect(must(await agent.get(id)).state).toBe('expired');
    expect(await press(world, people.dataOne, id, 'approve')).toEqual({ kind: 'gone' });
    expect(recordTypes(world, id)).toEqual(['submitted', 'escalated', 'expired']);
  });

  test('the quorum completes while the tier times out: the approval stands', async () => {
    const { id } = must(await world.agent('etl-agent').submit(snapshotWish('tier-race')));
    await cardOf(world, id);
    const vote = press(world, people.dataOne, id, 'approve');
    world.clock.advance(minutes(20) + 1_000);
    await vote;
    await settled(world, id, 'approved');
    await concluded(world, id);
    await cardSaying(world, id, 'Approved');
  });
});

describe('crashes', () => {
  test('slack dies right after it wrote the vote: the workflow still ends approved', async () => {
    const { id } = must(await world.agent('etl-agent').submit(snapshotWish('slack-dies')));
    await cardOf(world, id);
    const voted = () => recordTypes(world, id).includes('voted');
    const crashed = world.crash('slack', { after: 'dynamodb:PutItem', when: voted });
    await press(world, people.dataOne, id, 'approve');
    await crashed;
    await settled(world, id, 'approved');
    await concluded(world, id);
    await cardSaying(world, id, 'Approved');
  });

  test('relay dies between the vote and the task token: the stream delivers again, the workflow ends approved', async () => {
    const { id } = must(await world.agent('etl-agent').submit(snapshotWish('relay-dies')));
    await cardOf(world, id);
    await world.streamsIdle();
    const crashed = world.crash('relay', { after: 'dynamodb:GetItem' });
    await press(world, people.dataOne, id, 'approve');
    await crashed;
    await concluded(world, id);
    expect(await stored(world, id)).toMatchObject({ state: 'approved' });
    await cardSaying(world, id, 'Approved');
  });

  test('submit dies right after it wrote the request: people are asked all the same, and a second try joins it', async () => {
    const agent = world.agent('etl-agent');
    const id = sha256('etl-agent\nnight-1').slice(0, 32);
    const crashed = world.crash('submit', {
      after: 'dynamodb:PutItem',
      when: () => world.records(id).length > 0,
    });
    const wish = wishFor('iam:CreateAccessKey');
    await agent.submit(wish, 'night-1').catch(() => undefined);
    await crashed;
    await cardOf(world, id);
    const again = must(await agent.submit(wish, 'night-1'));
    expect(again.id).toBe(id);
    expect((await world.requests()).filter(({ action }) => action === wish.action)).toHaveLength(1);
  });

  test('seal dies after it wrote: each record is there once when read by its id, and none is missing', async () => {
    const crashed = world.crash('seal', { after: 's3:PutObject' });
    const agent = world.agent('etl-agent');
    const ids = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => must(await agent.submit(snapshotWish(name))).id),
    );
    await crashed;
    await world.streamsIdle();
    const sealed = new Set(world.sealed().flatMap(({ lines }) => lines.map(({ record_id }) => record_id)));
    for (const id of ids) expect(sealed).toContain(`${id}.1`);
  });
});

describe('Slack is down', () => {
  test.each([
    ['down', { kind: 'down' }],
    ['limiting the rate', { kind: 'rate-limited', retryAfterSeconds: 30 }],
  ] as const)(
    '%s: the request stays pending, is counted, and is asked when Slack is back',
    async (_, failure) => {
      const agent = world.agent('etl-agent');
      world.slack?.fail(failure);
      const { id } = must(await agent.submit(snapshotWish('slack-down')));
      await until('what was expected', () => world.logs.find(({ entry }) => 'SlackUnavailable' in entry));
      expect(must(await agent.get(id)).state).toBe('pending');

      world.slack?.fail(undefined);
      const card = until('what was expected', async () => cardOf(world, id));
      world.clock.advance(minutes(3));
      await card;
      await press(world, people.dataOne, id, 'approve');
      await settled(world, id, 'approved');
    },
  );
});

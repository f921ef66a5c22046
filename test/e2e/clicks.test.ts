import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusals } from '../../core/vote/eligibility.ts';
import { stranger } from '../../local/deployment/slack-side.ts';
import {
  cardOf,
  cardSaying,
  must,
  people,
  press,
  recordTypes,
  settled,
  snapshotWish,
  stored,
  whispersTo,
  wishFor,
} from '../support/driver.ts';
import { openWorld, type TestWorld, until } from '../support/local-deployment.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('clicks at the same time', () => {
  test('two people in the same moment: two votes, one outcome, one resumption, a card that ends up right', async () => {
    const { id } = must(await world.agent('etl-agent').submit(wishFor('iam:AttachRolePolicy')));
    await cardOf(world, id);
    await Promise.all([
      press(world, people.securityOne, id, 'approve'),
      press(world, people.platformOne, id, 'approve'),
    ]);

    const request = await settled(world, id, 'approved');
    expect(request).toMatchObject({ votes: [{ choice: 'approve' }, { choice: 'approve' }] });
    await cardSaying(world, id, 'Approved');
    await world.streamsIdle();
    expect(recordTypes(world, id)).toEqual(['submitted', 'voted', 'voted']);
    const resumed = world.calls.filter(({ operation, failed }) => operation === 'SendTaskSuccess' && !failed);
    expect(resumed).toHaveLength(1);
  });

  test('one person clicks five times: one vote, and they are told that it is counted', async () => {
    const { id } = must(await world.agent('etl-agent').submit(wishFor('iam:CreateAccessKey')));
    await cardOf(world, id);
    await Promise.all(Array.from({ length: 5 }, () => press(world, people.securityOne, id, 'approve')));
    expect(await stored(world, id)).toMatchObject({
      state: 'pending',
      votes: [{ person: 'security.one@example.com' }],
    });
    expect(whispersTo(world, people.securityOne)).toContain(refusals['already-voted']);
    expect(recordTypes(world, id)).toEqual(['submitted', 'voted']);
  });

  test('Slack delivers a click again: still one vote', async () => {
    const { id } = must(await world.agent('etl-agent').submit(snapshotWish('delivered-twice')));
    await cardOf(world, id);
    await Promise.all([
      press(world, people.dataOne, id, 'approve'),
      press(world, people.dataOne, id, 'approve', { retry: { number: 1, reason: 'http_timeout' } }),
    ]);
    const request = await settled(world, id, 'approved');
    expect(request).toMatchObject({ votes: [{ person: 'data.one@example.com' }] });
  });

  test('a yes and a no in the same moment: one of them decides, and the record tells which', async () => {
    const { id } = must(await world.agent('etl-agent').submit(snapshotWish('yes-and-no')));
    await cardOf(world, id);
    await Promise.all([press(world, people.dataOne, id, 'approve'), press(world, 'U0DATATWO', id, 'deny')]);
    const request = await until('what was expected', async () => {
      const now = await stored(world, id);
      return now?.state === 'pending' ? undefined : now;
    });
    expect(['approved', 'denied']).toContain(request.state);
    expect(request).toMatchObject({ votes: [{ choice: request.state === 'approved' ? 'approve' : 'deny' }] });
  });
});

test('a policy too long for a card is whole in its thread before anybody can sign it', async () => {
  const statements = Array.from({ length: 60 }, (_, at) => ({
    Sid: `Read${at}`,
    Effect: 'Allow',
    Action: 's3:GetObject',
  }));
  const last = { Sid: 'AndThen', Effect: 'Allow', Action: '*', Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [...statements, last] });
  const wish = wishFor('iam:PutRolePolicy');
  const { id } = must(
    await world.agent('etl-agent').submit({ ...wish, parameters: { ...wish.parameters, PolicyDocument } }),
  );
  const card = await cardSaying(world, id, '"actions"');
  await press(world, people.securityOne, id, 'approve');
  const thread =
    world.slack?.workspace.seenBy(people.securityOne).filter(({ threadTs }) => threadTs === card.ts) ?? [];
  expect(JSON.stringify(card.blocks)).not.toContain('AndThen');
  expect(JSON.stringify(thread.map(({ blocks }) => blocks))).toContain('AndThen');
  expect(await stored(world, id)).toMatchObject({ votes: [{ choice: 'approve' }] });
});

describe('clicks that do not count', () => {
  test.each([
    ['the owner of the agent', people.etlOwner, 'owner'],
    ['somebody whom the directory does not know', stranger.id, 'unknown-person'],
    ['a person outside the groups', people.developer, 'outside-groups'],
  ] as const)('%s is told why, alone; it is recorded and nothing moves', async (_, member, why) => {
    const { id } = must(await world.agent('etl-agent').submit(snapshotWish(`refused-${why}`)));
    await cardOf(world, id);
    const heardByOthers = whispersTo(world, people.dataOne).length;
    await press(world, member, id, 'approve');

    expect(whispersTo(world, member)).toContain(refusals[why]);
    expect(whispersTo(world, people.dataOne)).toHaveLength(heardByOthers);
    expect(await stored(world, id)).toMatchObject({ state: 'pending', votes: [] });
    const last = world.records(id).at(-1);
    expect(last).toMatchObject({ state: 'pending', change: { type: 'vote-refused', why } });
  });

  test('the person whose session it is cannot sign for it', async () => {
    const { id } = must(
      await world.agent('etl-agent', 'data.one@example.com').submit(snapshotWish('own-session')),
    );
    await cardOf(world, id);
    await press(world, people.dataOne, id, 'approve');
    expect(whispersTo(world, people.dataOne)).toContain(refusals['own-session']);
    expect(await stored(world, id)).toMatchObject({ state: 'pending' });
  });
});

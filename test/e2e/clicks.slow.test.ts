import { describe, expect, test } from 'vitest';
import { slackDoor } from '../../adapters/slack/door.ts';
import { askedOf, formatVoteRefusal } from '../../core/vote/eligibility.ts';
import { stranger } from '../../local/deployment/slack-side.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import {
  approveInDetails,
  cardOf,
  cardSaying,
  must,
  people,
  press,
  privateRepliesTo,
  recordTypes,
  settled,
  snapshotSubmission,
  stored,
  submissionOf,
} from '../support/driver.ts';
import { type TestDeployment, until } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

describe('clicks at the same time', () => {
  test('two people in the same moment: two votes, one outcome, one resumption, a card that ends up right', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(submissionOf('iam:AttachRolePolicy')));
    await cardOf(deployment, id);
    await Promise.all([
      press(deployment, people.securityOne, id, 'approve'),
      press(deployment, people.platformOne, id, 'approve'),
    ]);

    const request = await settled(deployment, id, 'done');
    expect(request).toMatchObject({ votes: [{ choice: 'approve' }, { choice: 'approve' }] });
    await cardSaying(deployment, id, 'Approved and done');
    await deployment.streamsIdle();
    const types = recordTypes(deployment, id).filter((type) => type !== 'looked');
    expect(types).toEqual(['submitted', 'voted', 'voted', 'running', 'ran']);
    const resumed = deployment.calls.filter(
      ({ operation, failed }) => operation === 'SendTaskSuccess' && !failed,
    );
    expect(resumed).toHaveLength(1);
  });

  test('one person clicks five times: one vote, and they are told that it is counted', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(submissionOf('iam:CreateAccessKey')));
    await cardOf(deployment, id);
    await Promise.all(Array.from({ length: 5 }, () => press(deployment, people.securityOne, id, 'approve')));
    expect(await stored(deployment, id)).toMatchObject({
      state: 'pending',
      votes: [{ person: 'security.one@example.com' }],
    });
    expect(privateRepliesTo(deployment, people.securityOne)).toContain(
      formatVoteRefusal('already-voted', slackDoor, people.securityOne),
    );
    expect(recordTypes(deployment, id)).toEqual(['submitted', 'voted']);
  });

  test('Slack delivers a click again: still one vote', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('delivered-twice')));
    await cardOf(deployment, id);
    await Promise.all([
      press(deployment, people.dataOne, id, 'approve'),
      press(deployment, people.dataOne, id, 'approve', { retry: { number: 1, reason: 'http_timeout' } }),
    ]);
    const request = await settled(deployment, id, 'done');
    expect(request).toMatchObject({ votes: [{ person: 'data.one@example.com' }] });
  });

  test('a yes and a no in the same moment: one of them decides, and the record tells which', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('yes-and-no')));
    await cardOf(deployment, id);
    await Promise.all([
      press(deployment, people.dataOne, id, 'approve'),
      press(deployment, 'U0DATATWO', id, 'deny'),
    ]);
    const request = await until('what was expected', async () => {
      const now = await stored(deployment, id);
      return now?.state === 'done' || now?.state === 'denied' ? now : undefined;
    });
    expect(request).toMatchObject({ votes: [{ choice: request.state === 'done' ? 'approve' : 'deny' }] });
  });
});

test('a policy too long for a card is whole in its thread, and signed only on the last page of its details', async () => {
  const statements = Array.from({ length: 60 }, (_, at) => ({
    Sid: `Read${at}`,
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::receipts/${at}/*`,
  }));
  const last = { Sid: 'AndThen', Effect: 'Allow', Action: '*', Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [...statements, last] });
  const submission = submissionOf('iam:PutRolePolicy');
  const { id } = must(
    await deployment
      .agent('etl-agent')
      .submit({ ...submission, parameters: { ...submission.parameters, PolicyDocument } }),
  );
  const card = await cardSaying(deployment, id, '"actions"');
  expect(await press(deployment, people.securityOne, id, 'approve')).toEqual({ kind: 'gone' });
  const thread =
    deployment.slack?.workspace.seenBy(people.securityOne).filter(({ threadTs }) => threadTs === card.ts) ??
    [];
  expect(JSON.stringify(card.blocks)).not.toContain('AndThen');
  expect(JSON.stringify(thread.map(({ blocks }) => blocks))).toContain('AndThen');
  expect(await approveInDetails(deployment, people.securityOne, id)).toContain('AndThen');
  expect(await stored(deployment, id)).toMatchObject({ votes: [{ choice: 'approve' }] });
});

describe('clicks that do not count', () => {
  test.each([
    ['the owner of the agent', people.etlOwner, 'owner'],
    ['somebody whom the directory does not know', stranger.id, 'unknown-person'],
    ['a person outside the groups', people.developer, 'outside-groups'],
  ] as const)('%s is told why, alone; it is recorded and nothing moves', async (_, member, why) => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission(`refused-${why}`)));
    await cardOf(deployment, id);
    const heardByOthers = privateRepliesTo(deployment, people.dataOne).length;
    await press(deployment, member, id, 'approve');

    const request = await stored(deployment, id);
    expect(privateRepliesTo(deployment, member)).toContain(
      formatVoteRefusal(why, slackDoor, member, request && askedOf(request)),
    );
    expect(privateRepliesTo(deployment, people.dataOne)).toHaveLength(heardByOthers);
    expect(await stored(deployment, id)).toMatchObject({ state: 'pending', votes: [] });
    const last = deployment.records(id).at(-1);
    expect(last).toMatchObject({ state: 'pending', change: { type: 'vote-refused', why } });
  });

  test('the person whose session it is cannot sign for it', async () => {
    const { id } = must(
      await deployment.agent('etl-agent', 'data.one@example.com').submit(snapshotSubmission('own-session')),
    );
    await cardOf(deployment, id);
    await press(deployment, people.dataOne, id, 'approve');
    expect(privateRepliesTo(deployment, people.dataOne)).toContain(
      formatVoteRefusal('own-session', slackDoor, people.dataOne),
    );
    expect(await stored(deployment, id)).toMatchObject({ state: 'pending' });
  });
});

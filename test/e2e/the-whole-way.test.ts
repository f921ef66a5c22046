import { describe, expect, test } from 'vitest';
import { hashOfRecord } from '../../core/evidence/record.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import {
  cardSaying,
  concluded,
  must,
  people,
  press,
  purgeSubmission,
  snapshotSubmission,
  submissionOf,
} from '../support/driver.ts';
import type { TestDeployment } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

describe('what policy answers by itself', () => {
  test('a read is allowed at once, and nobody is asked', async () => {
    const request = must(await deployment.agent('etl-agent').submit(submissionOf('rds:DescribeDBInstances')));
    expect(request).toMatchObject({ state: 'allowed', policies: ['reads'] });
    expect(deployment.slack?.workspace.seenBy(people.securityOne)).toEqual([]);
  });

  test('stopping the audit trail is refused at once, with the policy that decided', async () => {
    const answer = await deployment.agent('etl-agent').submit(submissionOf('cloudtrail:StopLogging'));
    expect(answer).toMatchObject({
      ok: false,
      problem: { status: 403, type: 'urn:countersign:problem:refused', policies: ['no-audit-tampering'] },
    });
  });
});

describe('a request that one person decides, and its agent runs', () => {
  test('waits, is approved in Slack, reaches the waiting agent, is used once and is sealed', async () => {
    const agent = deployment.agent('etl-agent');
    const pending = must(await agent.submit(purgeSubmission('whole-way')));
    expect(pending).toMatchObject({ state: 'pending', approvals: { needed: 1, given: 0 } });

    const waiting = agent.wait(pending.id, 25);
    expect(await press(deployment, people.securityOne, pending.id, 'approve')).toMatchObject({
      kind: 'accepted',
    });
    expect(must(await waiting)).toMatchObject({ state: 'approved', approvals: { needed: 1, given: 1 } });

    const card = await cardSaying(deployment, pending.id, 'Approved');
    expect(JSON.stringify(card.blocks)).not.toContain('"actions"');

    const { digest, id } = pending;
    const started = must(await agent.start(id, digest));
    expect(started.state).toBe('started');
    expect(await agent.start(id, digest)).toMatchObject({
      ok: false,
      problem: { status: 409, type: 'urn:countersign:problem:approval-used' },
    });
    const outcome = { status: 'done', digest, ticket: started.ticket, detail: 'it is purged' } as const;
    expect(must(await agent.report(id, outcome)).state).toBe('done');

    await deployment.streamsIdle();
    const lines = deployment.sealed().flatMap(({ lines }) => lines as readonly Record<string, unknown>[]);
    const ours = lines
      .filter(({ request_id }) => request_id === id)
      .sort((a, b) => Number(a.seq) - Number(b.seq));
    expect(ours.map(({ type }) => type)).toEqual(['submitted', 'voted', 'started', 'reported']);
    for (const [index, line] of ours.entries()) {
      expect(line.prev).toBe(ours[index - 1]?.hash ?? null);
      expect(hashOfRecord(JSON.parse(String(line.detail)))).toBe(line.hash);
    }
  });

  test('is denied by one no, whose reason reaches the agent', async () => {
    const agent = deployment.agent('etl-agent');
    const { id } = must(await agent.submit(snapshotSubmission('denied')));
    await press(deployment, people.dataOne, id, 'deny', { reason: 'Not during the audit' });
    expect(must(await agent.wait(id, 25))).toMatchObject({
      state: 'denied',
      decision: { reason: 'Not during the audit' },
    });
    await cardSaying(deployment, id, 'Denied');
  });

  test('is withdrawn by its agent, and the card says so', async () => {
    const agent = deployment.agent('etl-agent');
    const { id } = must(await agent.submit(snapshotSubmission('withdrawn')));
    await cardSaying(deployment, id, 'Approve?');
    expect(must(await agent.withdraw(id, 'No longer needed')).state).toBe('withdrawn');
    await cardSaying(deployment, id, 'Withdrawn');
    expect(await agent.withdraw(id)).toMatchObject({
      ok: false,
      problem: { status: 409, state: 'withdrawn' },
    });
  });
});

test('the outcome is published for pipelines, once the request is decided', async () => {
  const { id, digest } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('published')));
  await press(deployment, people.dataOne, id, 'approve');
  await concluded(deployment, id);
  const published = deployment.services.events
    .published('countersign-trial-outcomes')
    .filter(({ detail }) => detail.requestId === id);
  expect(published).toMatchObject([
    {
      source: 'countersign',
      'detail-type': 'Request concluded',
      detail: { state: 'done', digest, environment: 'prod' },
    },
  ]);
});

describe('a request that two people decide', () => {
  test('stays pending after the first yes and is approved with the second', async () => {
    const agent = deployment.agent('etl-agent');
    const { id } = must(await agent.submit(submissionOf('iam:AttachRolePolicy')));
    await press(deployment, people.securityOne, id, 'approve');
    expect(must(await agent.get(id))).toMatchObject({ state: 'pending', approvals: { needed: 2, given: 1 } });
    await press(deployment, people.platformOne, id, 'approve');
    expect(must(await agent.wait(id, 25))).toMatchObject({
      state: 'done',
      approvals: { needed: 2, given: 2 },
    });
  });
});

test('another agent sees none of it', async () => {
  const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('mine')));
  const other = deployment.agent('release-agent');
  const missing = { ok: false, problem: { status: 404, type: 'urn:countersign:problem:no-such-request' } };
  expect(await other.get(id)).toMatchObject(missing);
  expect(await other.withdraw(id)).toMatchObject(missing);
});

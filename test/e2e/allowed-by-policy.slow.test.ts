import { describe, expect, test } from 'vitest';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import { must, settled, stored, submissionOf } from '../support/driver.ts';
import type { TestDeployment } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

const callsOf = (wanted: string) => deployment.calls.filter(({ operation }) => operation === wanted);
const refusedAs = (slug: string) => ({ ok: false, problem: { type: `urn:countersign:problem:${slug}` } });

describe('what policy allows by itself', () => {
  test('runs when its agent calls for it, and the answer is for whoever called', async () => {
    const agent = deployment.agent('etl-agent');
    const { id, digest, needsRun } = must(await agent.submit(submissionOf('rds:DescribeDBInstances')));
    expect(needsRun).toBe(true);
    expect(callsOf('DescribeDBInstances')).toEqual([]);
    expect(must(await agent.run(id, { digest }))).toMatchObject({
      state: 'done',
      answer: { DBInstances: [{ DBInstanceIdentifier: 'orders' }] },
    });
    expect(await agent.run(id, { digest })).toMatchObject(refusedAs('approval-used'));
    expect(callsOf('DescribeDBInstances')).toHaveLength(1);
  });

  test('runs for nobody else: not under another digest, nor for another agent', async () => {
    const agent = deployment.agent('etl-agent');
    const { id, digest } = must(await agent.submit(submissionOf('rds:DescribeDBInstances')));
    expect(await agent.run(id, { digest: '0'.repeat(64) })).toMatchObject(refusedAs('other-digest'));
    const other = deployment.agent('release-agent');
    expect(await other.run(id, { digest })).toMatchObject(refusedAs('no-such-request'));
    expect(await stored(deployment, id)).toMatchObject({ state: 'allowed' });
  });

  test('lapses with its window', async () => {
    const agent = deployment.agent('etl-agent');
    const { id, digest } = must(await agent.submit(submissionOf('rds:DescribeDBInstances')));
    deployment.clock.advance(3_600_000);
    expect(await agent.run(id, { digest })).toMatchObject({ ok: false, problem: { status: 409 } });
    await settled(deployment, id, 'lapsed');
  });
});

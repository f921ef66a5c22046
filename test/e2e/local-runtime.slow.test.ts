import { createClient } from '@countersign/client';
import { describe, expect, it } from 'vitest';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import {
  concluded,
  must,
  people,
  press,
  settled,
  snapshotSubmission,
  submissionOf,
} from '../support/driver.ts';
import type { TestDeployment } from '../support/local-deployment.ts';

import { stage } from '../support/synthesize-once.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

describe('a deployment that runs on this machine', () => {
  it('lets only the roles of agents in', async () => {
    const keys = deployment.credentialsFor(`arn:aws:iam::${deployment.account}:role/somebody`, 'session-1');
    const stranger = createClient({
      url: deployment.apiUrl,
      region: deployment.region,
      credentials: async () => keys,
    });
    const answer = await stranger.submit(submissionOf('rds:DescribeDBInstances'));
    expect(answer).toMatchObject({ ok: false, problem: { status: 403 } });
  });

  it('says no more than API Gateway does to whoever does not sign, or asks for what is not there', async () => {
    const unsigned = await fetch(`${deployment.apiUrl}/v1/actions`);
    expect([unsigned.status, await unsigned.json()]).toEqual([403, { message: 'Forbidden' }]);
    const elsewhere = await fetch(`${deployment.apiUrl}/v2/requests`);
    expect([elsewhere.status, await elsewhere.json()]).toEqual([404, { message: 'Not Found' }]);
  });

  it('can end a function at its worst moment, and what it wrote stays', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('crash')));
    const voted = () => deployment.records(id).some(({ change }) => change.type === 'voted');
    const crashed = deployment.crash('slack', { after: 'dynamodb:PutItem', when: voted });
    const click = await press(deployment, people.dataOne, id, 'approve');
    await crashed;
    expect(click).toEqual({ kind: 'refused', status: 500 });
    await settled(deployment, id, 'approved');
    await concluded(deployment, id);
  });

  it('knows which permissions nothing has used', () => {
    const unused = deployment.unusedGrants().map(({ role, action }) => `${role.split('/').at(-1)} ${action}`);
    const putting = (name: string) => `countersign-${stage}-${name}-${deployment.region} dynamodb:PutItem`;
    expect(unused).toContain(putting('withdraw'));
    expect(unused).not.toContain(
      `countersign-${stage}-ask-${deployment.region} secretsmanager:GetSecretValue`,
    );
  });

  it('was well all the time', () => {
    expect(deployment.bugs).toEqual([]);
    expect(deployment.deadLetters()).toEqual([]);
  });
});

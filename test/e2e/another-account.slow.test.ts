import { describe, expect, test } from 'vitest';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import {
  cardSaying,
  concluded,
  must,
  people,
  press,
  snapshotSubmission,
  stored,
  submissionOf,
} from '../support/driver.ts';
import { homeLocation, type TestDeployment } from '../support/local-deployment.ts';

/** Neither the account of `npm start` nor the one where the policies ask most: the settings call it `staging`. */
const account = '444455556666';

let deployment: TestDeployment;
deploymentForAll(
  (opened) => {
    deployment = opened;
  },
  { location: { ...homeLocation(), account } },
);

describe('a deployment in another account', () => {
  test('takes a request the whole way', async () => {
    const agent = deployment.agent('etl-agent');
    const { id } = must(await agent.submit(snapshotSubmission('elsewhere', account)));
    await press(deployment, people.dataOne, id, 'approve');
    await concluded(deployment, id);
    await cardSaying(deployment, id, 'Approved and done');
    expect(must(await agent.get(id)).state).toBe('done');
    expect(await stored(deployment, id)).toMatchObject({
      account,
      environment: 'staging',
      resource: expect.stringContaining(`:${account}:`),
      agent: { role: `arn:aws:iam::${account}:role/agent-etl` },
    });

    await deployment.streamsIdle();
    const lines = deployment.sealed().flatMap((object) => object.lines as readonly Record<string, unknown>[]);
    const ours = lines.filter(({ request_id }) => request_id === id);
    expect(new Set(ours.map(({ type }) => type))).toEqual(new Set(['submitted', 'voted', 'running', 'ran']));
    expect(deployment.bugs).toEqual([]);
  });

  test('refuses what stands in the account that other suites run in', async () => {
    const answer = await deployment.agent('etl-agent').submit(submissionOf('rds:CreateDBSnapshot'));
    expect(answer).toMatchObject({
      ok: false,
      problem: { status: 422, type: 'urn:countersign:problem:wrong-resource' },
    });
  });

  test('has none of the names of that account, but where the settings say that agents act there too', () => {
    const { spec } = deployment.services.lambda.named('submit');
    const grants = deployment
      .unusedGrants()
      .filter(({ action, role }) => !action.startsWith('sts:') && role.includes(`:${account}:`));
    const names = JSON.stringify([spec, grants]);
    expect(names).toContain(account);
    expect(names).not.toContain(homeLocation().account);
  });
});

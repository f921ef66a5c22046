import { AttachRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateDBSnapshotCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roleOf } from '../../local/deployment/agent-role.ts';
import { people } from '../support/driver.ts';
import { openDeployment, type TestDeployment, until } from '../support/local-deployment.ts';

let deployment: TestDeployment;
beforeAll(async () => {
  deployment = await openDeployment({ trailDelayMilliseconds: 50 });
});
afterAll(async () => {
  await deployment.close();
  expect(deployment.bugs).toEqual([]);
});

/** An agent that knows nothing of Countersign, and calls AWS. */
function directly(id: string) {
  const agent = deployment.directory.agents.find((one) => one.id === id);
  if (!agent) throw new Error(`The directory has no agent ${id}.`);
  const credentials = deployment.credentialsFor(roleOf(agent, deployment.account), 'nightly');
  return { endpoint: deployment.awsUrl, region: deployment.region, credentials, maxAttempts: 1 };
}

const channel = () => deployment.slack?.workspace.seenBy(people.securityOne) ?? [];
const saying = (...words: string[]) =>
  until(`a message that says ${words.join(', ')}`, () =>
    channel().find(({ blocks }) => words.every((word) => JSON.stringify(blocks).includes(word))),
  );

describe('an agent that calls AWS directly', () => {
  test('is denied by its boundary, and its people are told', async () => {
    const call = new RDSClient(directly('etl-agent')).send(
      new CreateDBSnapshotCommand({ DBInstanceIdentifier: 'orders', DBSnapshotIdentifier: 'orders-now' }),
    );
    await expect(call).rejects.toThrow(/explicit deny in a permissions boundary: arn:aws:iam::\d{12}:policy/);
    const told = await saying('rds:CreateDBSnapshot');
    expect(JSON.stringify(told.blocks)).toContain('Turn into a request');
  });
});

describe('an agent whose role lacks the boundary', () => {
  test('does it, and people hear of an incident', async () => {
    await new IAMClient(directly('release-agent')).send(
      new AttachRolePolicyCommand({
        RoleName: 'etl-runner',
        PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    );
    await saying('Incident');
  });
});

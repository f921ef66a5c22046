import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { DeleteDBSnapshotCommand, DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { createClient, type Submission } from '@countersign/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemblyWith } from '../support/assembly-with.ts';
import {
  cardOf,
  cardSaying,
  must,
  people,
  press,
  recorded,
  settled,
  snapshotSubmission,
  stored,
  submissionOf,
} from '../support/driver.ts';
import { openDeployment, type TestDeployment, until } from '../support/local-deployment.ts';

/** The starter policies give no credentials, and ask people for every undo. */
const cedar = `
@id("old-snapshots") @run("credentials") @approvals("approvers: 1")
permit (principal, action == Action::"rds:DeleteDBSnapshot", resource);

@id("snapshots")
permit (principal, action == Action::"rds:CreateDBSnapshot", resource);

@id("attaches") @approvals("approvers: 1")
permit (principal, action == Action::"iam:AttachRolePolicy", resource);

@id("detaches")
permit (principal, action == Action::"iam:DetachRolePolicy", resource);
`;

let deployment: TestDeployment;
let remove = (): void => {};
beforeAll(async () => {
  const synthesized = await assemblyWith({ cedar });
  remove = synthesized.remove;
  deployment = await openDeployment({ assembly: synthesized.assembly });
}, 300_000);
afterAll(async () => {
  await deployment?.close();
  remove();
});

const refusedAs = (slug: string) => ({ ok: false, problem: { type: `urn:countersign:problem:${slug}` } });
const denied = { name: expect.stringMatching(/^AccessDenied/) };

async function approved(submission: Submission) {
  const asked = must(await deployment.agent('etl-agent').submit(submission));
  await cardOf(deployment, asked.id);
  await press(deployment, people.securityOne, asked.id, 'approve');
  await settled(deployment, asked.id, 'approved');
  return asked;
}

const deletionOf = (name: string, account = deployment.account): Submission =>
  submissionOf('rds:DeleteDBSnapshot', {
    parameters: { DBSnapshotIdentifier: name },
    resource: `arn:aws:rds:${deployment.region}:${account}:snapshot:${name}`,
  });

/** A snapshot that is there, and leave to delete it. */
async function deleting(name: string) {
  const agent = deployment.agent('etl-agent');
  const made = must(await agent.submit(snapshotSubmission(name)));
  must(await agent.run(made.id, { digest: made.digest }));
  const { id, digest } = await approved(deletionOf(name));
  return { agent, id, digest };
}

type Given = { accessKeyId: string; secretAccessKey: string; sessionToken: string };
const clientsOf = (credentials: Given) => {
  const settings = { endpoint: deployment.awsUrl, region: deployment.region, credentials, maxAttempts: 1 };
  return { rds: new RDSClient(settings), iam: new IAMClient(settings) };
};
const deleteOf = (DBSnapshotIdentifier: string) => new DeleteDBSnapshotCommand({ DBSnapshotIdentifier });

/** On a machine that has much else to do, the first call of each function takes its time. */
const patience = { timeout: 180_000 };

describe('credentials that policy has an agent get', patience, () => {
  test('do what was signed, and nothing else of the account', async () => {
    const { agent, id, digest } = await deleting('signed');
    expect(await deployment.agent('etl-agent', 'session-2').credentials(id, { digest })).toMatchObject(
      refusedAs('other-session'),
    );
    expect(await agent.run(id, { digest })).toMatchObject(refusedAs('other-run'));
    const { credentials } = must(await agent.credentials(id, { digest }));
    await cardSaying(deployment, id, 'Revoke');
    const { rds, iam } = clientsOf(credentials);

    await expect(rds.send(deleteOf('orders-nightly'))).rejects.toMatchObject(denied);
    await expect(rds.send(new DescribeDBInstancesCommand({}))).rejects.toMatchObject(denied);
    const policy = { RoleName: 'etl-runner', PolicyName: 'more', PolicyDocument: '{}' };
    await expect(iam.send(new PutRolePolicyCommand(policy))).rejects.toMatchObject(denied);
    await rds.send(deleteOf('signed'));
    await expect(rds.send(deleteOf('signed'))).rejects.toMatchObject({ name: 'DBSnapshotNotFoundFault' });

    expect(await agent.credentials(id, { digest })).toMatchObject(refusedAs('approval-used'));
    expect(await stored(deployment, id)).toMatchObject({ state: 'started' });
    await deployment.streamsIdle();
    const everywhere = JSON.stringify([
      await deployment.requests(),
      deployment.records(id),
      deployment.sealed(),
      deployment.logs,
      deployment.executions(),
    ]);
    expect(everywhere).toContain(credentials.accessKeyId);
    expect(everywhere).not.toContain(credentials.secretAccessKey);
    expect(everywhere).not.toContain(credentials.sessionToken);
  });

  test.each(['444455556666', '777788889999'])(
    'do it in the account that it was asked for: %s',
    async (account) => {
      const keys = deployment.credentialsFor(`arn:aws:iam::${account}:role/agent-etl`, 'session-1');
      const { apiUrl: url, region } = deployment;
      const agent = createClient({ url, region, credentials: async () => keys });
      const asked = must(await agent.submit(deletionOf('orders-nightly', account)));
      await cardOf(deployment, asked.id);
      await press(deployment, people.securityOne, asked.id, 'approve');
      await settled(deployment, asked.id, 'approved');
      const { credentials } = must(await agent.credentials(asked.id, { digest: asked.digest }));
      const { rds } = clientsOf(credentials);
      const { DBSnapshot } = await rds.send(deleteOf('orders-nightly'));
      expect(DBSnapshot?.DBSnapshotArn).toContain(`:${account}:`);
      await expect(rds.send(new DescribeDBInstancesCommand({}))).rejects.toMatchObject(denied);
    },
  );

  test('are denied from the card, and what others were given goes on', async () => {
    const taken = await deleting('taken');
    const other = await deleting('other');
    const [one, two] = [
      must(await taken.agent.credentials(taken.id, { digest: taken.digest })),
      must(await other.agent.credentials(other.id, { digest: other.digest })),
    ];
    await cardSaying(deployment, taken.id, 'Revoke');
    await press(deployment, people.securityTwo, taken.id, 'revoke');
    await settled(deployment, taken.id, 'unknown');
    await recorded(deployment, taken.id, 'revoked');
    await cardSaying(deployment, taken.id, 'Revoked by security.two@example.com');

    await expect(clientsOf(one.credentials).rds.send(deleteOf('taken'))).rejects.toMatchObject(denied);
    await clientsOf(two.credentials).rds.send(deleteOf('other'));
  });

  test('end by themselves, with what denied them an hour later', async () => {
    const { agent, id, digest } = await deleting('late');
    const { credentials } = must(await agent.credentials(id, { digest }));
    deployment.clock.advance(16 * 60_000);
    await expect(clientsOf(credentials).rds.send(deleteOf('late'))).rejects.toThrow();
    // The sweep leaves two minutes, and comes every five.
    deployment.clock.advance(8 * 60_000);
    await settled(deployment, id, 'unknown');
    deployment.clock.advance(2 * 3_600_000);
    await until('a denial that is gone', () => JSON.stringify(deployment.logs).includes('denials-removed'));
    expect(deployment.bugs).toEqual([]);
  });
});

describe('an undo that policy allows by itself', patience, () => {
  test('runs when a person presses, once, though two press', async () => {
    const submission = submissionOf('iam:AttachRolePolicy');
    const { id } = must(await deployment.agent('etl-agent').submit(submission));
    await cardOf(deployment, id);
    await press(deployment, people.securityOne, id, 'approve');
    await settled(deployment, id, 'done');
    await cardSaying(deployment, id, 'Undo');
    await Promise.all([
      press(deployment, people.securityOne, id, 'undo'),
      press(deployment, people.platformOne, id, 'undo'),
    ]);
    const undone = await until('an undo that is done', async () =>
      (await deployment.requests()).find(({ undoes, state }) => undoes === id && state === 'done'),
    );
    expect(undone).toMatchObject({ action: 'iam:DetachRolePolicy' });
    await deployment.streamsIdle();
    expect((await deployment.requests()).filter(({ undoes }) => undoes === id)).toHaveLength(1);
    expect(deployment.calls.filter(({ operation }) => operation === 'DetachRolePolicy')).toHaveLength(1);
  });
});

import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { createClient, type Submission } from '@countersign/client';
import { beforeEach, describe, expect, test } from 'vitest';
import { catalogWith } from '../../catalog/catalog.ts';
import { sessionPolicy } from '../../catalog/session-policy/session-policy.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import {
  cardOf,
  cardSaying,
  concluded,
  must,
  people,
  press,
  recorded,
  settled,
  stored,
  submissionOf,
} from '../support/driver.ts';
import { homeLocation, type TestDeployment, until } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

/** A policy onto a role, each of its own. */
const attaching = (policy: string, account = homeLocation().account): Submission => {
  const submission = submissionOf('iam:AttachRolePolicy', {}, account);
  const PolicyArn = `arn:aws:iam::aws:policy/${policy}`;
  return { ...submission, parameters: { ...submission.parameters, PolicyArn } };
};

/** Every vote that a request needs. */
async function sign(id: string): Promise<void> {
  for (const person of [people.securityOne, people.dataOne, people.platformOne]) {
    if ((await stored(deployment, id))?.state !== 'pending') return;
    await press(deployment, person, id, 'approve');
  }
}
async function approved(submission: Submission): Promise<string> {
  const { id } = must(await deployment.agent('etl-agent').submit(submission));
  await cardOf(deployment, id);
  await sign(id);
  return id;
}
const callsOf = (wanted: string) => deployment.calls.filter(({ operation }) => operation === wanted);
const refusedAs = (slug: string) => ({ ok: false, problem: { type: `urn:countersign:problem:${slug}` } });

describe('what people approved', () => {
  test('runs in the account, once, and its card and its agent see what became of it', async () => {
    const id = await approved(attaching('ReadOnlyAccess'));
    const request = await settled(deployment, id, 'done');
    await cardSaying(deployment, id, 'Approved and done');
    expect(must(await deployment.agent('etl-agent').get(id)).state).toBe('done');
    const { seen, seenAfter } = await until('what was there after it', async () => {
      const now = await stored(deployment, id);
      return now?.state === 'done' && now.seenAfter && now;
    });
    expect([seen?.value, seenAfter?.value]).toEqual([{ Attached: false }, { Attached: true }]);
    expect(request).toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) });
    expect(callsOf('AttachRolePolicy')).toHaveLength(1);
    expect((await concluded(deployment, id)).transitions).toBeLessThanOrEqual(3);
    expect(deployment.bugs).toEqual([]);
  });

  test('is undone by a request of its own, which whoever pressed cannot sign, and others do', async () => {
    const id = await approved(attaching('SecurityAudit'));
    await settled(deployment, id, 'done');
    await until('an undo on the card', async () => {
      const now = await stored(deployment, id);
      return now?.state === 'done' && now.seenAfter;
    });
    await cardSaying(deployment, id, 'Undo');
    await press(deployment, people.platformOne, id, 'undo');
    const undoing = await until('a request that undoes it', () => {
      const cards = deployment.slack?.workspace
        .seenBy(people.securityOne)
        .map(({ blocks }) => JSON.stringify(blocks));
      const card = cards?.find((text) => text.includes(`Undo of request ${id}`));
      return /Request ([0-9a-f]{32})/.exec(card ?? '')?.[1];
    });
    expect(deployment.records(undoing)[0]).toMatchObject({
      action: 'iam:DetachRolePolicy',
      undoes: id,
      asker: 'platform.one@example.com',
    });
    await press(deployment, people.platformOne, undoing, 'approve');
    expect((await stored(deployment, undoing))?.state).toBe('pending');
    await press(deployment, people.securityOne, undoing, 'approve');
    await press(deployment, people.securityTwo, undoing, 'approve');
    await settled(deployment, undoing, 'done');
    expect(callsOf('DetachRolePolicy')).toHaveLength(1);
  });

  test.each([
    ['444455556666', 'staging'],
    ['777788889999', 'dev'],
  ])('runs in the account that it was asked for, %s, and no other changes', async (account, environment) => {
    const keys = deployment.credentialsFor(`arn:aws:iam::${account}:role/agent-etl`, 'session-1');
    const agent = createClient({
      url: deployment.apiUrl,
      region: deployment.region,
      credentials: async () => keys,
    });
    const { id } = must(await agent.submit(attaching('AmazonS3ReadOnlyAccess', account)));
    await cardOf(deployment, id);
    await sign(id);
    expect(await settled(deployment, id, 'done')).toMatchObject({ account, environment });
    // At home it is not attached.
    const other = must(await deployment.agent('etl-agent').submit(attaching('AmazonS3ReadOnlyAccess')));
    await cardOf(deployment, other.id);
    expect((await stored(deployment, other.id))?.seen?.value).toEqual({ Attached: false });
  });

  test('what AWS refuses fails with its code, and is not tried again', async () => {
    const submission = attaching('ViewOnlyAccess');
    const nobody = JSON.parse(JSON.stringify(submission).replaceAll('etl-runner', 'nobody-here'));
    const id = await approved(nobody);
    const request = await settled(deployment, id, 'failed');
    expect(request).toMatchObject({ failure: { code: expect.stringMatching(/NoSuchEntity|stale/) } });
    await cardSaying(deployment, id, 'it failed');
  });
});

describe('what is between the agent and AWS', () => {
  test('a secret answer goes to the session that asked or holds the token, and into no record', async () => {
    const agent = deployment.agent('etl-agent');
    const submission = submissionOf('iam:CreateAccessKey');
    const { id, digest, token } = must(await agent.submit(submission));
    await cardOf(deployment, id);
    await sign(id);
    expect(must(await agent.wait(id, 20))).toMatchObject({ state: 'approved', needsRun: true });

    const later = deployment.agent('etl-agent', 'session-2');
    expect(await later.run(id, { digest })).toMatchObject(refusedAs('other-session'));
    expect(await later.run(id, { digest, token: 'a'.repeat(43) })).toMatchObject(refusedAs('other-session'));
    const { answer } = must(await later.run(id, { digest, ...(token !== undefined && { token }) }));
    const { AccessKey } = answer as { AccessKey: { SecretAccessKey: string } };
    expect(AccessKey.SecretAccessKey).toMatch(/^[0-9a-f]{40}$/);

    await deployment.streamsIdle();
    const everywhere = JSON.stringify([
      await deployment.requests(),
      deployment.records(id),
      deployment.sealed(),
      deployment.logs,
      deployment.executions(),
    ]);
    expect(everywhere).not.toContain(AccessKey.SecretAccessKey);
    expect(everywhere).not.toContain(String(token));
  });

  test('what was hidden is stored nowhere, and is presented again exactly as it was', async () => {
    const agent = deployment.agent('etl-agent');
    const MasterUserPassword = `hidden-${'x7Kq'.repeat(5)}`;
    const parameters = { DBInstanceIdentifier: 'orders', MasterUserPassword, ApplyImmediately: true };
    const submission = submissionOf('rds:ModifyDBInstance', { parameters });
    const { id, digest } = must(await agent.submit(submission));
    await cardOf(deployment, id);
    await sign(id);
    expect(must(await agent.wait(id, 20))).toMatchObject({ state: 'approved', needsRun: true });
    expect(await agent.run(id, { digest })).toMatchObject(refusedAs('other-digest'));
    const others = { ...parameters, MasterUserPassword: `${MasterUserPassword}-2` };
    expect(await agent.run(id, { digest, parameters: others })).toMatchObject(refusedAs('other-digest'));
    expect(callsOf('ModifyDBInstance')).toEqual([]);
    // That the small account does not know the operation is told after it was sent.
    await agent.run(id, { digest, parameters });
    expect(callsOf('ModifyDBInstance')).toHaveLength(1);
    await deployment.streamsIdle();
    const everywhere = [await deployment.requests(), deployment.records(id), deployment.sealed()];
    expect(JSON.stringify([everywhere, deployment.logs])).not.toContain(MasterUserPassword);
  });
});

describe('the executor', () => {
  /** As `execute` assumes it for one call: attaching a policy to etl-runner. */
  async function narrowed(): Promise<IAMClient> {
    const { account, region, awsUrl: endpoint } = deployment;
    const role = (name: string) => `arn:aws:iam::${account}:role/countersign-trial-${name}-${region}`;
    const { action, parameters } = attaching('ReadOnlyAccess');
    const entry = catalogWith().find(action);
    const place = { partition: 'aws', account, region };
    const now = deployment.clock.date().toISOString();
    const policy = entry && sessionPolicy(entry, entry.parameters.parse(parameters), place, now);
    if (!policy?.ok) throw new Error('The session has no policy.');
    const credentials = deployment.credentialsFor(role('execute'), 'execute');
    const sts = new STSClient({ endpoint, region, credentials });
    const name = `countersign-${'0'.repeat(32)}`;
    const { Credentials: made } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: role('executor'),
        RoleSessionName: name,
        SourceIdentity: name,
        Policy: policy.text,
      }),
    );
    sts.destroy();
    return new IAMClient({
      endpoint,
      region,
      credentials: {
        accessKeyId: made?.AccessKeyId ?? '',
        secretAccessKey: made?.SecretAccessKey ?? '',
        sessionToken: made?.SessionToken ?? '',
      },
    });
  }

  const RoleName = 'etl-runner';
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const denied = { name: expect.stringMatching(/^(AccessDenied|UnauthorizedOperation)/) };

  test.each([
    ['as the template makes it', {}],
    ['to which somebody has given AdministratorAccess by hand', { AdministratorAccess: everything }],
  ])('%s, narrowed to one call, makes no other', async (_, byHand) => {
    const executor = `countersign-trial-executor-${deployment.region}`;
    for (const [name, document] of Object.entries(byHand))
      deployment.writeIntoRole(`arn:aws:iam::${deployment.account}:role/${executor}`, name, document);
    const iam = await narrowed();
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const others = [
      () => iam.send(new AttachRolePolicyCommand({ RoleName: 'rds-export', PolicyArn })),
      () => iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'more', PolicyDocument: '{}' })),
      () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
      () => iam.send(new CreateAccessKeyCommand({ UserName: 'build-bot' })),
      () => iam.send(new PutRolePolicyCommand({ RoleName: executor, PolicyName: 'x', PolicyDocument: '{}' })),
    ];
    for (const other of others) await expect(other()).rejects.toMatchObject(denied);
    deployment.clock.advance(61_000);
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }))).rejects.toMatchObject(
      denied,
    );
    iam.destroy();
  });

  test('lets nobody in but the function that runs what was signed', async () => {
    const { account, region, awsUrl: endpoint } = deployment;
    const role = (name: string) => `arn:aws:iam::${account}:role/countersign-trial-${name}-${region}`;
    for (const name of ['submit', 'slack', 'look', 'run', 'ask']) {
      const sts = new STSClient({
        endpoint,
        region,
        credentials: deployment.credentialsFor(role(name), 'test'),
      });
      const SourceIdentity = `countersign-${'0'.repeat(32)}`;
      const RoleSessionName = SourceIdentity;
      await expect(
        sts.send(new AssumeRoleCommand({ RoleArn: role('executor'), RoleSessionName, SourceIdentity })),
      ).rejects.toMatchObject({ name: 'AccessDenied' });
      sts.destroy();
    }
  });
});

describe('a function that is killed', () => {
  let before = 0;
  beforeEach(() => {
    before = callsOf('AttachRolePolicy').length;
  });

  test('after the call it leaves a run that nobody repeats: unknown when its time is over', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(attaching('AmazonEC2ReadOnlyAccess')));
    await cardOf(deployment, id);
    const crashed = deployment.crash('execute', { after: 'iam:AttachRolePolicy' });
    await sign(id);
    await crashed;
    expect(await stored(deployment, id)).toMatchObject({ state: 'running' });
    // The workflow tries again for some minutes, and the sweep comes.
    for (let minute = 0; minute < 6; minute += 1) {
      deployment.clock.advance(60_000);
      await deployment.streamsIdle();
    }
    await settled(deployment, id, 'unknown');
    expect(callsOf('AttachRolePolicy')).toHaveLength(before + 1);
    await recorded(deployment, id, 'unanswered');
    const agent = deployment.agent('etl-agent');
    const { digest } = must(await agent.get(id));
    expect(await agent.run(id, { digest })).toMatchObject(refusedAs('approval-used'));
  });

  test('before the call it is tried again, and runs once', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(attaching('AmazonSQSReadOnlyAccess')));
    await cardOf(deployment, id);
    const crashed = deployment.crash('execute', { after: 'sts:AssumeRole' });
    await sign(id);
    await crashed;
    deployment.clock.advance(6_000);
    await settled(deployment, id, 'done');
    expect(callsOf('AttachRolePolicy')).toHaveLength(before + 1);
  });

  test('and comes back to another target than people saw, sends nothing', async () => {
    const agent = deployment.agent('etl-agent');
    const { id } = must(await agent.submit(attaching('AmazonRDSReadOnlyAccess')));
    await cardOf(deployment, id);
    const crashed = deployment.crash('execute', { after: 'sts:AssumeRole' });
    await sign(id);
    await crashed;
    const second = await approved(attaching('AmazonRDSReadOnlyAccess'));
    await settled(deployment, second, 'done');
    deployment.clock.advance(6_000);
    expect(await settled(deployment, id, 'failed')).toMatchObject({ failure: { code: 'stale' } });
    expect(callsOf('AttachRolePolicy')).toHaveLength(before + 1);
    await cardSaying(deployment, id, 'stale');
  });
});

import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupRulesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { AttachRolePolicyCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateDBSnapshotCommand, RDSClient } from '@aws-sdk/client-rds';
import { describe, expect, test } from 'vitest';
import type { Request } from '../../core/request/request.ts';
import { roleOf } from '../../local/deployment/agent-role.ts';
import type { Message } from '../../local/slack/workspace.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import { people, settled } from '../support/driver.ts';
import { type TestDeployment, until } from '../support/local-deployment.ts';

const GroupId = 'sg-0123456789abcdef0';

let deployment: TestDeployment;
deploymentForAll(
  (opened) => {
    deployment = opened;
  },
  { trailDelayMilliseconds: 50 },
);

/** An agent that knows nothing of Countersign, and calls AWS. */
function directly(id: string) {
  const agent = deployment.directory.agents.find((one) => one.id === id);
  if (!agent) throw new Error(`The directory has no agent ${id}.`);
  const credentials = deployment.credentialsFor(roleOf(agent, deployment.account), 'nightly');
  return { endpoint: deployment.awsUrl, region: deployment.region, credentials, maxAttempts: 1 };
}

const textOf = ({ blocks, text }: Message): string => JSON.stringify(blocks) + text;
const saying = (...words: string[]) =>
  until(
    `a message that says ${words.join(', ')}`,
    () =>
      deployment.slack?.workspace
        .seenBy(people.securityOne)
        .find((message) => words.every((word) => textOf(message).includes(word))),
    45_000,
  );

/** Presses a button of a message as it stands now. */
async function pressOn(message: Message, member: string, actionId: string, reason?: string): Promise<void> {
  const block = message.blocks.find((one) => JSON.stringify(one).includes(`"action_id":"${actionId}"`));
  if (!block?.block_id) throw new Error(`There is no button ${actionId}: ${textOf(message)}`);
  const values = reason === undefined ? {} : { values: { reason: { reason } } };
  const click = { member, ts: message.ts, blockId: block.block_id, actionId, ...values };
  await deployment.slack?.click(click);
}

const requestOf = (made: (request: Request) => boolean, what: string): Promise<Request> =>
  until(what, async () => (await deployment.requests()).find(made), 45_000);

describe('an agent that calls AWS directly, and is denied by its boundary', () => {
  const snapshot = () =>
    new RDSClient(directly('etl-agent')).send(
      new CreateDBSnapshotCommand({ DBInstanceIdentifier: 'orders', DBSnapshotIdentifier: 'orders-direct' }),
    );

  test('is told of to its people, who turn it into a request, and others approve it', async () => {
    await expect(snapshot()).rejects.toThrow(
      /explicit deny in a permissions boundary: arn:aws:iam::\d{12}:policy\/countersign-trial-agent-boundary/,
    );
    const told = await saying('rds:CreateDBSnapshot', 'Turn into a request');
    await pressOn(told, people.etlOwner, 'turn');
    const { id } = await requestOf(({ sighting }) => sighting !== undefined, 'a request made of it');
    for (const person of [people.etlOwner, people.dataOne])
      await pressOn(await saying(id, '"action_id":"approve"'), person, 'approve');
    await settled(deployment, id, 'done');
    // Whoever asked for it has not signed it, though they answer for data too.
    const signed = deployment.records(id).filter(({ change }) => change.type === 'voted');
    expect(signed.map(({ actor }) => actor.id)).toEqual(['data.one@example.com']);
    await requestOf(
      (one) => one.id === id && 'evidence' in one && one.evidence?.kind === 'confirmed',
      'a run that CloudTrail has confirmed',
    );
  });

  test('has its call made a request by itself where policy says so, and one person approves it', async () => {
    const traffic = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '198.51.100.0/24' };
    const open = new AuthorizeSecurityGroupIngressCommand({ GroupId, ...traffic });
    await expect(new EC2Client(directly('etl-agent')).send(open)).rejects.toThrow('not authorized');
    const { id, asker } = await requestOf(
      ({ action, sighting }) => action === 'ec2:AuthorizeSecurityGroupIngress' && sighting !== undefined,
      'a request made of it',
    );
    expect(asker).toBeUndefined();
    await pressOn(await saying(id, '"action_id":"approve"'), people.securityOne, 'approve');
    await settled(deployment, id, 'done');
  });

  test('counts what is denied again, and asks nobody a second time', async () => {
    const asked = (await deployment.requests()).length;
    await expect(snapshot()).rejects.toThrow('explicit deny');
    await saying('rds:CreateDBSnapshot', '(2 times)');
    expect((await deployment.requests()).length).toBe(asked);
  });
});

describe('an agent whose role lacks the boundary', () => {
  test('has what it did taken back by a request of its own, which others sign', async () => {
    const ec2 = new EC2Client(directly('release-agent'));
    const rules = async () => {
      const Filters = [{ Name: 'group-id', Values: [GroupId] }];
      return (await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }))).SecurityGroupRules ?? [];
    };
    const traffic = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' };
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, ...traffic }));
    const opened = (await rules()).find(({ FromPort }) => FromPort === 22);
    const card = await saying('ec2:AuthorizeSecurityGroupIngress', 'release-agent', '"action_id":"revert"');
    await pressOn(card, people.securityOne, 'revert');
    const { id, parameters } = await requestOf(
      ({ undoes }) => undoes?.startsWith('incident-') === true,
      'a request to undo it',
    );
    // CloudTrail kept which rule AWS had made.
    expect(parameters).toEqual({ GroupId, SecurityGroupRuleIds: [opened?.SecurityGroupRuleId] });
    await pressOn(await saying(id, '"action_id":"approve"'), people.securityTwo, 'approve');
    await settled(deployment, id, 'done');
    expect((await rules()).filter(({ FromPort }) => FromPort === 22)).toEqual([]);
    const undone = await saying(`Request ${id} is to undo it`, 'It ran: this is undone.');
    // Its card is kept as it stands when it is closed, too.
    await pressOn(undone, people.securityOne, 'explain', 'The port was open for a minute.');
    await saying(`Request ${id} is to undo it`, 'explained and closed', 'It ran: this is undone.');
    await requestOf(
      (one) => one.id === id && 'evidence' in one && one.evidence?.kind === 'confirmed',
      'a run that CloudTrail has confirmed',
    );
  });

  test('does it, and people hear of an incident, and contain it', async () => {
    const agent = new IAMClient(directly('release-agent'));
    await agent.send(
      new AttachRolePolicyCommand({
        RoleName: 'etl-runner',
        PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      }),
    );
    const card = await saying('iam:AttachRolePolicy', 'release-agent', 'Contain');
    await pressOn(card, people.securityOne, 'contain');
    await saying('iam:AttachRolePolicy', 'release-agent', 'End containment');
    await expect(agent.send(new GetRoleCommand({ RoleName: 'etl-runner' }))).rejects.toThrow('explicit deny');
  });

  test('is contained by itself where policy says so', async () => {
    // A session of the second in which the role was contained is denied with those before.
    deployment.clock.advance(2_000);
    const agent = new IAMClient(directly('release-agent'));
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await agent.send(new AttachRolePolicyCommand({ RoleName: 'etl-runner', PolicyArn }));
    await saying('AdministratorAccess', 'release-agent', 'Done by policy');
    await expect(agent.send(new GetRoleCommand({ RoleName: 'etl-runner' }))).rejects.toThrow('explicit deny');
  });

  test('lets its people go on when somebody says what it was', async () => {
    const card = await saying('AdministratorAccess', 'release-agent', 'Explain and close');
    await pressOn(card, people.securityOne, 'explain', 'I asked for it while the boundary was missing.');
    await pressOn(card, people.securityTwo, 'explain', 'I have seen the ticket.');
    await saying('AdministratorAccess', 'release-agent', 'I have seen the ticket.');
  });
});

describe('every hour', () => {
  test('each place that is watched shows that it is, and CloudTrail is asked what nobody was told', async () => {
    deployment.clock.advance(3_600_000);
    const places = ['111122223333', '444455556666', '777788889999'].flatMap((account) =>
      [deployment.region, 'us-east-1'].map((region) => `heartbeat#${account}#${region}`),
    );
    await until(
      'a heartbeat of each place that came back',
      async () => {
        const items = await deployment.services.dynamodb.scan('countersign-trial-requests');
        const seen = items.filter(({ seen: at }) => at).map(({ pk }) => (pk as { S: string }).S);
        return places.every((place) => seen.includes(place));
      },
      90_000,
    );
  });
});

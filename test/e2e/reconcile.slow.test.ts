import { AttachRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CreateDBSnapshotCommand, RDSClient } from '@aws-sdk/client-rds';
import type { CallSeen } from '@countersign/emulator';
import { describe, expect, test } from 'vitest';
import { createReconcile } from '../../adapters/aws/invoke-function.ts';
import { reconcileAll } from '../../clients/cli/reconcile/reconcile-all.ts';
import type { Coverage } from '../../core/detection/coverage.ts';
import { roleOf } from '../../local/deployment/agent-role.ts';
import { operatorRole } from '../../local/deployment/operator-role.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import { must, people, press, settled, snapshotSubmission, stored } from '../support/driver.ts';
import { type TestDeployment, until } from '../support/local-deployment.ts';

/** EventBridge brings nothing as long as these tests last. */
const never = 40 * 86_400_000;
const minutes = (count: number) => count * 60_000;

let deployment: TestDeployment;
deploymentForAll(
  (opened) => {
    deployment = opened;
  },
  { trailDelayMilliseconds: never, cloudTrailSpeed: 10 },
);

/** Of a session of a role, at the deployment's own time. */
const settingsOf = (roleArn: string) => ({
  endpoint: deployment.awsUrl,
  region: deployment.region,
  credentials: deployment.credentialsFor(roleArn, 'nightly'),
  maxAttempts: 1,
  systemClockOffset: deployment.clock.now() - Date.now(),
});

/** An agent that calls AWS without asking anybody. */
function directly(id: string) {
  const agent = deployment.directory.agents.find((one) => one.id === id);
  if (!agent) throw new Error(`The directory has no agent ${id}.`);
  return settingsOf(roleOf(agent, deployment.account));
}

/** As the command does, by whoever operates the deployment. */
async function reconcile(from: string, to: string): Promise<Coverage> {
  const client = new LambdaClient(settingsOf(operatorRole(deployment.account)));
  const asked = createReconcile(client, 'countersign-trial-reconcile');
  const reconciled = await reconcileAll(asked, { v: 1, from, to }, () => {});
  if (!reconciled.ok) throw new Error(reconciled.problem);
  return reconciled.coverage;
}

/** On the hour, before it or after it. */
const hour = (time: number, add = 0): string =>
  `${new Date(time + add * 3_600_000).toISOString().slice(0, 13)}:00:00Z`;

const saying = (...words: string[]) =>
  until(`a message that says ${words.join(', ')}`, () =>
    deployment.slack?.workspace
      .seenBy(people.securityOne)
      .find((message) => words.every((word) => JSON.stringify(message).includes(word))),
  );

describe('what EventBridge does not bring', () => {
  test('is found by reconcile, which asks CloudTrail itself, and counted once', async () => {
    // To a quarter to an hour, at least one hour on: the heartbeats of that hour are made at once.
    const next = 3_600_000 + minutes(45) - (deployment.clock.now() % 3_600_000);
    deployment.clock.advance(next < 3_600_000 ? next + 3_600_000 : next);
    const at = deployment.clock.now();
    const isHeartbeat = ({ service, operation }: CallSeen) =>
      `${service}:${operation}` === 'ec2:DeleteKeyPair';
    await until('a heartbeat of each place', () => deployment.calls.filter(isHeartbeat).length >= 6, 90_000);

    const snapshot = new CreateDBSnapshotCommand({
      DBInstanceIdentifier: 'orders',
      DBSnapshotIdentifier: 'orders-late',
    });
    await expect(new RDSClient(directly('etl-agent')).send(snapshot)).rejects.toThrow('explicit deny');
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const release = new IAMClient(directly('release-agent'));
    await release.send(new AttachRolePolicyCommand({ RoleName: 'etl-runner', PolicyArn }));
    const { id } = must(
      await deployment.agent('etl-agent').submit({
        ...snapshotSubmission('late-evidence'),
        resource: `arn:aws:rds:${deployment.region}:${deployment.account}:db:orders`,
      }),
    );
    await press(deployment, people.dataOne, id, 'approve');
    await settled(deployment, id, 'done');
    expect(await deployment.sightings()).toEqual([]);

    // Forty minutes later: too old for a request, and not for people to hear of it.
    deployment.clock.advance(minutes(45));
    const [from, to] = [hour(at), hour(at, 1)];
    const { state, counts, gaps } = await reconcile(from, to);
    expect({ state, gaps }).toEqual({ state: 'closed', gaps: [] });
    expect(counts).toMatchObject({
      unmatched: 1,
      denied: 1,
      drifted: 0,
      notUnderstood: 0,
      late: counts.seen,
    });
    expect(counts.matched).toBe(counts.seen - counts.unmatched - counts.denied);

    expect(await stored(deployment, id)).toMatchObject({ evidence: { kind: 'confirmed' } });
    await saying('rds:CreateDBSnapshot', 'a quarter of an hour ago');
    await saying('iam:AttachRolePolicy', 'release-agent', 'Contain');
    await saying('late');
    const items = await deployment.services.dynamodb.scan('countersign-trial-requests');
    const beaten = items.filter(({ pk, seen }) => seen && (pk as { S: string }).S.startsWith('heartbeat#'));
    expect(beaten.length).toBeGreaterThan(0);

    // Asked again it is what it was.
    expect((await reconcile(from, to)).counts).toEqual(counts);
  }, 400_000);
});

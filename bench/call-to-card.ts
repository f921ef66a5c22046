import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateDBSnapshotCommand, RDSClient } from '@aws-sdk/client-rds';
import { roleOf } from '../local/deployment/agent-role.ts';
import { openDeployment, type TestDeployment } from '../test/support/local-deployment.ts';
import synthesizeOnce from '../test/support/synthesize-once.ts';
import type { Documented, Measurement } from './measurement.ts';

const runs = 5;

/**
 * From AWS's answer to an agent's call until it stands on a card, on this machine, where CloudTrail tells of a call at once. What AWS and
 * Slack add to that is listed beside it as they document it.
 */
export async function measureCallToCard(): Promise<(Measurement | Documented)[]> {
  await synthesizeOnce();
  const deployment = await openDeployment({ trailDelayMilliseconds: 0 });
  try {
    return [...(await denied(deployment)), ...(await unapproved(deployment)), ...added];
  } finally {
    await deployment.close();
  }
}

/** docs/sightings.md says the same. */
const added: readonly Documented[] = [
  { name: 'AWS: CloudTrail to EventBridge', documented: 'best effort, typically minutes; no figure' },
  { name: 'AWS: EventBridge to the bus and the queue of home', documented: 'no figure' },
  { name: 'AWS: the queue to sight', documented: 'none: no batching window is set' },
  { name: 'Slack: chat.postMessage', documented: 'about one a second in a channel' },
];

/** The first of them meets functions that have to be loaded. */
async function denied(deployment: TestDeployment): Promise<Measurement[]> {
  const rds = new RDSClient(settingsOf(deployment, 'etl-agent'));
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const DBSnapshotIdentifier = `measured-${run}`;
    const isDenied = rds
      .send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: 'orders', DBSnapshotIdentifier }))
      .then(() => Promise.reject(new Error('AWS did it.')))
      .catch((error: Error) => {
        if (!/explicit deny/.test(error.message)) throw error;
      });
    times.push(await untilShown(deployment, isDenied, DBSnapshotIdentifier));
  }
  return rowsOf('a denied call, until its people read it', times);
}

async function unapproved(deployment: TestDeployment): Promise<Measurement[]> {
  const iam = new IAMClient(settingsOf(deployment, 'release-agent'));
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  });
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const PolicyName = `measured-policy-${run}`;
    const made = iam.send(new PutRolePolicyCommand({ RoleName: 'etl-runner', PolicyName, PolicyDocument }));
    times.push(await untilShown(deployment, made, PolicyName));
  }
  return rowsOf("a call without an approval, until its incident's card", times);
}

const rowsOf = (name: string, [first = Number.NaN, ...others]: readonly number[]): Measurement[] => [
  { name: `${name}, the first`, unit: 'ms', samples: [first] },
  { name, unit: 'ms', samples: others },
];

function settingsOf({ directory, account, region, awsUrl, credentialsFor }: TestDeployment, id: string) {
  const agent = directory.agents.find((one) => one.id === id);
  if (!agent) throw new Error(`The directory has no agent ${id}.`);
  return {
    endpoint: awsUrl,
    region,
    credentials: credentialsFor(roleOf(agent, account), 'bench'),
    maxAttempts: 1,
  };
}

/** In the moment when it is shown: looking again and again would be work for the thread under measurement. */
async function untilShown(
  { slack }: TestDeployment,
  answered: Promise<unknown>,
  text: string,
): Promise<number> {
  if (!slack) throw new Error('This deployment has no local Slack.');
  const { promise: shown, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (slack.workspace.seenBy('').some(({ blocks }) => JSON.stringify(blocks).includes(text))) resolve();
  };
  const stop = slack.workspace.onChange(look);
  await answered;
  const start = performance.now();
  look();
  await shown;
  stop();
  return performance.now() - start;
}

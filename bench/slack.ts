import { join } from 'node:path';
import { laneOf } from '../adapters/slack/lanes.ts';
import { bytesAtStart } from '../test/support/bytes-at-start.ts';
import { concluded, must, recorded, settled, submissionOf } from '../test/support/driver.ts';
import type { TestDeployment } from '../test/support/local-deployment.ts';
import synthesizeOnce, { assembly } from '../test/support/synthesize-once.ts';
import { startTimes } from './bundles.ts';
import { cardPosted } from './card-posted.ts';
import { type Crowd, crowdedAction, openCrowdedDeployment } from './crowded-deployment.ts';
import type { Measurement } from './measurement.ts';
import { measureClicks } from './runtime.ts';

const minutes = (count: number): number => count * 60_000;

/** What a click waits for, and how much of what Slack takes an approval needs. */
export async function measureSlack(): Promise<Measurement[]> {
  await synthesizeOnce();
  return [...(await bundle()), ...(await measureClicks()), ...(await calls())];
}

/** A cold start reads and runs it before the click is looked at. */
async function bundle(): Promise<Measurement[]> {
  const folder = join(assembly, 'bundles/slack');
  return [
    { name: 'slack: code', unit: 'kB', samples: [bytesAtStart(folder) / 1_000] },
    { name: 'slack: import', unit: 'ms', samples: await startTimes(join(folder, 'index.mjs')) },
  ];
}

async function calls(): Promise<Measurement[]> {
  const { deployment, crowd, close } = await openCrowdedDeployment({
    voters: 2,
    onlookers: 0,
    tiers: ['20m: sre-oncall', '30m: security'],
  });
  try {
    const made = await callsOfApproval(deployment, crowd);
    const of = (method: string): number => made.filter((call) => call === method).length;
    const methods = ['chat.postMessage', 'chat.update', 'chat.postEphemeral'] as const;
    return [
      ...methods.map(
        (method) =>
          ({ name: `two approvers, three tiers: ${method}`, unit: 'calls', samples: [of(method)] }) as const,
      ),
      {
        name: 'such requests that one channel takes',
        unit: '1/h',
        samples: [Math.min(...methods.map((method) => perHour(method) / of(method)))],
      },
      { name: 'cards that one channel takes', unit: '1/h', samples: [perHour('chat.postMessage')] },
    ];
  } finally {
    await close();
  }
}

/** From the request to its conclusion, with nobody deciding before the last tier. */
async function callsOfApproval(deployment: TestDeployment, { voters }: Crowd): Promise<string[]> {
  const { slack } = deployment;
  if (!slack) throw new Error('This deployment has no local Slack.');
  const { id } = must(await deployment.agent('etl-agent').submit(submissionOf(crowdedAction)));
  const ts = await cardPosted(deployment, id);
  for (const passed of [20, 10]) {
    deployment.clock.advance(minutes(passed) + 1_000);
    await recorded(deployment, id, 'notified');
    await deployment.streamsIdle();
  }
  for (const member of voters)
    await slack.click(
      { member, ts, blockId: 'decision', actionId: 'approve' },
      { timeoutMilliseconds: 60_000 },
    );
  await settled(deployment, id, 'done');
  await concluded(deployment, id);
  await deployment.streamsIdle();
  return slack.calls.map(({ method }) => method);
}

/** As `lanes.ts` has it of Slack; what has no turn has no limit that matters here. */
function perHour(method: string): number {
  const lane = laneOf(method, { channel: 'C0APPROVALS' }, 1);
  return lane ? 3_600_000 / lane.rate.everyMs : Number.POSITIVE_INFINITY;
}

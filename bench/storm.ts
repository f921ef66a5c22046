import type { Submission } from '@countersign/client';
import { must, settled, snapshotSubmission, submissionOf } from '../test/support/driver.ts';
import type { TestDeployment } from '../test/support/local-deployment.ts';
import { cardPosted } from './card-posted.ts';
import { type Crowd, crowdedAction, openCrowdedDeployment } from './crowded-deployment.ts';
import type { Measurement } from './measurement.ts';

const people = 200;
const voters = 20;

/** Two hundred people who press the button of one request at once. */
export async function measureStorm(): Promise<Measurement[]> {
  const { deployment, crowd, close } = await openCrowdedDeployment({ voters, onlookers: people });
  try {
    return [
      ...(await storm(deployment, crowd, 1, snapshotSubmission('storm'))),
      ...(await storm(deployment, crowd, voters, submissionOf(crowdedAction))),
    ];
  } finally {
    await close();
  }
}

/** All press at once; so many of them may vote, and each of their votes is needed. */
async function storm(
  deployment: TestDeployment,
  crowd: Crowd,
  voting: number,
  submission: Submission,
): Promise<Measurement[]> {
  const { slack } = deployment;
  const { id } = must(await deployment.agent('etl-agent').submit(submission));
  const ts = await cardPosted(deployment, id);
  const voters = crowd.voters.slice(0, voting);
  const click = async (member: string) => {
    const start = performance.now();
    const pressed = { member, ts, blockId: 'decision', actionId: 'approve' };
    const clicked = await slack?.click(pressed, { timeoutMilliseconds: 60_000 });
    return { member, clicked, milliseconds: performance.now() - start };
  };
  const all = await Promise.all([...crowd.onlookers.slice(voting), ...voters].map(click));
  // Every vote of theirs was needed: had one been lost, this would never be.
  await settled(deployment, id, 'done');
  const refused = all.filter(({ clicked }) => clicked?.kind !== 'accepted');
  const name = `${all.length} click, ${voting} may vote`;
  return [
    { name: `${name}: not answered with 200`, unit: 'clicks', samples: [refused.length] },
    {
      name: `${name}: of those who may vote`,
      unit: 'clicks',
      samples: [refused.filter(({ member }) => voters.includes(member)).length],
    },
    { name: `${name}: answer`, unit: 'ms', samples: all.map(({ milliseconds }) => milliseconds) },
  ];
}

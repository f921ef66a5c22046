import { concluded, must, people, press, recorded, snapshotSubmission } from '../test/support/driver.ts';
import { openDeployment, type TestDeployment } from '../test/support/local-deployment.ts';
import synthesizeOnce from '../test/support/synthesize-once.ts';
import type { Measurement } from './measurement.ts';

const coldStarts = 5;
const warmClicks = 4;
const minutes = (count: number): number => count * 60_000;

/** The whole system on this machine: a click's answer, and what a workflow costs. */
export async function measureRuntime(): Promise<Measurement[]> {
  await synthesizeOnce();
  const deployment = await openDeployment();
  try {
    return [...(await measureClicks()), ...(await transitions(deployment))];
  } finally {
    await deployment.close();
  }
}

/** The first click of a deployment meets a function that has to be loaded, as after a night without requests. */
export async function measureClicks(): Promise<Measurement[]> {
  const [cold, warm]: [number[], number[]] = [[], []];
  for (let i = 0; i < coldStarts; i += 1) {
    const deployment = await openDeployment();
    try {
      cold.push(await timeOfClick(deployment, 'first'));
      for (let j = 0; j < warmClicks; j += 1) warm.push(await timeOfClick(deployment, `next-${j}`));
    } finally {
      await deployment.close();
    }
  }
  return [
    { name: 'slack answers a cold click', unit: 'ms', samples: cold },
    { name: 'slack answers a warm click', unit: 'ms', samples: warm },
  ];
}

/** With nothing else under way: what an earlier request still does takes the cores that the click needs. */
async function timeOfClick(deployment: TestDeployment, name: string): Promise<number> {
  const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission(name)));
  await deployment.person('data.one@example.com').card(id);
  await deployment.streamsIdle();
  const start = performance.now();
  await press(deployment, people.dataOne, id, 'approve');
  const time = performance.now() - start;
  await concluded(deployment, id);
  await deployment.streamsIdle();
  return time;
}

async function transitions(deployment: TestDeployment): Promise<Measurement[]> {
  const ask = async (name: string): Promise<string> => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission(name)));
    await deployment.person('data.one@example.com').card(id);
    return id;
  };
  const paths: readonly [string, (id: string) => Promise<unknown>][] = [
    ['approved and executed', (id) => press(deployment, people.dataOne, id, 'approve')],
    ['denied', (id) => press(deployment, people.dataOne, id, 'deny')],
    ['withdrawn', (id) => deployment.agent('etl-agent').withdraw(id)],
    [
      'approved in the second tier',
      async (id) => {
        deployment.clock.advance(minutes(20) + 1_000);
        await recorded(deployment, id, 'notified');
        await press(deployment, people.dataOne, id, 'approve');
      },
    ],
    [
      'expired after two tiers',
      async (id) => {
        deployment.clock.advance(minutes(20) + 1_000);
        await recorded(deployment, id, 'notified');
        deployment.clock.advance(minutes(40));
      },
    ],
  ];
  const rows: Measurement[] = [];
  for (const [name, path] of paths) {
    const id = await ask(`path-${name.replaceAll(' ', '-')}`);
    await path(id);
    const { transitions } = await concluded(deployment, id);
    rows.push({ name: `workflow, ${name}`, unit: 'transitions', samples: [transitions] });
  }
  return rows;
}

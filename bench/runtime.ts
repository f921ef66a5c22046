import { concluded, must, people, press, recorded, snapshotSubmission } from '../test/support/driver.ts';
import { openDeployment, type TestDeployment } from '../test/support/local-deployment.ts';
import synthesizeOnce from '../test/support/synthesize-once.ts';
import type { Measurement } from './measurement.ts';

const runs = 5;
const minutes = (count: number): number => count * 60_000;

export async function openRuntime(): Promise<TestDeployment> {
  await synthesizeOnce();
  return openDeployment();
}

/** The whole system on this machine: a click's answer, and what a workflow costs. */
export async function measureRuntime(): Promise<Measurement[]> {
  const deployment = await openRuntime();
  try {
    return [...(await measureClicks(deployment)), ...(await transitions(deployment))];
  } finally {
    await deployment.close();
  }
}

/** The first click meets a function that has to be loaded, as after a night without requests. */
export async function measureClicks(deployment: TestDeployment): Promise<Measurement[]> {
  const times: number[] = [];
  for (let i = 0; i <= runs; i += 1) {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission(`click-${i}`)));
    await deployment.person('data.one@example.com').card(id);
    const start = performance.now();
    await press(deployment, people.dataOne, id, 'approve');
    times.push(performance.now() - start);
  }
  const [cold = Number.NaN, ...warm] = times;
  return [
    { name: 'slack answers a cold click', unit: 'ms', samples: [cold] },
    { name: 'slack answers a warm click', unit: 'ms', samples: warm },
  ];
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

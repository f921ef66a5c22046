import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Submission } from '@countersign/client';
import { roleOf } from '../local/deployment/agent-role.ts';
import { must, snapshotSubmission } from '../test/support/driver.ts';
import type { TestDeployment } from '../test/support/local-deployment.ts';
import { cardPosted } from './card-posted.ts';
import { openCrowdedDeployment } from './crowded-deployment.ts';
import type { Load, LoadTaken } from './many-agents.ts';
import { type Measurement, median } from './measurement.ts';

const run = promisify(execFile);
const runs = 3;
const requests = 1_000;
const atOnce = 16;

/** What many agents at once come to, and what it means for the people who are asked meanwhile. */
export async function measureLoad(): Promise<Measurement[]> {
  const { deployment, close } = await openCrowdedDeployment({ voters: 0, onlookers: 0 });
  try {
    await askAllowed(deployment);
    return [...(await allowed(deployment)), ...(await cards(deployment))];
  } finally {
    await close();
  }
}

const mainThread = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};
const wholeProcess = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** So many allowed requests, by agents in a process of their own. */
async function askAllowed(deployment: TestDeployment): Promise<LoadTaken> {
  const { account, region, apiUrl: url, directory } = deployment;
  const agent = directory.agents.find(({ id }) => id === 'release-agent');
  if (!agent) throw new Error('The directory has no release-agent.');
  const credentials = deployment.credentialsFor(roleOf(agent, account), 'load');
  const load: Load = { url, region, credentials, account, requests, atOnce };
  const script = fileURLToPath(new URL('many-agents.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [script, JSON.stringify(load)]);
  return JSON.parse(stdout) as LoadTaken;
}

/** How fast, and what one costs: on the thread that all share, in the whole system, and in the agent. */
async function allowed(deployment: TestDeployment): Promise<Measurement[]> {
  const taken: { rate: number; main: number; system: number; agent: number }[] = [];
  for (let i = 0; i < runs; i += 1) {
    const [main, system] = [mainThread(), wholeProcess()];
    const { seconds, cpuMilliseconds } = await askAllowed(deployment);
    taken.push({
      rate: requests / seconds,
      main: (mainThread() - main) / requests,
      system: (wholeProcess() - system) / requests,
      agent: cpuMilliseconds / requests,
    });
  }
  return [
    { name: 'allowed requests, 16 agents', unit: '1/s', samples: taken.map(({ rate }) => rate) },
    { name: 'CPU of the system a request', unit: 'ms', samples: taken.map(({ system }) => system) },
    { name: 'of it its main thread', unit: 'ms', samples: taken.map(({ main }) => main) },
    { name: 'CPU of the agent a request', unit: 'ms', samples: taken.map(({ agent }) => agent) },
  ];
}

/** A person is asked as soon as before, though one busy agent has its thousand requests allowed. */
async function cards(deployment: TestDeployment): Promise<Measurement[]> {
  let asked = 0;
  const ask = () => {
    asked += 1;
    return timeToCard(deployment, snapshotSubmission(`card-${asked}`));
  };
  await ask();
  const idle: number[] = [];
  while (idle.length < 2 * runs) idle.push(await ask());

  const busy: number[] = [];
  let over = false;
  const load = askAllowed(deployment).finally(() => {
    over = true;
  });
  while (!over) busy.push(await ask());
  await load;
  // The one that was asked in the moment when the load ended: what is left of it stands before this card.
  busy.push(await ask());
  return [
    { name: 'time to the card, idle', unit: 'ms', samples: idle },
    { name: 'time to the card, under 1,000 allowed requests', unit: 'ms', samples: busy },
    { name: 'under load to idle', unit: 'x', samples: [median(busy) / median(idle)] },
  ];
}

async function timeToCard(deployment: TestDeployment, submission: Submission): Promise<number> {
  const start = performance.now();
  const { id } = must(await deployment.agent('etl-agent').submit(submission));
  await cardPosted(deployment, id);
  const milliseconds = performance.now() - start;
  must(await deployment.agent('etl-agent').withdraw(id));
  return milliseconds;
}

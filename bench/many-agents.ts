import { createClient } from '@countersign/client';
import { must, submissionOf } from '../test/support/driver.ts';

/**
 * `node bench/many-agents.ts '<Load>'`: agents that ask as fast as they are answered, in a process of their own, so that the system under
 * measurement is told apart from them. Prints the seconds that it took, and the milliseconds of CPU.
 */
export interface Load {
  url: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
  account: string;
  requests: number;
  atOnce: number;
}

export interface LoadTaken {
  seconds: number;
  cpuMilliseconds: number;
}

const { url, region, credentials, account, requests, atOnce } = JSON.parse(process.argv[2] ?? '') as Load;
const client = createClient({ url, region, credentials: async () => credentials });
const submission = submissionOf('rds:DescribeDBInstances', {}, account);
let left = requests;
const askAgainAndAgain = async (): Promise<void> => {
  while (left > 0) {
    left -= 1;
    must(await client.submit(submission));
  }
};

const cpu = process.cpuUsage();
const start = performance.now();
await Promise.all(Array.from({ length: atOnce }, askAgainAndAgain));
const { user, system } = process.cpuUsage(cpu);
const taken: LoadTaken = {
  seconds: (performance.now() - start) / 1_000,
  cpuMilliseconds: (user + system) / 1_000,
};
console.log(JSON.stringify(taken));

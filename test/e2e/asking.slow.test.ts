import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAwsProfiles } from '../../local/deployment/aws-profiles-file.ts';
import { must, people, press, snapshotSubmission } from '../support/driver.ts';
import { openDeployment, type TestDeployment, until } from '../support/local-deployment.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let deployment: TestDeployment;
let scratch: string;
beforeEach(async () => {
  deployment = await openDeployment();
  scratch = mkdtempSync(join(tmpdir(), 'asking-'));
});
afterEach(() => deployment.close());

/** `npx countersign`, in a terminal of whoever operates the deployment on this machine, over the bucket of this deployment. */
function countersign(...args: string[]): Promise<{ status: number; output: string; errors: string }> {
  const profiles = join(scratch, 'aws-config');
  writeAwsProfiles(deployment, profiles);
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, AWS_CONFIG_FILE: profiles, AWS_PROFILE: 'operator' };
  const [bucket] = deployment.services.s3.buckets.filter(({ objectLock }) => objectLock !== undefined);
  const line = [
    'clients/cli/main.ts',
    ...args,
    '--bucket',
    `s3://${bucket?.name}`,
    '--region',
    deployment.region,
  ];
  return new Promise((resolve) => {
    execFile('node', line, { cwd: root, env }, (error, output, errors) => {
      resolve({ status: Number(error?.code ?? 0), output, errors });
    });
  });
}

async function approvedAndSealed(): Promise<string> {
  const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('asked')));
  await press(deployment, people.dataOne, id, 'approve');
  await until('a vote that is sealed', async () =>
    deployment
      .sealed()
      .some(({ lines }) => lines.some(({ request_id, type }) => request_id === id && type === 'voted')),
  );
  return id;
}

describe('the bucket of this machine', { timeout: 120_000 }, () => {
  test('is asked by the questions that Athena has, and writes a pack for auditors', async () => {
    const id = await approvedAndSealed();
    const asked = await countersign('audit', 'query', 'who-approved-what', '--format', 'json');
    expect([asked.errors, asked.status]).toEqual(['', 0]);
    expect(JSON.parse(asked.output)).toMatchObject([
      { request_id: id, choice: 'approve', agent_id: 'etl-agent' },
    ]);

    const out = join(scratch, 'evidence');
    const reported = await countersign('report', '--framework', 'iso27001', '-o', out);
    expect(reported.status).toBe(0);
    expect(readFileSync(join(out, 'csv/requests.csv'), 'utf8')).toContain(id);
    expect(deployment.bugs).toEqual([]);
  });

  test('has nothing of a span in which nothing happened', async () => {
    await approvedAndSealed();
    const span = ['--from', '2020-01-01', '--to', '2020-01-31'];
    expect(await countersign('audit', 'query', 'coverage', ...span, '--format', 'csv')).toMatchObject({
      status: 3,
      errors: 'Nothing from 2020-01-01 to 2020-01-31 answers this.\n',
    });
  });
});

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestItem } from '../../adapters/aws/dynamodb/request-item.ts';
import type { VerifyReport } from '../../clients/cli/audit/verify/report.ts';
import { writeAwsProfiles } from '../../local/deployment/aws-profiles-file.ts';
import { operatorRole } from '../../local/deployment/operator-role.ts';
import { cardOf, must, people, press, settled, snapshotSubmission } from '../support/driver.ts';
import { opened } from '../support/given/requests.ts';
import { review } from '../support/given/rulings.ts';
import { openDeployment, type TestDeployment, until } from '../support/local-deployment.ts';

const root = new URL('../../', import.meta.url).pathname;
const hour = 3_600_000;

let deployment: TestDeployment;
let folder: string;
beforeAll(async () => {
  deployment = await openDeployment();
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
});
afterAll(async () => {
  await deployment.close();
  rmSync(folder, { recursive: true });
});

/** `npx countersign audit …`, in a terminal of whoever operates the deployment on this machine. */
function audit(...options: string[]): Promise<{ status: number; output: string; errors: string }> {
  const profiles = join(folder, 'aws-config');
  writeAwsProfiles(deployment, profiles);
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    ...{ PATH, HOME, AWS_CONFIG_FILE: profiles, AWS_PROFILE: 'operator', AWS_REGION: deployment.region },
    ...{ COUNTERSIGN_URL: deployment.apiUrl, COUNTERSIGN_AUDIT_BUCKET: deployment.auditBucket },
  };
  return new Promise((resolve) => {
    execFile(
      'node',
      ['clients/cli/main.ts', 'audit', ...options],
      { cwd: root, env },
      (error, output, errors) => resolve({ status: Number(error?.code ?? 0), output, errors }),
    );
  });
}

const digestFiles = () => deployment.sealed().filter(({ key }) => key.startsWith('digests/'));

/** The schedule has fired, and the hours up to now are signed. */
async function nextHours(count: number): Promise<void> {
  const before = digestFiles().length;
  for (let passed = 0; passed < count; passed++) {
    deployment.clock.advance(hour);
    await until('an hour that is signed', () => digestFiles().length > before + passed, 30_000);
  }
}

async function approvedRequest(): Promise<string> {
  const { id } = must(
    await deployment.agent('etl-agent').submit(snapshotSubmission(`evidence-${Date.now()}`)),
  );
  await cardOf(deployment, id);
  await press(deployment, people.dataOne, id, 'approve');
  await settled(deployment, id, 'done');
  await deployment.streamsIdle();
  return id;
}

describe('the trail of a deployment', () => {
  test('that nobody has signed yet says so, in a line, and is not verified', async () => {
    await approvedRequest();
    const said = await audit('verify');
    expect(said.status).toBe(1);
    expect(said.output).toContain('digest-missing: digests/00000000.json: No hour is signed.');
    expect(said.output).toMatch(/NOT VERIFIED: 1 fault in no signed hour, \d+ records/);
  });

  test('is signed each hour, and verified with the published key: objects, locks, and what the table has', async () => {
    await nextHours(2);
    const { status, output, errors } = await audit('verify', '--json', '--table', tableName());
    expect(errors).toBe('');
    const report = JSON.parse(output) as VerifyReport;
    expect(report.faults).toEqual([]);
    expect(report).toMatchObject({ verified: true, shortestRetentionDays: 1 });
    expect(report.digestFiles).toBeGreaterThanOrEqual(2);
    expect(report.records).toBeGreaterThan(3);
    expect(status).toBe(0);
  });

  test('is not verified where locks must hold for longer than they do', async () => {
    const { status, output } = await audit('verify', '--retention-days', '30', '--json');
    expect(status).toBe(1);
    expect(Object.keys((JSON.parse(output) as VerifyReport).byCode)).toEqual(['not-locked']);
  });

  test('gives a proof of one record, which one file holds, and tells its story', async () => {
    const id = await approvedRequest();
    await nextHours(2);
    const file = join(folder, 'proof.json');
    expect(await audit('prove', `${id}.2`, '-o', file)).toMatchObject({ status: 0 });
    expect(readFileSync(file).length).toBeLessThan(50_000);
    const checked = await audit('check-proof', file, '--key', `${deployment.apiUrl}/v1/keys`);
    expect(checked).toMatchObject({
      status: 0,
      output: expect.stringContaining(`PROVED: record ${id}.2 of`),
    });
    const story = await audit('show', id);
    expect(story.output).toMatch(/asked for rds:CreateDBSnapshot[\s\S]*voted to approve[\s\S]*ran it/);
  });

  test('keeps what is no record beside what is, named by the next digest file, and waits for nobody', async () => {
    const client = new DynamoDBClient({
      region: deployment.region,
      endpoint: deployment.awsUrl,
      credentials: deployment.credentialsFor(operatorRole(deployment.account), 'somebody'),
    });
    const item = {
      ...requestItem(opened(review(), { id: 'e'.repeat(32) })),
      record: { S: '{"no":"record"}' },
    };
    await client.send(new PutItemCommand({ TableName: tableName(), Item: item }));
    client.destroy();
    await approvedRequest();
    const aside = deployment.sealed().filter(({ key }) => key.startsWith('set-aside/'));
    expect(aside).toHaveLength(1);
    // The clock has leapt over the time for which a function may hold a message of the other queue.
    expect(deployment.deadLetters().filter(({ queue }) => !queue.endsWith('-sightings'))).toEqual([]);
    await nextHours(2);
    const said = await audit('verify');
    expect(said).toMatchObject({
      status: 0,
      output: expect.stringContaining('1 record could not be sealed and was set aside.'),
    });
  });

  test('goes on where digest died after it had written, and where two ran at once', async () => {
    const crashed = deployment.crash('digest', { after: 's3:PutObject' });
    await approvedRequest();
    deployment.clock.advance(hour);
    await crashed;
    await nextHours(1);
    const report = JSON.parse((await audit('verify', '--json')).output) as VerifyReport;
    expect(report.faults).toEqual([]);
    expect(report.verified).toBe(true);
  });
});

const tableName = (): string => 'countersign-trial-requests';

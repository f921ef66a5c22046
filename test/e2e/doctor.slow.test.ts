import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Choice } from '../../core/request/request.ts';
import { writeAwsProfiles } from '../../local/deployment/aws-profiles-file.ts';
import { someOf } from '../support/all.ts';
import { people, press } from '../support/driver.ts';
import { openDeployment, type TestDeployment, until } from '../support/local-deployment.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let deployment: TestDeployment;
beforeEach(async () => {
  deployment = await openDeployment();
});
afterEach(() => deployment.close());

interface Said {
  status: number;
  output: string;
  errors: string;
}

/** `npx countersign doctor`, in a terminal of whoever operates the deployment on this machine. */
function doctor(...options: string[]): Promise<Said> {
  const profiles = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'aws-config');
  writeAwsProfiles(deployment, profiles);
  const { PATH = '', HOME = '' } = process.env;
  const slack = deployment.slack?.apiUrl ?? '';
  const env = { PATH, HOME, AWS_CONFIG_FILE: profiles, AWS_PROFILE: 'operator', SLACK_API_URL: slack };
  const line = [
    ...['clients/cli/main.ts', 'doctor', '--region', deployment.region, '--url', deployment.apiUrl],
    ...['--agent-profile', 'agent', ...options],
  ];
  return new Promise((resolve) => {
    execFile('node', line, { cwd: root, env }, (error, output, errors) => {
      const secrets = [...readFileSync(profiles, 'utf8').matchAll(/(?:secret_access_key|token) = (.+)/g)];
      for (const [, secret = ''] of secrets) expect(output + errors).not.toContain(secret);
      resolve({ status: Number(error?.code ?? 0), output, errors });
    });
  });
}

/** The person sees the card of the self-test in the channel, and presses a button of it. */
async function clickSelfTest(choice: Choice): Promise<void> {
  const { id } = await until(
    'a self-test that is asked about',
    async () => (await deployment.requests()).find(({ action }) => action === 'countersign:selftest'),
    60_000,
  );
  await press(deployment, people.securityOne, id, choice);
}

const outcomes = ({ output }: Said): Record<string, string> =>
  Object.fromEntries(
    (JSON.parse(output) as { name: string; outcome: string }[]).map(({ name, outcome }) => [name, outcome]),
  );

/** What this machine does not play, or has nothing of: see emulator/README.md. */
const notHere = {
  'hours-are-signed': 'skipped',
  'cold-clicks-are-answered-in-time': 'skipped',
  'somebody-hears-alarms': 'skipped',
  'audit-queries-answer': 'skipped',
  'roles-carry-the-boundary': 'skipped',
  'accounts-let-countersign-in': 'skipped',
};
const well = {
  'stacks-stand': 'passed',
  'slack-takes-the-token': 'passed',
  'slack-grants-the-scopes': 'passed',
  'slack-takes-cards': 'passed',
  'clicks-are-heard': 'passed',
  'people-are-in-slack': 'passed',
  'usergroups-are-in-slack': 'passed',
  'a-person-decides': 'passed',
  'an-approval-is-used-once': 'passed',
  'a-vote-wakes-the-workflow': 'passed',
  'records-are-sealed': 'passed',
  'pending-requests-have-a-workflow': 'passed',
  'alarms-reach-their-topic': 'passed',
  ...notHere,
};

/** Each run is a program of its own, on a machine that may have much else to do. */
describe('countersign doctor', { timeout: 150_000 }, () => {
  // A denial takes the same way.
  test.each(someOf(['approve', 'deny'] as const, 2))(
    'finds a deployment well when a person clicks %s',
    async (choice) => {
      const said = doctor('--stage', 'trial', '--json');
      await clickSelfTest(choice);
      const { status, errors, ...rest } = await said;
      expect(outcomes({ status, errors, ...rest })).toEqual(well);
      expect(status).toBe(3);
      expect(errors).toContain('Now press a button of the card');
      expect(deployment.bugs).toEqual([]);
    },
  );

  test('says what it found, how, and what to do, in words', async () => {
    const said = doctor('--stage', 'trial');
    await clickSelfTest('approve');
    const { output } = await said;
    expect(output).toMatch(/^passed {2}a-vote-wakes-the-workflow: The execution [0-9a-f]{32} succeeded/m);
    expect(output).toMatch(/^ {8}how: states:DescribeExecution/m);
    expect(output).toMatch(
      /^skipped audit-queries-answer: NotImplementedLocally: service athena\n.*\n {8}to do: Run/m,
    );
  });

  test('signs for nobody: without a click it takes its question back and fails', async () => {
    const said = await doctor('--stage', 'trial', '--wait', '1', '--json');
    expect(said.status).toBe(1);
    expect(outcomes(said)).toMatchObject({
      'a-person-decides': 'failed',
      'an-approval-is-used-once': 'skipped',
      'a-vote-wakes-the-workflow': 'skipped',
      'records-are-sealed': 'skipped',
      'alarms-reach-their-topic': 'passed',
    });
    const [request] = await deployment.requests();
    expect(request).toMatchObject({ action: 'countersign:selftest', state: 'withdrawn' });
  });

  test('says which stack it does not find', async () => {
    const { status, errors } = await doctor('--stage', 'production');
    expect(status).toBe(1);
    expect(errors).toContain('There is no stack countersign-production-audit in eu-west-1');
  });
});

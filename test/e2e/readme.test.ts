import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roleOf } from '../../local/deployment/agent-role.ts';
import { people, press, stored } from '../support/driver.ts';
import { openDeployment, type TestDeployment, until } from '../support/local-deployment.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim());

let deployment: TestDeployment;
beforeAll(async () => {
  deployment = await openDeployment();
});
afterAll(() => deployment.close());

/** A terminal of the agent: the README's file of `export` lines becomes its environment. */
function terminal(command: string): Promise<{ status: number; output: string; errors: string }> {
  const [agent] = deployment.directory.agents;
  if (!agent) throw new Error('The directory has no agent.');
  const keys = deployment.credentialsFor(roleOf(agent, deployment.account), 'terminal');
  const env = {
    ...process.env,
    COUNTERSIGN_URL: deployment.apiUrl,
    AWS_REGION: deployment.region,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
  return new Promise((resolve) => {
    execFile('bash', ['-c', command], { cwd: root, env }, (error, output, errors) => {
      resolve({ status: Number(error?.code ?? 0), output, errors });
    });
  });
}

describe('what the README tells a newcomer', () => {
  test('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run ([a-z:]+)|npm (start|test)\b/g)].map(
      ([, script, short]) => script ?? short ?? '',
    );
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  test('names folders and files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);
    const missing = links.filter((path) => {
      try {
        readFileSync(`${root}${path}`);
        return false;
      } catch {
        return true;
      }
    });
    expect(missing).toEqual([]);
  });

  test('its request waits for a person and ends approved, with the status that scripts branch on', async () => {
    const example = commands.find((block) => block.includes('npx countersign request')) ?? '';
    const request = example
      .split('\n')
      // The credentials are those of this test's deployment.
      .filter((line) => !line.startsWith('. '))
      .join('\n');
    const running = terminal(request);
    const { id } = await until('a request from the terminal', async () => (await deployment.requests())[0]);
    await press(deployment, people.dataOne, id, 'approve');
    const { status, output } = await running;
    expect(output).toContain('approved');
    expect(status).toBe(0);
    expect(await stored(deployment, id)).toMatchObject({ state: 'approved', agent: { session: 'terminal' } });
  });
});

describe('the command line of an agent', () => {
  const countersign = `"${process.execPath}" clients/cli/main.ts`;

  test('a refusal is exit status 2, with the policy that decided', async () => {
    const { status, output, errors } = await terminal(
      `${countersign} request cloudtrail:StopLogging --resource arn:aws:cloudtrail:eu-central-1:${deployment.account}:trail/management --parameters '{"Name":"management"}' --reason test`,
    );
    expect(errors).toContain('no-audit-tampering');
    expect([status, output]).toEqual([2, '']);
  });

  test.each([
    ['parameters that are not JSON', `--parameters '{oops'`, '--parameters is not JSON'],
    ['an address where nothing is', `--parameters '{}' --url http://127.0.0.1:9`, 'cannot be reached'],
    ['a wait that is not a number', `--parameters '{}' --wait soon`, 'whole seconds'],
  ])('%s: one line that says what to do, exit status 1', async (_, options, says) => {
    const { status, errors } = await terminal(
      `${countersign} request rds:CreateDBSnapshot --resource arn:aws:rds:eu-central-1:${deployment.account}:db:x --reason test ${options}`,
    );
    expect(errors.trim().split('\n')).toEqual([expect.stringContaining(says)]);
    expect(status).toBe(1);
  });
});

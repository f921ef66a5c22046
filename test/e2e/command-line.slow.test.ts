import { describe, expect, test } from 'vitest';
import { agentTerminal } from '../support/agent-terminal.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import { people, press, stored } from '../support/driver.ts';
import { type TestDeployment, until } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

/** `exec`, so that a signal reaches the command itself and no shell before it. */
const countersign = (words: string, environment: NodeJS.ProcessEnv = {}) =>
  agentTerminal(deployment, `exec node clients/cli/main.ts ${words}`, environment);

const snapshot = (name: string): string =>
  `rds:CreateDBSnapshot --resource arn:aws:rds:${deployment.region}:${deployment.account}:db:orders \
   --parameters '{"DBInstanceIdentifier":"orders","DBSnapshotIdentifier":"${name}"}' --reason test`;
const look = () =>
  `rds:DescribeDBInstances --resource arn:aws:rds:${deployment.region}:${deployment.account}:db:orders \
   --parameters '{"DBInstanceIdentifier":"orders"}' --reason test`;

/** What its agent runs itself: one person is asked. */
const purge = (path: string): string =>
  `cache:purge --resource arn:aws:countersign:${deployment.region}:${deployment.account}:cache/shop \
   --parameters '{"site":"shop","path":"/${path}"}' --reason test`;

const newest = async () =>
  (await deployment.requests()).toSorted((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1))[0];

/** The request of a terminal that waits. */
const waiting = (errors: () => string): Promise<string> =>
  until('a terminal that says for whom it waits', async () => /Request (\w+) waits for/.exec(errors())?.[1]);

/** The command of a terminal that waits, once its request is approved. */
async function approving(running: ReturnType<typeof countersign>, by: string = people.securityOne) {
  await press(deployment, by, await waiting(running.errors), 'approve');
  return running;
}

describe('countersign run with a command', () => {
  test('waits for people, runs the command once, and reports it', async () => {
    const running = countersign(`run ${purge('cli-run')} -- bash -c 'echo ran; exit 0'`);
    const id = await waiting(running.errors);
    expect(running.output()).toBe('');
    await press(deployment, people.securityOne, id, 'approve');
    expect(await running.ended).toMatchObject({ status: 0, output: 'ran\n' });
    expect(await stored(deployment, id)).toMatchObject({
      state: 'done',
      detail: 'The command ended with status 0.',
    });
  });

  test('passes the status of the command on, and reports that it failed', async () => {
    const { ended } = await approving(countersign(`run ${purge('cli-42')} -- bash -c 'exit 42'`));
    expect((await ended).status).toBe(42);
    expect(await newest()).toMatchObject({ state: 'failed', detail: 'The command ended with status 42.' });
  });

  test('runs nothing that a person denied, whoever asks again with its key', async () => {
    const wish = `run ${purge('cli-denied')} --key cli-denied -- echo ran`;
    const running = countersign(wish);
    const id = await waiting(running.errors);
    await press(deployment, people.securityOne, id, 'deny', { reason: 'Not before the audit.' });
    for (const answer of [await running.ended, await countersign(wish).ended]) {
      expect(answer).toMatchObject({ status: 125, output: '' });
      expect(answer.errors).toContain('Not before the audit.');
    }
  });

  test('runs nothing twice under one key', async () => {
    const wish = `run ${purge('cli-once')} --key cli-once -- echo ran`;
    const { ended } = await approving(countersign(wish));
    expect(await ended).toMatchObject({ status: 0, output: 'ran\n' });
    expect(await countersign(wish).ended).toMatchObject({ status: 125, output: '' });
  });

  test('asks nobody for a command that there is not, nor for one of what Countersign runs', async () => {
    const before = (await deployment.requests()).length;
    expect(await countersign(`run ${purge('cli-none')} -- no-such-command`).ended).toMatchObject({
      status: 127,
    });
    const { status, output, errors } = await countersign(`run ${snapshot('cli-mine')} -- echo ran`).ended;
    expect([status, output]).toEqual([125, '']);
    expect(errors).toContain('Countersign runs rds:CreateDBSnapshot itself');
    expect(await deployment.requests()).toHaveLength(before);
  });

  test('gives its signals to the command, and reports how that ended', async () => {
    const obeys = await approving(
      countersign(
        `run ${purge('cli-obeys')} -- bash -c 'trap "echo stopped; exit 7" TERM; echo ready; while :; do sleep 0.05; done'`,
      ),
    );
    await until('a command that runs', async () => obeys.output().includes('ready'));
    obeys.send('SIGTERM');
    expect(await obeys.ended).toMatchObject({ status: 7, output: 'ready\nstopped\n' });
    expect(await newest()).toMatchObject({ state: 'failed', detail: 'The command ended with status 7.' });

    const dies = await approving(
      countersign(`run ${purge('cli-dies')} -- bash -c 'echo ready; exec sleep 60'`),
    );
    await until('a command that runs', async () => dies.output().includes('ready'));
    dies.send('SIGINT');
    expect(await dies.ended).toMatchObject({ status: 130 });
    expect(await newest()).toMatchObject({ state: 'failed', detail: 'The command was stopped by SIGINT.' });
  });

  test('stopped while it waits runs nothing, and says how to go on', async () => {
    const running = countersign(`run ${purge('cli-stopped')} -- echo ran`);
    const id = await waiting(running.errors);
    running.send('SIGTERM');
    const { status, output, errors } = await running.ended;
    expect([status, output]).toEqual([143, '']);
    expect(errors).toContain('goes on');
    expect(await stored(deployment, id)).toMatchObject({ state: 'pending' });
  });

  test('gives no secret of its own to the command', async () => {
    const { ended } = await approving(countersign(`run ${purge('cli-env')} -- env`));
    const { output } = await ended;
    expect(output).toContain('COUNTERSIGN_URL=');
    // Neither by a name nor by a value: every ticket begins with the same letters.
    expect(output).not.toMatch(/^\w*ticket\w*=|eyJ/im);
  });
});

describe('countersign run without one', () => {
  test('has what policy allows run at once, and prints what AWS answered', async () => {
    const { status, output, errors } = await countersign(`run ${look()}`).ended;
    expect([status, errors]).toEqual([0, '']);
    expect(JSON.parse(output)).toMatchObject({ DBInstances: [{ DBInstanceIdentifier: 'orders' }] });
    expect(await newest()).toMatchObject({ state: 'done' });
  });

  test('waits for people, and prints what AWS answered when it has run', async () => {
    const { ended } = await approving(countersign(`run ${snapshot('cli-by-us')}`), people.dataOne);
    const { status, output } = await ended;
    expect(status).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ DBSnapshot: { DBSnapshotIdentifier: 'cli-by-us' } });
  });

  test('stopped while it waits, says that the request stays, and how it is taken back', async () => {
    const running = countersign(`run ${snapshot('cli-stopped')}`);
    const id = await waiting(running.errors);
    running.send('SIGINT');
    const { status, output, errors } = await running.ended;
    expect([status, output]).toEqual([130, '']);
    expect(errors).toMatch(
      new RegExp(`Stopped by SIGINT\\. Request ${id} stays, and runs without you where it is approved: `),
    );
    const [, withdraw = ''] = /npx countersign (withdraw \w+)/.exec(errors) ?? [];
    expect((await countersign(withdraw).ended).status).toBe(0);
    expect(await stored(deployment, id)).toMatchObject({ state: 'withdrawn' });
  });

  test('asks nobody for what its agent runs', async () => {
    const { status, errors } = await countersign(`run ${purge('cli-no-command')}`).ended;
    expect([status, errors]).toEqual([125, expect.stringContaining('Give the command after --')]);
  });
});

describe('show', () => {
  test('is leave once: `show && run` does not run what is done', async () => {
    await countersign(`run ${look()}`).ended;
    const done = await newest();
    expect(await countersign(`show ${done?.id}`).ended).toMatchObject({ status: 9 });
  });
});

describe('a command line that cannot be carried out', () => {
  test('a refusal is exit status 2, with the policy that decided', async () => {
    const { status, output, errors } = await countersign(
      `request cloudtrail:StopLogging --resource arn:aws:cloudtrail:eu-central-1:${deployment.account}:trail/management --parameters '{"Name":"management"}' --reason test`,
    ).ended;
    expect(errors).toContain('no-audit-tampering');
    expect([status, output]).toEqual([2, '']);
  });

  const nobody = {
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_SESSION_TOKEN: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };

  test.each<[string, string, string, NodeJS.ProcessEnv?]>([
    ['parameters that are not JSON', `--parameters '{oops'`, '--parameters is not JSON'],
    ['a file that is not there', `--parameters @nowhere.json`, 'nowhere.json is not there'],
    [
      'a parameter that is missing',
      `--parameters '{"DBInstanceIdentifier":"orders"}'`,
      'DBSnapshotIdentifier is missing.',
    ],
    [
      'a parameter that is misspelt',
      `--parameters '{"DBInstanceIdentifer":"orders"}'`,
      'did you mean "DBInstanceIdentifier"?',
    ],
    ['a wait that is not a number', `--parameters '{}' --wait soon`, 'whole seconds'],
    [
      'an address where nothing is',
      `--parameters '{}' --url http://127.0.0.1:9 --wait 300`,
      'cannot be reached',
    ],
    ['an address that is none', `--parameters '{}' --url nowhere`, 'nowhere is not a URL'],
    [
      'no address',
      `--parameters '{}'`,
      'Give --url <address>, or set COUNTERSIGN_URL',
      { COUNTERSIGN_URL: '' },
    ],
    ['no region', `--parameters '{}'`, 'Give --region <name>, or set AWS_REGION', { AWS_REGION: '' }],
    ['no credentials', `--parameters '{}'`, "Give credentials of the agent's role", nobody],
    ['an option that is misspelt', `--parameters '{}' --tiket 5`, 'Did you mean --ticket?'],
  ])('%s: one sentence that says what to do, exit status 1', async (_, options, says, environment) => {
    const { status, output, errors } = await countersign(
      `request rds:CreateDBSnapshot --resource arn:aws:rds:eu-central-1:${deployment.account}:db:x --reason test ${options}`,
      environment,
    ).ended;
    expect(errors).toContain(says);
    expect(errors.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(errors).not.toMatch(/^\s+at |undefined|expected string/m);
    expect([status, output]).toEqual([1, '']);
  });
});

test('a reader that has seen enough is no error', async () => {
  const { errors, output } = await agentTerminal(
    deployment,
    'node clients/cli/main.ts catalog list --json | head -1',
  ).ended;
  expect([output, errors]).toEqual(['[\n', '']);
});

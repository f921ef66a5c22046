import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@countersign/client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { portInUse } from '../../local/port-in-use.ts';
import { must, people, snapshotSubmission } from '../support/driver.ts';
import { until } from '../support/local-deployment.ts';
import { type SlackBySocket, startSlackBySocket } from '../support/slack-by-socket.ts';

const start = fileURLToPath(new URL('../../local/start.ts', import.meta.url));
const channel = { id: 'C0MINE', name: 'mine' };

let workspace: SlackBySocket;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'socket-mode-'));
  workspace = await startSlackBySocket('xapp-1', {
    token: 'xoxb-1',
    channel,
    members: Object.entries(people).map(([name, id]) => ({ id, name })),
  });
});
afterAll(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true });
});

/** `npm start`, with nothing in its environment but the way to Slack. */
function npmStart(port: number, tokens: Record<string, string>) {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const env = {
    PATH,
    HOME,
    NODE_COMPILE_CACHE,
    SLACK_API_URL: workspace.api,
    SLACK_CHANNEL: channel.id,
    ...tokens,
  };
  const child = spawn(process.execPath, [start, '--port', String(port)], { cwd: folder, env });
  onTestFinished(() => void child.kill());
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  return { child, output: () => output, ended: endOf(child) };
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.on('close', resolve);
  });

/** Three in a row, the page, the API and AWS, below those that systems give out by themselves: others take them meanwhile. */
async function freePorts(): Promise<number> {
  let port = 20_000;
  while ((await portInUse([port, port + 1, port + 2])) !== undefined) port += 10;
  return port;
}

/** As `. .countersign/local.env` gives it to a terminal. */
function agentOf(file: string) {
  const lines = readFileSync(file, 'utf8').matchAll(/^export (\w+)='(.*)'$/gm);
  const said = Object.fromEntries([...lines].map(([, name, value]) => [name, value])) as Record<
    string,
    string
  >;
  const { COUNTERSIGN_URL: url = '', AWS_REGION: region = '', AWS_ACCESS_KEY_ID: accessKeyId = '' } = said;
  const { AWS_SECRET_ACCESS_KEY: secretAccessKey = '', AWS_SESSION_TOKEN: sessionToken = '' } = said;
  return createClient({
    url,
    region,
    credentials: async () => ({ accessKeyId, secretAccessKey, sessionToken }),
  });
}

describe('npm start with a workspace of its own', { timeout: 240_000 }, () => {
  test('takes a click, a window and a command by the socket, and decides by them', async () => {
    const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
    const started = npmStart(await freePorts(), tokens);
    const hasStarted = () => started.output().includes('Ctrl-C stops everything');
    await until('a banner', () => hasStarted() || started.child.exitCode !== null, 180_000);
    expect(started.output()).toContain('workspace Local Slack, as countersign, into the channel C0MINE');
    expect(started.output()).toContain('Clicks come back by a socket.');

    const agent = agentOf(join(folder, '.countersign/local.env'));
    const { slack, socket } = workspace;
    const patiently: typeof until = (what, read) => until(what, read, 60_000);
    const asked = async (name: string) => {
      const { id } = must(await agent.submit(snapshotSubmission(name)));
      const card = await patiently('a card', () =>
        slack.workspace
          .seenBy(people.dataOne)
          .find(({ blocks }) =>
            blocks.some((block) => block.type === 'actions' && JSON.stringify(block).includes(id)),
          ),
      );
      return { id, press: { member: people.dataOne, ts: card.ts, blockId: 'decision' } };
    };
    const state = async (id: string) => must(await agent.get(id)).state;

    const first = await asked('by-a-click');
    // Slack waits three seconds, and a function that starts here may take longer: whoever got no answer does it again.
    const answer = await patiently('an answer to the command', async () => {
      await slack.command({ member: people.dataOne, command: '/countersign', text: 'pending' });
      return slack.workspace.seenBy(people.dataOne).find(({ onlyFor }) => onlyFor === people.dataOne);
    });
    expect(JSON.stringify(answer.blocks)).toContain(first.id);
    await slack.click({ ...first.press, actionId: 'approve' });
    await patiently('a request that is done', async () => (await state(first.id)) === 'done');

    const second = await asked('by-a-window');
    await patiently('a window', async () => {
      await slack.click({ ...second.press, actionId: 'open-deny' });
      return slack.windowOf(people.dataOne)?.modal.submit;
    });
    await slack.sendOff({ member: people.dataOne, values: { text: { text: 'Not today.' } } });
    await patiently('a request that is denied', async () => (await state(second.id)) === 'denied');

    expect(socket.acknowledged.length).toBeGreaterThan(0);
    expect(new Set(socket.tokens)).toEqual(new Set(['Bearer xapp-1']));
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
  });

  test.each([
    ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-2', SLACK_APP_TOKEN: 'xapp-1' }],
    ['SLACK_APP_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-2' }],
  ])('ends with a line where Slack does not take %s', async (name, tokens) => {
    const started = npmStart(await freePorts(), tokens);
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain(`Slack does not take ${name} (invalid_auth)`);
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { agentTerminal } from '../support/agent-terminal.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import { people, press, stored } from '../support/driver.ts';
import { type TestDeployment, until } from '../support/local-deployment.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim());

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

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

  test('what it asks for runs: the first at once, the second when a person has decided', async () => {
    const example = commands.find((block) => block.includes('npx countersign run')) ?? '';
    const asked = example
      .split('\n')
      // The credentials are those of this test's deployment.
      .filter((line) => !line.startsWith('. '))
      .join('\n');
    const terminal = agentTerminal(deployment, asked);
    const id = await until(
      'a terminal that waits',
      () => /Request (\w+) waits for/.exec(terminal.errors())?.[1],
    );
    expect(terminal.output()).toContain('"DBInstanceIdentifier": "orders"');
    await press(deployment, people.dataOne, id, 'approve');
    const { status, output } = await terminal.ended;
    expect(output).toContain('"ExportTaskIdentifier"');
    expect(status).toBe(0);
    expect(await stored(deployment, id)).toMatchObject({ state: 'done', agent: { session: 'terminal' } });
  });
});

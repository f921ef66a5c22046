import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderOf, runPolicy, starterCedar } from '../../../../support/policy-cli.ts';
import { createUser, logFile } from '../../../../support/trail.ts';

/** docs/policy.md, tried as it stands. */
const page = readFileSync(new URL('../../../../../docs/policy.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = '']) => text);
const commands = blocks('')
  .join('')
  .split('\n')
  .filter((line) => line.startsWith('npx countersign policy '))
  .map((line) => line.replace(/ +#.*/, '').split(' ').slice(3));

async function place() {
  const folder = await folderOf({
    'policies/cases/one.yaml':
      'cases:\n  - { why: Reads are free., request: { agent: etl, action: "rds:DescribeDBInstances" }, ruling: { decision: allow } }\n',
    'request.json': JSON.stringify({ agent: 'etl', action: 'iam:CreateUser' }),
    'logs/a.json': logFile(createUser),
  });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder.root,
    });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Policies');
  return folder;
}

/** Nothing is wrong; which actions wait for their agent is told all the same. */
const onlyNote = /^(?:\S+ note: .* \[waits-for-agent\]\n(?: {2}.*\n)+)?$/;

describe('the page about policies', () => {
  it.each(commands)('has a command that works: policy %s %s', async (name = '', ...given) => {
    const { options, path } = await place();
    const args = given.map((arg) =>
      /^(request\.json|logs\/)$/.test(arg) ? path(arg) : arg.replaceAll("'", ''),
    );
    const { out, err, code } = await runPolicy(name, ...args, ...options);
    expect(code).toBe(0);
    expect(err).toMatch(onlyNote);
    expect(out).not.toBe('');
  });

  it('shows each command', () => {
    expect(new Set(commands.map(([name]) => name))).toEqual(
      new Set(['check', 'test', 'explain', 'backtest', 'diff']),
    );
  });

  it.each(blocks('cedar'))('has a policy without errors: %.20s', async (text) => {
    const { options } = await folderOf({ 'policies/page.cedar': text, 'policies/test.cedar': starterCedar });
    const { err, code } = await runPolicy('check', ...options);
    expect(code).toBe(0);
    expect(err).toMatch(onlyNote);
  });

  it('says each exit status as the commands do', () => {
    const table = page.slice(page.indexOf('## Exit status'));
    for (const status of ['| 0 ', '| 1 ', '| 3 ']) expect(table).toContain(status);
  });
});

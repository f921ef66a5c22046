import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { directoryYaml } from '../../../../support/compile-context.ts';
import { folderOf, runPolicy, starterCedar, starterFiles } from '../../../../support/policy-cli.ts';
import { createUser, describeInstances, logFile } from '../../../../support/trail.ts';

const cases = {
  'policies/cases/one.yaml': `cases:
  - { why: Users are doors., request: { agent: lawyer, action: "iam:CreateUser", environment: prod }, ruling: { decision: review } }
  - { why: Reads are free., request: { agent: lawyer, action: "rds:DescribeDBInstances" }, ruling: { decision: allow } }
`,
};

/** Committed with one set of policies, then changed to another. */
async function history(now: string, files: Readonly<Record<string, string>> = {}) {
  const folder = await folderOf({
    ...cases,
    'logs/a.json': logFile(createUser, describeInstances, createUser),
    ...files,
  });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder.root,
    });
  git('init', '--quiet');
  git('add', 'policies');
  git('commit', '--quiet', '--message', 'Policies');
  await writeFile(folder.path('policies/test.cedar'), now);
  return folder;
}

const laxer = `${starterCedar.replace(/@id\("no-tampering"\).*\n/, '').replace('security: 1, approvers: 1', 'security: 1')}
@id("exports") @approvals("data-owners: 1") permit (principal, action in Action::"data-export", resource);`;

describe('countersign policy diff', () => {
  it('says which policies changed, and which cases and calls are ruled on differently', async () => {
    const { options, path } = await history(laxer);
    const { out, err, code } = await runPolicy('diff', 'HEAD', '--backtest', path('logs'), ...options);
    const was =
      '    was review by approvers: 1, security: 1 within 30 minutes, run by countersign, risk high';
    const is = '    is  review by security: 1 within 30 minutes, run by countersign, risk high';
    expect(out.trim().split('\n')).toEqual([
      'Policies:',
      `  + exports (${path('policies/test.cedar')}:5)`,
      `  ~ identity (${path('policies/test.cedar')}:2)`,
      `  - no-tampering (${path('policies/test.cedar')}:2)`,
      'No case has changed.',
      '1 of 2 cases are ruled on differently.',
      `  ${path('policies/cases/one.yaml')}:2:5 Users are doors.`,
      was,
      is,
      '2 of 3 calls are ruled on differently.',
      '  2 × lawyer iam:CreateUser',
      was,
      is,
    ]);
    expect([err, code]).toEqual(['', 0]);
  });

  it('says it as JSON, of no more calls than the sample has', async () => {
    const { options, path } = await history(laxer);
    const { out } = await runPolicy(
      'diff',
      'HEAD',
      '--backtest',
      path('logs'),
      '--sample',
      '1',
      '--json',
      ...options,
    );
    expect(JSON.parse(out)).toMatchObject({
      calls: [{ agent: 'lawyer', times: 1 }],
      compared: { cases: 2, calls: 1 },
    });
  });

  it('sees who stands in for whom, whether a yes needs a reason, and where it is asked', async () => {
    const now = starterCedar.replace(
      '@expires("30m")',
      '@expires("30m") @substitute("20m: approvers -> legal") @reason("required") @channel("secrecy")',
    );
    const settings = `${starterFiles['settings.yaml']}slack: { secretName: x, channels: { secrecy: { id: C0SECRECY } } }\n`;
    const { options } = await history(now, { 'settings.yaml': settings });
    expect((await runPolicy('diff', 'HEAD', ...options)).out).toContain(
      'is  review by approvers: 1, security: 1 within 30 minutes, legal in the place of approvers after 20 minutes, with a reason, in the channel secrecy, run by countersign, risk high',
    );
  });

  it('says so when nothing has changed', async () => {
    const { options } = await history(starterCedar);
    expect((await runPolicy('diff', 'HEAD', ...options)).out).toBe(
      'No policy has changed.\nNo case has changed.\n0 of 2 cases are ruled on differently.\n0 of 0 calls are ruled on differently.\n',
    );
  });

  it('compares by the cases of both sides, and says which came and went', async () => {
    const { options, path } = await history(laxer);
    const file = path('policies/cases/one.yaml');
    await writeFile(
      file,
      `cases:
  - { why: Reads are free., request: { agent: lawyer, action: "rds:DescribeDBInstances" }, ruling: { decision: refuse } }
  - { why: Exports are asked for., request: { agent: lawyer, action: "rds:StartExportTask" }, ruling: { decision: review } }
`,
    );
    const { out, code } = await runPolicy('diff', 'HEAD', ...options);
    expect(out).toContain(`Cases:
  ~ Reads are free. (${file}:2:5)
  + Exports are asked for. (${file}:3:5)
  - Users are doors. (${file}:2:5)
2 of 3 cases are ruled on differently.
  ${file}:3:5 Exports are asked for.
    was refuse, risk high
    is  review by data-owners: 1 within 1 hour, run by countersign, risk medium
  ${file}:2:5 Users are doors.
    was review by approvers: 1, security: 1 within 30 minutes, run by countersign, risk high
    is  review by security: 1 within 30 minutes, run by countersign, risk high
`);
    expect(code).toBe(0);
    const { out: json } = await runPolicy('diff', 'HEAD', '--json', ...options);
    expect(JSON.parse(json)).toMatchObject({
      expectations: [
        expect.stringMatching(/^~ /),
        expect.stringMatching(/^\+ /),
        expect.stringMatching(/^- /),
      ],
    });
  });

  it('loses no case when all are deleted', async () => {
    const { options, path } = await history(laxer);
    await rm(path('policies/cases'), { recursive: true });
    expect((await runPolicy('diff', 'HEAD', ...options)).out).toContain(
      '1 of 2 cases are ruled on differently.',
    );
  });

  it('says so outside of any repository', async () => {
    const { options, path } = await folderOf(cases);
    const { err, code } = await runPolicy('diff', 'HEAD', ...options);
    expect([err, code]).toEqual([`${path('policies')} is in no git repository\n`, 1]);
  });

  it('compares with policies that did not know the agent yet', async () => {
    const { options, path } = await history(starterCedar);
    const added =
      '  - { id: novice, roles: ["arn:aws:iam::*:role/agent-novice"], owners: [legal.one@example.com], groups: [] }\n';
    await writeFile(path('policies/directory.yaml'), directoryYaml + added);
    await writeFile(
      path('policies/cases/two.yaml'),
      'cases:\n  - { why: New., request: { agent: novice, action: "rds:DescribeDBInstances" }, ruling: { decision: allow } }\n',
    );
    const { out } = await runPolicy('diff', 'HEAD', ...options);
    expect(out).toContain('was not possible: agent: the directory has no novice');
  });

  it.each([['no-such-branch'], ['--all'], ['HEAD:policies']])('refuses the revision %s', async (revision) => {
    const { options, path } = await history(starterCedar);
    const { err, code } = await runPolicy('diff', ...options, '--', revision);
    expect([err, code]).toEqual([`git knows no revision ${revision} in ${path('policies')}\n`, 1]);
  });

  it('refuses a revision from before there were policies', async () => {
    const { options, root, path } = await history(starterCedar);
    const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
    const git = (...args: string[]) =>
      execFileSync('git', [...author, ...args], { cwd: root, encoding: 'utf8' });
    const empty = git('commit-tree', '4b825dc642cb6eb9a060e54bf8d69288fbee4904', '-m', 'Nothing').trim();
    expect((await runPolicy('diff', empty, ...options)).err).toBe(
      `${empty} has no policies in ${path('policies')}\n`,
    );
  });

  it('tells the errors that the old policies had', async () => {
    const { options, path } = await history(starterCedar, { 'policies/broken.cedar': 'permit' });
    await writeFile(path('policies/broken.cedar'), '');
    const { err, code } = await runPolicy('diff', 'HEAD', ...options);
    expect(err).toContain('broken.cedar:1:7 unexpected end of input');
    expect(err).toContain('The policies of HEAD have errors of their own.');
    expect(code).toBe(1);
  });
});

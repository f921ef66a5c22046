import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { boundaryCommand } from '../../../../../clients/cli/boundary/command.ts';
import { caughtTerminal } from '../../../../support/caught-terminal.ts';

const ours = ['--settings', 'infra/settings/trial.yaml', '--policies', 'policies'];

async function run(...args: string[]) {
  const { said, terminal } = caughtTerminal();
  await boundaryCommand(terminal).parseAsync(args, { from: 'user' });
  const { out, err, code } = said;
  return { out, err, code };
}

/** The people and agents of this repository under one policy: what it does not permit is behind the gate. */
async function underOnly(cedar: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-boundary-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp('policies/directory.yaml', join(folder, 'directory.yaml'));
  await writeFile(join(folder, 'only.cedar'), cedar);
  return folder;
}

describe('countersign boundary explain', () => {
  it('says in two lines what becomes of an action, and why', async () => {
    expect(await run('explain', 'ecr:deleterepositorypolicy', ...ours)).toEqual({
      out: 'ecr:DeleteRepositoryPolicy is denied.\n  It manages permissions, as IAM sorts its actions, and no policy allows it plainly.\n',
      err: '',
      code: 0,
    });
  });

  it('says it as JSON', async () => {
    const { out } = await run('explain', 'iam:PassRole', '--json', ...ours);
    expect(JSON.parse(out)).toEqual({ action: 'iam:PassRole', kind: 'named-roles', roles: [] });
  });

  it('ends with 1 where there is no such action', async () => {
    expect(await run('explain', 'iam:Nothing', ...ours)).toEqual({
      out: '',
      err: 'IAM has no action iam:Nothing.\n',
      code: 1,
    });
  });

  it('tells what is wrong with settings or policies, as a synth does', async () => {
    const { err, code } = await run('explain', 'iam:PassRole', '--settings', 'nowhere.yaml');
    expect([err, code]).toEqual([
      `nowhere.yaml is not there, as seen from ${process.cwd()}: give the path of the settings.\n`,
      1,
    ]);
  });
});

describe('countersign boundary audit', () => {
  it('counts the published paths and excuses by name those that stay open', async () => {
    const { out, code } = await run('audit', ...ours);
    expect(out).toMatch(
      /^gated: of 443 published paths 0 are open to an agent whose role allows everything\.\n/,
    );
    expect(out).toContain(
      '\n  cloudsplaining-exfiltration/s3:GetObject: Reading objects is what agents do all day.',
    );
    expect(code).toBe(0);
  });

  it('ends with 2 where policies open a path, and tells what would close it', async () => {
    const policies = await underOnly(
      '@id("keys") permit (principal, action == Action::"iam:CreateAccessKey", resource);',
    );
    const { out, code } = await run('audit', '--json', ...ours, '--policies', policies);
    const { open } = JSON.parse(out) as { open: { key: string; closers: string[][] }[] };
    expect(open.find(({ key }) => key === 'pathfinding-cloud/iam-002')?.closers).toEqual([
      ['iam:CreateAccessKey'],
    ]);
    expect(code).toBe(2);
  });

  it('audits a closed boundary the same way', async () => {
    const { out } = await run(
      'audit',
      '--settings',
      'infra/settings/production.yaml',
      '--policies',
      'policies',
    );
    expect(out).toMatch(/^closed: of 443 published paths 0 are open/);
  });
});

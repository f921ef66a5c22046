import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PolicyBundle } from '../../core/policy/bundle.ts';
import { functionSpecs } from '../../functions/specs.ts';
import { assembly } from '../support/synthesize-once.ts';
import { hashOfCode } from './bundle-files.ts';

const flags = (JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: object }).context;

/** Runs the CDK app as the CLI does, in an environment that knows no AWS account. */
function synthesize(sources: Record<string, string>, cwd = process.cwd()) {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  const { status, stderr } = spawnSync(process.execPath, [resolve('infra/app.ts')], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...flags, ...sources }),
    },
  });
  return { status, stderr, outdir };
}

it('stops at a setting that is wrong with one line and no stack trace', () => {
  const { status, stderr } = synthesize({ stage: 'nowhere' });
  expect(status).toBe(1);
  expect(stderr).toBe(
    'infra/settings has no nowhere.yaml: use -c stage=<one of production, trial>, write that file, or give another with -c settings=<file>.\n',
  );
});

describe('settings and policies of a repository of their own', () => {
  const ours = realpathSync(mkdtempSync(join(tmpdir(), 'ours-')));
  const settings = readFileSync('infra/settings/trial.yaml', 'utf8').replace(
    'stage: trial',
    'stage: elsewhere',
  );
  writeFileSync(join(ours, 'elsewhere.yaml'), settings);
  cpSync('policies', join(ours, 'rules'), { recursive: true });
  mkdirSync(join(ours, 'ci'));

  it('are deployed from where they lie, seen from where the app is started', () => {
    const given = { settings: '../elsewhere.yaml', policies: '../rules' };
    const { status, stderr, outdir } = synthesize(given, join(ours, 'ci'));
    expect([status, stderr]).toEqual([0, '']);
    const manifest = readFileSync(join(outdir, 'manifest.json'), 'utf8');
    expect(manifest).toContain('countersign-elsewhere-approval');
    const bundled = readFileSync(join(outdir, 'bundles/submit/policy.json'), 'utf8');
    const { policies } = JSON.parse(bundled) as PolicyBundle;
    expect(policies.length).toBeGreaterThan(0);
    expect(policies.filter(({ file }) => !/^[a-z-]+\.cedar$/.test(file))).toEqual([]);
    expect(bundled).not.toContain(ours);
    // The code is the same, byte by byte, whoever makes it where.
    for (const { name } of Object.values(functionSpecs))
      expect(hashOfCode(join(outdir, 'bundles', name)), name).toBe(
        hashOfCode(join(assembly, 'bundles', name)),
      );
  }, 240_000);

  it('are named as they were given where something is wrong with them', () => {
    writeFileSync(join(ours, 'rules/late.cedar'), '@id("late")\npermit (principal, action resource);\n');
    const given = { settings: '../elsewhere.yaml', policies: '../rules' };
    const { status, stderr } = synthesize(given, join(ours, 'ci'));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\.\.\/rules\/late\.cedar:2:\d+ [^\n]+\n$/);
  });
});

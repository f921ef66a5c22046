import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Runs the CDK app as the CLI does, in an environment that knows no AWS account. */
const synthesize = (stage: string) =>
  spawnSync(process.execPath, ['infra/app.ts'], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: mkdtempSync(join(tmpdir(), 'cdk-out-')),
      CDK_CONTEXT_JSON: JSON.stringify({ stage }),
    },
  });

it('stops at a setting that is wrong with one line and no stack trace', () => {
  const { status, stderr } = synthesize('nowhere');
  expect(status).toBe(1);
  expect(stderr).toBe(
    'infra/settings has no nowhere.yaml: use -c stage=<one of production, trial> or write that file.\n',
  );
});

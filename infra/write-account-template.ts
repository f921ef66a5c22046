import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addAccount } from './add-account.ts';
import type { Made } from './add-countersign.ts';
import type { Config } from './settings-schema.ts';

/**
 * The template for accounts that this deployment does not reach: a StackSet takes it, or whoever deploys there. Of an app of
 * its own, for `cdk deploy --all` would deploy it here. Without white space, which CloudFormation counts.
 */
export function writeAccountTemplate(config: Config, made: Omit<Made, 'functions'>, folder: string): void {
  const outdir = mkdtempSync(join(tmpdir(), 'countersign-account-'));
  const app = new App({
    outdir,
    autoSynth: false,
    analyticsReporting: false,
    treeMetadata: false,
    postCliContext: { 'aws:cdk:enable-path-metadata': false },
    builtinCloudFormationValidation: false,
  });
  addAccount(app, config, made);
  const [stack] = app.synth().stacks;
  writeFileSync(join(folder, 'account.template.json'), JSON.stringify(stack?.template));
  rmSync(outdir, { recursive: true });
}

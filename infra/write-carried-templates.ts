import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addAccount, addCopies, addRegion, type MadeForAccounts } from './add-carried-stacks.ts';
import type { Config } from './settings-schema.ts';

const carried = { account: addAccount, region: addRegion, copies: addCopies };

/**
 * The templates for accounts that this deployment does not reach: StackSets take them, or whoever deploys there. Each of an
 * app of its own, for `cdk deploy --all` would deploy it here. Without white space, which CloudFormation counts.
 */
export function writeCarriedTemplates(config: Config, made: MadeForAccounts, folder: string): void {
  for (const [name, add] of Object.entries(carried)) {
    const outdir = mkdtempSync(join(tmpdir(), `countersign-${name}-`));
    const app = new App({
      outdir,
      autoSynth: false,
      analyticsReporting: false,
      treeMetadata: false,
      postCliContext: { 'aws:cdk:enable-path-metadata': false },
      builtinCloudFormationValidation: false,
    });
    add(app, config, made);
    const [stack] = app.synth().stacks;
    if (stack) writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(stack.template));
    rmSync(outdir, { recursive: true });
  }
}

import { type App, Tags } from 'aws-cdk-lib';
import type { Made } from './add-countersign.ts';
import { nameOf, stageTag } from './name-of.ts';
import type { Config } from './settings-schema.ts';
import { AccountStack } from './stacks/account-stack.ts';
import { CopiesStack } from './stacks/copies-stack.ts';
import { RegionStack } from './stacks/region-stack.ts';
import { withoutBootstrap } from './without-bootstrap.ts';

export type MadeForAccounts = Omit<Made, 'functions'>;

/** The stack of every account but the home one, the same for all. */
export function addAccount(app: App, config: Config, { gate, permissions }: MadeForAccounts): void {
  new AccountStack(app, 'AccountStack', {
    config,
    stackName: nameOf(config, 'account'),
    synthesizer: withoutBootstrap(),
    permissions,
    place: { boundary: gate.boundary },
  });
  Tags.of(app).add(stageTag, config.stage);
}

/** The stack of every region that is watched, of every account but the home one. */
export function addRegion(app: App, config: Config, { gate }: Pick<Made, 'gate'>): void {
  new RegionStack(app, 'RegionStack', {
    config,
    stackName: nameOf(config, 'region'),
    synthesizer: withoutBootstrap(),
    rules: gate.eventRules,
    carried: true,
  });
  Tags.of(app).add(stageTag, config.stage);
}

/** The bucket for copies of digest files, where the settings name one: to the account that guards it. */
export function addCopies(app: App, config: Config): void {
  if (!config.digestCopy) return;
  new CopiesStack(app, 'CopiesStack', {
    config,
    stackName: nameOf(config, 'copies'),
    synthesizer: withoutBootstrap(),
    bucketName: config.digestCopy.bucket,
  });
  Tags.of(app).add(stageTag, config.stage);
}

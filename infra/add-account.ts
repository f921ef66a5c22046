import { type App, DefaultStackSynthesizer, type IStackSynthesizer, Tags } from 'aws-cdk-lib';
import type { Made } from './add-countersign.ts';
import { nameOf, stageTag } from './name-of.ts';
import type { Config } from './settings-schema.ts';
import { AccountStack } from './stacks/account-stack.ts';

/** The stack of every account but the home one, the same for all. It has no assets: no account needs a bootstrap for it. */
export function addAccount(app: App, config: Config, { gate, permissions }: Omit<Made, 'functions'>): void {
  new AccountStack(app, 'AccountStack', {
    config,
    stackName: nameOf(config, 'account'),
    synthesizer: withoutBootstrap(),
    permissions,
    place: { boundary: gate.boundary },
  });
  Tags.of(app).add(stageTag, config.stage);
}

/** The CDK's class does not say that it is what it is: its types do not tell a member that is left out from an undefined one. */
const withoutBootstrap = (): IStackSynthesizer =>
  new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;

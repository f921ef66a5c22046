import { DefaultStackSynthesizer, type IStackSynthesizer } from 'aws-cdk-lib';

/**
 * For stacks without assets: no account and no region needs a bootstrap for them. The CDK's class does not say that it is what
 * it is: its types do not tell a member that is left out from an undefined one.
 */
export const withoutBootstrap = (): IStackSynthesizer =>
  new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;

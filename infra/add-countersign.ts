import { type App, Tags } from 'aws-cdk-lib';
import type { AccountPermissions } from './account-permissions.ts';
import type { AgentGate } from './agent-gate.ts';
import type { BundledFunction } from './bundles.ts';
import { constructIdOf, nameOf, stageTag } from './name-of.ts';
import type { Config } from './settings-schema.ts';
import { AccountStack } from './stacks/account-stack.ts';
import { ApprovalStack } from './stacks/approval-stack.ts';
import { AuditStack } from './stacks/audit-stack.ts';
import { RegionStack } from './stacks/region-stack.ts';
import { watchedRegions } from './watched-regions.ts';
import { withoutBootstrap } from './without-bootstrap.ts';

/** What is made of the sources before anything is deployed. */
export interface Made {
  functions: readonly BundledFunction[];
  gate: AgentGate;
  permissions: AccountPermissions;
}

/** A whole deployment: what must not be lost, and what can be deployed again. */
export function addCountersign(app: App, config: Config, { functions, gate, permissions }: Made): void {
  const env = { region: config.region, ...(config.account && { account: config.account }) };
  const audit = new AuditStack(app, 'AuditStack', {
    config,
    env,
    stackName: nameOf(config, 'audit'),
    functions,
  });
  new ApprovalStack(app, 'ApprovalStack', {
    config,
    env,
    stackName: nameOf(config, 'approval'),
    functions,
    boundary: gate.boundary,
    audit,
  });
  const account = new AccountStack(app, 'AccountStack', {
    config,
    env,
    stackName: nameOf(config, 'account'),
    permissions,
    place: { apiId: audit.address.api.apiId },
  });
  account.addStackDependency(audit);
  for (const region of watchedRegions(config)) {
    const stack = new RegionStack(app, `RegionStack${constructIdOf(`-${region}`)}`, {
      config,
      env: { ...env, region },
      stackName: nameOf(config, 'region'),
      synthesizer: withoutBootstrap(),
      rules: gate.eventRules,
    });
    stack.addStackDependency(account);
  }
  Tags.of(app).add(stageTag, config.stage);
}

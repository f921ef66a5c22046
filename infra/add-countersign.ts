import { type App, Tags } from 'aws-cdk-lib';
import type { AgentGate } from './agent-gate.ts';
import type { BundledFunction } from './bundles.ts';
import { nameOf, stageTag } from './name-of.ts';
import type { Config } from './settings-schema.ts';
import { ApprovalStack } from './stacks/approval-stack.ts';
import { AuditStack } from './stacks/audit-stack.ts';

/** What is made of the sources before anything is deployed. */
export interface Made {
  functions: readonly BundledFunction[];
  gate: AgentGate;
}

/** A whole deployment: what must not be lost, and what can be deployed again. */
export function addCountersign(app: App, config: Config, { functions, gate }: Made): void {
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
  Tags.of(app).add(stageTag, config.stage);
}

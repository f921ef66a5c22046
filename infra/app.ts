import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { functionSpecs } from '../functions/specs.ts';
import { accountPermissions } from './account-permissions.ts';
import { addCountersign } from './add-countersign.ts';
import { agentGate } from './agent-gate.ts';
import { writeBundles } from './bundles.ts';
import { loadConfig } from './config.ts';
import { exitOnError } from './loaded.ts';
import { loadPolicies } from './policies.ts';
import { published } from './published.ts';
import { findSources } from './sources.ts';
import { writeAgentGate } from './write-agent-gate.ts';
import { writeCarriedTemplates } from './write-carried-templates.ts';

// The CDK's own check of templates costs 2 s of each synth and does less than cfn-lint, which CI runs.
const app = new App({ builtinCloudFormationValidation: false });
const context = (name: string): string | undefined => app.node.tryGetContext(name)?.toString();
const sources = exitOnError(
  findSources({ stage: context('stage'), settings: context('settings'), policies: context('policies') }),
);
const config = exitOnError(loadConfig(sources.settings));
const policies = exitOnError(loadPolicies(config, sources));
const known = await published();
const gate = exitOnError(agentGate(policies, config, known));
const permissions = exitOnError(accountPermissions(policies, known.reference));
// Beside the output that they are copied to: two synths at a time do not meet.
const functions = await writeBundles(
  functionSpecs,
  policies,
  join(app.outdir, 'bundles'),
  // `npm start` and the tests say where; what is deployed is made anew.
  context('bundlesKeptIn'),
);
const agents = join(app.outdir, 'agents');
writeAgentGate(gate, agents);
writeCarriedTemplates(config, { gate, permissions }, agents);
addCountersign(app, config, { functions, gate, permissions });
// Its rules read properties that the CDK has deprecated, and each synth would print that.
process.env.JSII_DEPRECATED = 'quiet';
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

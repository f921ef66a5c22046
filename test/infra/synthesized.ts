import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { JsonObject } from '../../core/lib/json.ts';
import { addCountersign } from '../../infra/add-countersign.ts';
import { type AgentGate, agentGate } from '../../infra/agent-gate.ts';
import { loadConfig } from '../../infra/config.ts';
import { type Bundles, functionNames } from '../../infra/function-names.ts';
import type { Loaded } from '../../infra/loaded.ts';
import { loadPolicies, type PolicySet } from '../../infra/policies.ts';
import type { Config } from '../../infra/settings-schema.ts';

export interface Resource {
  logicalId: string;
  type: string;
  properties: JsonObject;
  /** What happens to it when its stack is deleted. */
  deletionPolicy: string;
}

export const config = (stage: string): Config => orThrow(loadConfig(stage));

/** The policies of this repository, under these settings. */
export const policySet = (settings: Config): PolicySet => orThrow(loadPolicies(settings));

export const gateOf = (settings: Config): AgentGate => orThrow(agentGate(policySet(settings), settings));

function orThrow<T>(loaded: Loaded<T>): T {
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.value;
}

/** Empty bundles: what is in a function does not change what it may do. */
function emptyBundles(): Bundles {
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  const folders = functionNames.map((name) => [name, join(folder, name)] as const);
  for (const [name, path] of folders) {
    mkdirSync(path);
    writeFileSync(join(path, 'index.mjs'), `// ${name}`);
  }
  return Object.fromEntries(folders) as Bundles;
}

/** The app as cdk.json would start it, before it is synthesized. */
export function appOf(settings: Config): App {
  const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
    context: JsonObject;
  };
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  const app = new App({ context, outdir, builtinCloudFormationValidation: false });
  addCountersign(app, settings, { bundles: emptyBundles(), gate: gateOf(settings) });
  return app;
}

/** Every resource of a deployment, both stacks together. */
export function synthesize(settings: Config): Resource[] {
  return appOf(settings)
    .synth()
    .stacks.flatMap(({ template }) => Object.entries(template.Resources as Record<string, CfnResource>))
    .map(([logicalId, { Type, Properties = {}, DeletionPolicy = 'Delete' }]) => ({
      logicalId,
      type: Type,
      properties: Properties,
      deletionPolicy: DeletionPolicy,
    }));
}

interface CfnResource {
  Type: string;
  Properties?: JsonObject;
  DeletionPolicy?: string;
}

export const ofType = (resources: Resource[], type: string): Resource[] =>
  resources.filter((resource) => resource.type === type);

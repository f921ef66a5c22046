import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { JsonObject } from '../../core/lib/json.ts';
import { type FunctionSpecs, functionSpecs } from '../../functions/specs.ts';
import { type AccountPermissions, accountPermissions } from '../../infra/account-permissions.ts';
import { addAccount, addCopies, addRegion } from '../../infra/add-carried-stacks.ts';
import { addCountersign } from '../../infra/add-countersign.ts';
import { type AgentGate, agentGate } from '../../infra/agent-gate.ts';
import type { BundledFunction } from '../../infra/bundles.ts';
import { loadConfig } from '../../infra/config.ts';
import type { Loaded } from '../../infra/loaded.ts';
import { loadPolicies, type PolicySet } from '../../infra/policies.ts';
import { published as readPublished } from '../../infra/published.ts';
import type { Config } from '../../infra/settings-schema.ts';
import { findSources, type Sources } from '../../infra/sources.ts';
import { assembly, stage } from '../support/synthesize-once.ts';

export interface Resource {
  logicalId: string;
  type: string;
  properties: JsonObject;
  /** What happens to it when its stack is deleted. */
  deletionPolicy: string;
}

export const published = await readPublished();

const sourcesOf = (stage: string): Sources => orThrow(findSources({ stage }));

export const config = (stage: string): Config => orThrow(loadConfig(sourcesOf(stage).settings));

/**
 * Settings that are alike in all that is read of them give the same: what takes long is made once for all files that a worker
 * runs, and changed by none.
 */
function onceFor<T>(make: (settings: Config) => T): (settings: Config) => T {
  const made: { read: ReadonlyMap<PropertyKey, string>; value: T }[] = [];
  return (settings) => {
    const known = made.find(({ read }) => [...read].every(([name, was]) => was === textAt(settings, name)));
    if (known) return known.value;
    const read = new Map<PropertyKey, string>();
    const value = make(noting(settings, (name) => read.set(name, textAt(settings, name))));
    made.push({ read, value });
    return value;
  };
}

const itsNames = Symbol('its names');
const textAt = (settings: Config, name: PropertyKey): string =>
  JSON.stringify(name === itsNames ? Object.keys(settings) : Reflect.get(settings, name)) ?? '';

/** Tells of every setting that is read, or asked for. */
const noting = (settings: Config, note: (name: PropertyKey) => void): Config =>
  new Proxy(settings, {
    get(target, name) {
      note(name);
      return Reflect.get(target, name);
    },
    has(target, name) {
      note(name);
      return Reflect.has(target, name);
    },
    ownKeys(target) {
      note(itsNames);
      return Reflect.ownKeys(target);
    },
  });

/** The policies of this repository, under these settings. */
export const policySet = onceFor(
  (settings): PolicySet => orThrow(loadPolicies(settings, sourcesOf(settings.stage))),
);

export const gateOf = onceFor(
  (settings): AgentGate => orThrow(agentGate(policySet(settings), settings, published)),
);

/** The same for every stage: nothing of it stands on settings. */
let permissions: AccountPermissions | undefined;
export function permissionsOf(settings: Config): AccountPermissions {
  permissions ??= orThrow(accountPermissions(policySet(settings), published.reference));
  return permissions;
}

function orThrow<T>(loaded: Loaded<T>): T {
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.value;
}

/** Empty bundles: what is in a function does not change what it may do. */
function emptyBundles(specs: FunctionSpecs): BundledFunction[] {
  const root = mkdtempSync(join(tmpdir(), 'bundles-'));
  return Object.values(specs).map((spec) => {
    const folder = join(root, spec.name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.mjs'), `// ${spec.name}`);
    return { spec, folder };
  });
}

function appWithContext(): App {
  const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
    context: JsonObject;
  };
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  return new App({ context, outdir, builtinCloudFormationValidation: false });
}

/** The app as cdk.json would start it, before it is synthesized. */
export function appOf(settings: Config, specs: FunctionSpecs = functionSpecs): App {
  const app = appWithContext();
  addCountersign(app, settings, {
    functions: emptyBundles(specs),
    gate: gateOf(settings),
    permissions: permissionsOf(settings),
  });
  return app;
}

/** The app of the template that goes to other accounts. */
export function accountAppOf(settings: Config): App {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  addAccount(app, settings, { gate: gateOf(settings), permissions: permissionsOf(settings) });
  return app;
}

/** The app of the template that goes to the regions of other accounts. */
export function regionAppOf(settings: Config): App {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  addRegion(app, settings, { gate: gateOf(settings) });
  return app;
}

/** The app of the template that goes to the account where digest files are copied. */
export function copiesAppOf(settings: Config): App {
  const app = appWithContext();
  addCopies(app, settings);
  return app;
}

/** Every resource of a deployment, its stacks together. */
export const synthesize = (settings: Config, specs?: FunctionSpecs): Resource[] =>
  specs ? resourcesOf(appOf(settings, specs)) : deployed(settings);

const deployed = onceFor((settings): Resource[] =>
  JSON.stringify(settings) === JSON.stringify(config(stage))
    ? stacksIn(assembly).flatMap(resourcesIn)
    : resourcesOf(appOf(settings)),
);

export const resourcesOf = (app: App): Resource[] =>
  app.synth().stacks.flatMap(({ template }) => resourcesIn(template));

/** What the app wrote when it was synthesized once for all suites. */
const stacksIn = (folder: string): Template[] => {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  return Object.values(artifacts)
    .filter(({ type }) => type === 'aws:cloudformation:stack')
    .map(({ properties: { templateFile = '' } = {} }) =>
      JSON.parse(readFileSync(join(folder, templateFile), 'utf8')),
    );
};

const resourcesIn = ({ Resources }: Template): Resource[] =>
  Object.entries(Resources).map(([logicalId, { Type, Properties = {}, DeletionPolicy = 'Delete' }]) => ({
    logicalId,
    type: Type,
    properties: Properties,
    deletionPolicy: DeletionPolicy,
  }));

interface Manifest {
  artifacts: Record<string, { type: string; properties?: { templateFile?: string } }>;
}

interface Template {
  Resources: Record<string, CfnResource>;
}

interface CfnResource {
  Type: string;
  Properties?: JsonObject;
  DeletionPolicy?: string;
}

export const ofType = (resources: Resource[], type: string): Resource[] =>
  resources.filter((resource) => resource.type === type);

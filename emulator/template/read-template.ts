import type { z } from 'zod';
import type { Json } from '../lib/json.ts';
import { type Attempt, attempt } from '../lib/not-implemented-locally.ts';
import {
  type Assembly,
  type Location,
  readAssembly,
  readTemplateFile,
  type TemplateFile,
} from './assembly.ts';
import { createLinker, type Linked } from './linker.ts';
import type { ResourceType, ResourceTypes } from './resource-type.ts';

/** One resource with nothing left to resolve, its properties as its type's schema reads them. */
export interface Resource<Type extends ResourceType = ResourceType> {
  /** As people know it: its path in the CDK app. */
  path: string;
  logicalId: string;
  name: string;
  ref: string;
  properties: z.infer<Type['properties']>;
  attribute(name: string): string;
}

/** The resources of the types that one service plays. */
export interface Resources<Types extends ResourceTypes> {
  all<Name extends keyof Types & string>(type: Name): Resource<Types[Name]>[];
}

/** All stacks of an assembly, linked. */
export interface Template {
  location: Location;
  resourcesOf<Types extends ResourceTypes>(types: Types): Resources<Types>;
  /** The file or folder behind an object key of the assets bucket. */
  asset(objectKey: string): string;
  stacks: readonly TemplateStack[];
}

export interface TemplateStack {
  name: string;
  outputs: Readonly<Record<string, Json>>;
}

export interface TemplateSource {
  /** The folder that the CDK app wrote: `cdk.out`. */
  assembly: string;
  /** Where stacks stand that were synthesized for no account or region in particular. */
  location: Location;
  /** Which stacks of it, by name. Left out: all. */
  isIncluded?: (stackName: string) => boolean;
}

/** Every problem at once: whoever adds a resource learns all that is missing for it in one start. */
export function readTemplate(source: TemplateSource | TemplateFile, types: ResourceTypes): Attempt<Template> {
  const { location } = source;
  const assembly = 'file' in source ? readTemplateFile(source) : includedIn(source);
  const linker = createLinker(assembly, types);
  const problems: string[] = [];
  const byType = new Map<ResourceType, Resource[]>();
  for (const linked of linker.resources) {
    const { type, path } = linked;
    if (!type) {
      problems.push(`${path}: ${linked.typeName} is not implemented locally`);
      continue;
    }
    const read = attempt(() => understand(linked, type));
    if (read.ok) byType.set(type, [...(byType.get(type) ?? []), read.value]);
    else problems.push(...read.problems.map((problem) => `${path}: ${problem}`));
  }
  const stacks = attempt(() => ({ ok: true, value: linker.stacks() }));
  if (!stacks.ok) problems.push(...stacks.problems);
  if (problems.length > 0 || !stacks.ok) return { ok: false, problems };

  const { account, region } = assembly.stacks[0] ?? location;
  const template: Template = {
    location: { account, region },
    resourcesOf: <Types extends ResourceTypes>(own: Types) => ({
      // The map files each resource under its own type.
      all: <Name extends keyof Types & string>(name: Name) =>
        (byType.get(own[name] as ResourceType) ?? []) as Resource<Types[Name]>[],
    }),
    asset: (objectKey) => assetOf(assembly, objectKey),
    stacks: stacks.value,
  };
  return { ok: true, value: template };
}

function includedIn({ assembly, location, isIncluded = () => true }: TemplateSource): Assembly {
  const whole = readAssembly(assembly, location);
  return { ...whole, stacks: whole.stacks.filter(({ name }) => isIncluded(name)) };
}

function understand(linked: Linked, type: ResourceType): Attempt<Resource> {
  const parsed = type.properties.safeParse(linked.properties());
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => describe(linked.typeName, issue)) };
  const { path, logicalId, name, ref, attribute } = linked;
  return {
    ok: true,
    value: { path, logicalId, name: name(), ref: ref(), attribute, properties: parsed.data },
  };
}

function describe(type: string, issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${type} property ${[...issue.path, key].join('.')} is not implemented locally`,
    );
  }
  return [
    `${type} property ${issue.path.join('.')} has a value that is not implemented locally: ${issue.message}`,
  ];
}

function assetOf(assembly: Assembly, objectKey: string): string {
  const path = assembly.assets.get(objectKey);
  if (!path) throw new Error(`No asset of the assembly has the key ${objectKey}. Synthesize again.`);
  return path;
}

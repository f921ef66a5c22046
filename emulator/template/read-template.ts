import type { z } from 'zod';
import type { Json } from '../../core/lib/json.ts';
import { NotImplementedLocally } from '../lib/not-implemented-locally.ts';
import { type Assembly, type Location, readAssembly } from './assembly.ts';
import { createLinker, type Linked } from './linker.ts';
import type { ResourceType } from './resource-type.ts';
import { resourceTypes, type TypeName } from './resource-types.ts';

/** One resource with nothing left to resolve, its properties as its type's schema reads them. */
export interface Resource<Type extends TypeName> {
  /** As people know it: its path in the CDK app. */
  path: string;
  logicalId: string;
  name: string;
  ref: string;
  properties: z.infer<(typeof resourceTypes)[Type]['properties']>;
  attribute(name: string): string;
}

export interface Deployment {
  all<Type extends TypeName>(type: Type): Resource<Type>[];
  /** The file or folder behind an object key of the assets bucket. */
  asset(objectKey: string): string;
  outputs: Readonly<Record<string, Json>>;
  location: Location;
}

export type ReadDeployment = { ok: true; deployment: Deployment } | { ok: false; problems: string[] };

/** Every problem at once: whoever adds a resource learns all that is missing for it in one start. */
export function readDeployment(folder: string, fallback: Location): ReadDeployment {
  const assembly = readAssembly(folder, fallback);
  const linker = createLinker(assembly);
  const problems: string[] = [];
  const byType = new Map<string, Resource<TypeName>[]>();
  for (const linked of linker.resources) {
    const { type } = linked;
    const understood = isKnown(type)
      ? attempt(() => understand(linked, resourceTypes[type]))
      : { ok: false as const, problems: [`${type} is not implemented locally`] };
    if (understood.ok) byType.set(type, [...(byType.get(type) ?? []), understood.value]);
    else problems.push(...understood.problems.map((problem) => `${linked.path}: ${problem}`));
  }
  const outputs = attempt(() => ({ ok: true, value: linker.outputs() }));
  if (!outputs.ok) problems.push(...outputs.problems);
  if (problems.length > 0 || !outputs.ok) return { ok: false, problems };

  const deployment: Deployment = {
    // The map files each resource under its own type.
    all: <Type extends TypeName>(type: Type) => (byType.get(type) ?? []) as unknown as Resource<Type>[],
    asset: (objectKey) => assetOf(assembly, objectKey),
    outputs: outputs.value,
    location: assembly.stacks[0] ?? fallback,
  };
  return { ok: true, deployment };
}

type Attempt<Value> = { ok: true; value: Value } | { ok: false; problems: string[] };

const isKnown = (type: string): type is TypeName => Object.hasOwn(resourceTypes, type);

function understand(linked: Linked, type: ResourceType): Attempt<Resource<TypeName>> {
  const parsed = type.properties.safeParse(linked.properties());
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => describe(linked.type, issue)) };
  const { path, logicalId, name, ref, attribute } = linked;
  const properties = parsed.data as Resource<TypeName>['properties'];
  return { ok: true, value: { path, logicalId, name: name(), ref: ref(), attribute, properties } };
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

function attempt<Value>(read: () => Attempt<Value>): Attempt<Value> {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotImplementedLocally) return { ok: false, problems: [error.message] };
    throw error;
  }
}

function assetOf(assembly: Assembly, objectKey: string): string {
  const path = assembly.assets.get(objectKey);
  if (!path) throw new Error(`No asset of cdk.out has the key ${objectKey}. Synthesize again: npm run synth`);
  return path;
}

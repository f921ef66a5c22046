import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Json } from '../lib/json.ts';

/** The account and region of stacks that were synthesized for no account in particular. */
export interface Location {
  account: string;
  region: string;
}

const json = z.json() as z.ZodType<Json>;

const resourceSchema = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), json).default({}),
  Condition: z.string().optional(),
  DependsOn: z.unknown().optional(),
  DeletionPolicy: z.unknown().optional(),
  UpdateReplacePolicy: z.unknown().optional(),
  Metadata: z.record(z.string(), json).default({}),
});
export type TemplateResource = z.infer<typeof resourceSchema>;

const templateSchema = z.strictObject({
  AWSTemplateFormatVersion: z.unknown().optional(),
  Description: z.unknown().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z
    .record(z.string(), z.looseObject({ Default: z.union([z.string(), z.number()]).optional() }))
    .default({}),
  /** Rules guard a deployment's parameters; nothing is deployed here. */
  Rules: z.unknown().optional(),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), json))).default({}),
  Conditions: z.record(z.string(), json).default({}),
  Resources: z.record(z.string(), resourceSchema).default({}),
  Outputs: z
    .record(
      z.string(),
      z.looseObject({
        Value: json,
        Condition: z.string().optional(),
        Export: z.object({ Name: json }).optional(),
      }),
    )
    .default({}),
});

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          file: z.string().optional(),
          stackName: z.string().optional(),
        })
        .default({}),
    }),
  ),
});

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

export interface StackTemplate extends Location, z.infer<typeof templateSchema> {
  name: string;
}

export interface Assembly {
  stacks: StackTemplate[];
  /** Object key in the assets bucket to the file or folder that was to be uploaded there. */
  assets: ReadonlyMap<string, string>;
}

/** One template by itself, as a StackSet carries it into accounts. */
export interface TemplateFile {
  file: string;
  name: string;
  location: Location;
  /** What it asks of whoever deploys it. */
  parameters: Readonly<Record<string, string>>;
}

/** It has no assets. */
export function readTemplateFile({ file, name, location, parameters }: TemplateFile): Assembly {
  const template = templateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!template.success) throw new Error(`${file}: ${z.prettifyError(template.error)}`);
  const given = Object.entries(template.data.Parameters).map(([parameter, declared]) => {
    const value = parameters[parameter] ?? declared.Default;
    if (value === undefined) throw new Error(`${file} asks for the parameter ${parameter}.`);
    return [parameter, { ...declared, Default: value }] as const;
  });
  const stack = { ...template.data, name, ...location, Parameters: Object.fromEntries(given) };
  return { stacks: [stack], assets: new Map() };
}

/** Reads what the CDK app wrote. Throws where `cdk.out` is not what the CDK writes. */
export function readAssembly(folder: string, fallback: Location): Assembly {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const artifacts = Object.entries(manifestSchema.parse(read('manifest.json')).artifacts);

  const stacks = artifacts.flatMap(([id, { type, environment = '', properties }]) => {
    if (type !== 'aws:cloudformation:stack' || !properties.templateFile) return [];
    const template = templateSchema.safeParse(read(properties.templateFile));
    if (!template.success) throw new Error(`${properties.templateFile}: ${z.prettifyError(template.error)}`);
    const [account = '', region = ''] = environment.replace('aws://', '').split('/');
    const location = {
      account: account.startsWith('unknown') ? fallback.account : account,
      region: region.startsWith('unknown') ? fallback.region : region,
    };
    return [{ name: properties.stackName ?? id, ...location, ...template.data }];
  });

  const assets = artifacts.flatMap(([, { type, properties }]) => {
    if (type !== 'cdk:asset-manifest' || !properties.file) return [];
    return Object.values(assetsSchema.parse(read(properties.file)).files).flatMap(
      ({ source, destinations }) =>
        Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path)] as const),
    );
  });
  return { stacks, assets: new Map(assets) };
}

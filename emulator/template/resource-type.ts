import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Json } from '../lib/json.ts';

/** Where a resource stands: what its names and ARNs are made of. */
export interface Identity {
  stack: string;
  logicalId: string;
  account: string;
  region: string;
  partition: string;
}

/** How this runtime understands one CloudFormation resource type. */
export interface ResourceType<Properties extends z.ZodType = z.ZodType> {
  /** Strict: an unknown key stops the start. What is known and has no effect here says why, with `noEffect`. */
  properties: Properties;
  /** The physical name; `property` resolves one of the resource's own properties, so that no cycle can arise. */
  name(at: Identity, property: (name: string) => Json | undefined): string;
  /** What `Ref` gives, where that is not the name. */
  ref?(name: string, at: Identity): string;
  attributes: Record<string, (name: string, at: Identity) => string>;
}

export type ResourceTypes = Readonly<Record<string, ResourceType>>;

export const resourceType = <Properties extends z.ZodType>(
  type: ResourceType<Properties>,
): ResourceType<Properties> => type;

/** A property we know and leave out on purpose. The reason is for the reader of the table. */
export const noEffect = (reason: string) => z.unknown().optional().describe(reason);

export const tags = noEffect('tags are for bills and inventories');

/** The name the template gives, or one made as CloudFormation makes it: stack and logical id, clipped to fit. */
export const named =
  (property: string, longest: number) =>
  (at: Identity, own: (name: string) => Json | undefined): string => {
    const given = own(property);
    return typeof given === 'string' ? given : clippedName(at, longest);
  };

export const generatedName = (at: Identity): string => clippedName(at, 255);

function clippedName(at: Identity, longest: number): string {
  const name = `${at.stack}-${at.logicalId}`;
  return name.length <= longest ? name : `${name.slice(0, longest - 9)}-${fingerprint(at).slice(0, 8)}`;
}

/** The same on every start, and different for every resource. */
export const fingerprint = (at: Identity): string =>
  createHash('sha256').update(`${at.account}/${at.region}/${at.stack}/${at.logicalId}`).digest('hex');

export const arnOf =
  (service: string, resource: (name: string) => string = (name) => name) =>
  (name: string, at: Identity): string =>
    `arn:${at.partition}:${service}:${at.region}:${at.account}:${resource(name)}`;

const statement = z.record(z.string(), z.unknown());

/** Read closely by `iam/`, which refuses what it cannot evaluate. */
export const policyDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Id: z.string().optional(),
  Statement: z.array(statement),
});

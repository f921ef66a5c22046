import type { z } from 'zod';
import type { Undo } from '../core/execution/undo.ts';
import type { JsonObject } from '../core/lib/json.ts';
import type { Secrets } from '../core/lib/redact.ts';
import type { Look } from './look.ts';
import type { SayPlace } from './say-whole.ts';

/** Where an action happens: taken from the resource's ARN, or from the caller where the ARN names no account. */
export interface Location {
  partition: string;
  account: string;
  region: string;
}

/** A deny statement's core: what agents must not be able to do by themselves. */
export interface Denial {
  actions: readonly string[];
  condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** All resources, where none are named. */
  resources?: readonly string[];
}

/** One field of an event, and the values of which it must hold one. */
export interface TrailCondition {
  path: readonly string[];
  oneOf: readonly (string | number | boolean)[];
}

/** How CloudTrail reports a call: `names` may be odd ones, such as `UpdateFunctionCode20150331v2`. */
export interface TrailEvent {
  source: string;
  names: readonly string[];
  /** What else must stand in the event for the call to be this action. */
  where?: TrailCondition;
}

/** Leave to give an agent credentials for an action: what IAM cannot see of the parameters, nobody guards then. */
export interface Grant {
  /** The IAM actions that it takes. */
  actions: readonly string[];
  /** Why its parameters need no guarding. */
  because: string;
}

/** What we know of one privileged action. Everything else derives from it. */
export interface CatalogEntry {
  /** Somebody has described it. Of the others we know what AWS publishes: people are warned, and policies see no parameters. */
  curated: boolean;
  /** `service:Operation` as IAM writes it, or a custom `name:verb`. */
  action: string;
  /** The operation of the AWS API, where IAM calls it by another name: `PutBucketReplication`. */
  operation: string;
  /** Cedar action groups, such as `data-export`. */
  groups: readonly string[];
  parameters: z.ZodType<JsonObject>;
  /** How to name the resource: `arn:{partition}:iam::{account}:role/{RoleName}`. */
  resource: string;
  /** The resource that these (parsed) parameters name, as an ARN. A request that names another one is refused. */
  arn(parameters: JsonObject, location: Location): string;
  /** The parameter by which one thing can be meant though the resource is not its ARN: one of a list, under a path, by name. */
  aliasParameter: string | undefined;
  /** The account that the parameters name where the ARN cannot: a bucket's expected owner, an assignment's target. */
  accountOf(parameters: JsonObject): string | undefined;
  /** One sentence for a person: "Attach AdministratorAccess to role etl-runner". The location is added by the card. */
  say(parameters: JsonObject, place: SayPlace): string;
  /** Values that no channel, log or record may show. Everything else is shown: nobody can sign what nobody can see. */
  secrets: Secrets;
  /** Parameters as people may see them: without `secrets`, and without what else is known only by what stands beside it. */
  hide(parameters: JsonObject): JsonObject;
  /** The parameter that is the command line of who runs it: a custom action may have one. */
  command?: string;
  /** JSON pointers to the roles (or their instance profile) that it hands to a service: iam:PassRole is needed on each. */
  passes: readonly string[];
  readOnly: boolean;
  reversible: boolean;
  /** How CloudTrail reports it; a custom action has none. */
  cloudTrail: TrailEvent | undefined;
  /** The IAM actions that allow it; a custom action has none. */
  iamActions: readonly string[];
  /** What the agents' permissions boundary denies to keep this behind the gate: its IAM actions, where not said otherwise. */
  denial: Denial;
  /** What an agent may be given credentials for, where IAM alone can hold it to what was signed. */
  grant?: Grant;
  /** A request as it could really be, for agents to imitate and tests to try. */
  example: { parameters: JsonObject; resource: string };
  /** What to look at before people decide and again before it runs. Everything that replaces something has one. */
  look?: Look;
  /** How it is taken back, where an action does that. */
  undo?: Undo;
}

export interface Catalog {
  /** Those that are curated, and the deployment's own. */
  entries: readonly CatalogEntry[];
  /** Any other operation of the services that we know is found as well: it is asked for by its name. */
  find(action: string): CatalogEntry | undefined;
}

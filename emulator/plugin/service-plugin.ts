import type { ShiftedClock } from '../clock/shifted-clock.ts';
import type { PolicyText } from '../iam/authority.ts';
import type { CredentialStore } from '../iam/credential-store.ts';
import type { Location } from '../template/assembly.ts';
import type { Resources, Template } from '../template/read-template.ts';
import type { ResourceTypes } from '../template/resource-type.ts';
import type { SdkCalls } from '../wire/sdk-service.ts';
import type { CallHandler } from '../wire/service-call.ts';
import type { Settings } from './settings.ts';

/** One service of AWS, as the emulator plays it. `registry.ts` lists them all. */
export interface ServicePlugin<
  Types extends ResourceTypes = ResourceTypes,
  Needs extends Plugins = Plugins,
  Api = unknown,
> {
  /** The CloudFormation types it plays. A type or a property that no plugin lists stops the start. */
  resourceTypes: Types;
  /** The services that it reaches inside of AWS, where no SDK call is made. */
  needs: Needs;
  /** The SDK calls that it answers. Left out: none. `create` then gives no `calls` either. */
  sdk?: SdkCalls;
  /**
   * Reads its resources and makes the service. MUST NOT open or start anything: every plugin is asked before anything
   * runs, so that all that cannot be played is told at once. May throw `NotImplementedLocally`.
   */
  create(context: ServiceContext<Types, Needs>): Created<Api>;
}

export type Plugins = Readonly<Record<string, ServicePlugin>>;

export type Created<Api> = { ok: true; service: Service<Api> } | { ok: false; problems: string[] };

export interface Service<Api = unknown> {
  /** What other services, and whoever runs the emulator, reach without an SDK call and past IAM. */
  api: Api;
  calls?: CallHandler;
  /** Before anything can be called. */
  start?(): Promise<void>;
  /** Once every service answers: lets callers in. */
  open?(): Promise<void>;
  /** The opposite of `open`: begins nothing more, and ends what runs. */
  close?(): Promise<void>;
}

/** A role that stands in an account beside its stack. */
export interface BesideRole {
  arn: string;
  policies: readonly PolicyText[];
  /** A managed policy of the account's stack. */
  boundaryArn?: string;
}

/** What a plugin is given. It takes time, randomness and the other services from nowhere else. */
export interface ServiceContext<Types extends ResourceTypes, Needs extends Plugins> {
  location: Location;
  resources: Resources<Types>;
  /** The stacks that stand in accounts where something is done: they hold roles, and rules of the regions. */
  accounts: readonly Pick<Template, 'location' | 'resourcesOf'>[];
  /** Roles of those accounts that no stack has. */
  accountRoles: readonly BesideRole[];
  stacks: Template['stacks'];
  /** The file or folder behind an object key of the assets bucket. */
  asset(objectKey: string): string;
  services: ApisOf<Needs>;
  settings: Settings;
  clock: ShiftedClock;
  randomBytes(size: number): Buffer;
  randomUuid(): string;
  credentials: CredentialStore;
  /** Where the SDK calls of functions go. MUST NOT be asked before the service is open. */
  endpointUrl(): string;
  /** Aborted when the emulator closes: nothing is tried again after that. */
  closed: AbortSignal;
}

/** What a plugin's `create` makes of it. */
export type ApiOf<Plugin> = Plugin extends { create(context: never): Created<infer Api> } ? Api : never;

export type ApisOf<Needs> = { readonly [Name in keyof Needs]: ApiOf<Needs[Name]> };

/** Infers the types of a plugin, so that none has to be written. */
export const servicePlugin = <Types extends ResourceTypes, Needs extends Plugins, Api>(
  plugin: ServicePlugin<Types, Needs, Api>,
): ServicePlugin<Types, Needs, Api> => plugin;

/** A service whose resources a template may hold and that nothing here reaches. */
export const unreached = <Types extends ResourceTypes>(resourceTypes: Types) =>
  servicePlugin({
    resourceTypes,
    needs: {},
    create: () => ({ ok: true, service: { api: undefined } }),
  });

import { randomBytes, randomUUID } from 'node:crypto';
import { createShiftedClock, type ShiftedClock } from './clock/shifted-clock.ts';
import { type CrashPoint, createCrashes } from './crashes.ts';
import { createServices } from './create-services.ts';
import type { Authority, Grant } from './iam/authority.ts';
import { type Credentials, createCredentialStore } from './iam/credential-store.ts';
import type { AccountTemplate, LoadedTemplate } from './load-template.ts';
import type { ApisOf, BesideRole } from './plugin/service-plugin.ts';
import type { Settings } from './plugin/settings.ts';
import { registry } from './registry.ts';
import type { Location } from './template/assembly.ts';
import type { CallSeen, RoleTaken } from './wire/answer-call.ts';
import { type Endpoint, openEndpoint } from './wire/endpoint.ts';
import type { Target } from './wire/target.ts';

export interface EmulatorOptions extends Partial<Omit<Settings, 'apiPort'>> {
  template: LoadedTemplate;
  /**
   * The stacks of each account where something is done, the account of `template` included, the roles beside them, and what
   * plays those accounts: it answers what their roles call.
   */
  accounts?: { stacks: readonly AccountTemplate[]; target: Target; roles?: readonly BesideRole[] };
  /** 0, and nothing, take any free port. */
  ports?: { api: number; aws: number };
  /** The time that services and functions see. */
  clock?: ShiftedClock;
  /** Told of every SDK call when it is decided and before its caller hears the answer. */
  onCall?: (seen: CallSeen) => void;
  /** Told of each AssumeRole that was understood, before its caller hears the answer. */
  onRoleTaken?: (taken: RoleTaken) => void;
}

/** A template, running in this process. What it shows beyond its addresses, AWS would not show. */
export interface Emulator extends Location {
  apiUrl: string;
  /** For `AWS_ENDPOINT_URL`. */
  awsUrl: string;
  clock: ShiftedClock;
  /** Each service from inside, past IAM. */
  services: ApisOf<typeof registry>;
  /** As STS would give them to whoever assumes the role. */
  credentialsFor(roleArn: string, sessionName: string): Credentials;
  /** Permissions that nothing has used yet. */
  unusedGrants(): Grant[];
  /** Writes a policy into a role of the template, as somebody may by hand. */
  writeIntoRole(...given: Parameters<Authority['setInlinePolicy']>): void;
  /** Ends a function right after one of its calls succeeded; resolves when that has happened. */
  crash(functionName: string, at: CrashPoint): Promise<void>;
  close(): Promise<void>;
}

export type StartEmulator = { ok: true; emulator: Emulator } | { ok: false; problems: string[] };

const defaults: Omit<Settings, 'apiPort'> = {
  secrets: {},
  environment: {},
  hosts: [],
  mayCallApi: () => false,
  mayCallAws: () => false,
  // What a developer should not wait for: AWS tries again after seconds and minutes.
  retryDelay: (failures) => Math.min(100 * 2 ** failures, 5_000),
  onLog: () => {},
  onBug: console.error,
};

export async function startEmulator({
  template,
  accounts,
  ports,
  clock = createShiftedClock(),
  onCall = () => {},
  onRoleTaken = () => {},
  ...given
}: EmulatorOptions): Promise<StartEmulator> {
  const settings: Settings = { ...defaults, ...given, apiPort: ports?.api ?? 0 };
  const closing = new AbortController();
  const credentials = createCredentialStore(randomBytes, clock.date);
  let endpoint: Endpoint | undefined;
  const endpointUrl = (): string => {
    if (!endpoint) throw new Error('No function may run before the AWS endpoint is open.');
    return endpoint.url;
  };

  const sources = { clock, randomBytes, randomUuid: randomUUID, closed: closing.signal };
  const made = createServices(registry, template, {
    ...{ settings, credentials, endpointUrl },
    ...{ accounts: accounts?.stacks ?? [], accountRoles: accounts?.roles ?? [] },
    ...sources,
  });
  if (!made.ok) return made;
  const { services, sdk } = made.created;
  const apis = made.created.apis as ApisOf<typeof registry>;
  const crashes = createCrashes(apis.lambda.named);

  const close = async (): Promise<void> => {
    closing.abort();
    for (const service of services.toReversed()) await service.close?.();
    await endpoint?.close();
  };
  try {
    for (const service of services) await service.start?.();
    endpoint = await openEndpoint({
      services: sdk,
      authority: {
        decide: (principal, need) =>
          settings.mayCallAws(principal.roleArn) ? { kind: 'allowed' } : apis.iam.decide(principal, need),
        hasRole: apis.iam.hasRole,
        setInlinePolicy: apis.iam.setInlinePolicy,
        setBoundary: apis.iam.setBoundary,
        boundaryOf: apis.iam.boundaryOf,
      },
      targetOf: ({ roleArn }) => (apis.iam.isOfAccount(roleArn) ? accounts?.target : undefined),
      secretFor: credentials.secretFor,
      onCall(seen) {
        onCall(seen);
        return crashes.onCall(seen);
      },
      onRoleTaken,
      onBug: settings.onBug,
      now: clock.date,
      randomUuid: randomUUID,
      port: ports?.aws ?? 0,
    });
    for (const service of services) await service.open?.();
  } catch (error) {
    await close();
    throw error;
  }

  const emulator: Emulator = {
    ...template.location,
    apiUrl: apis.apigateway.url(),
    awsUrl: endpoint.url,
    clock,
    services: apis,
    credentialsFor: (roleArn, sessionName) => credentials.issue({ roleArn, sessionName }),
    unusedGrants: apis.iam.unusedGrants,
    writeIntoRole: apis.iam.setInlinePolicy,
    crash: crashes.plan,
    close,
  };
  return { ok: true, emulator };
}

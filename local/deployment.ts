import { randomBytes, randomUUID } from 'node:crypto';
import type { Directory } from '../core/directory/directory.ts';
import { systemClock } from '../emulator/clock/clock.ts';
import { pauseBy } from '../emulator/clock/pause.ts';
import { createShiftedClock, type ShiftedClock } from '../emulator/clock/shifted-clock.ts';
import { type CrashPoint, createCrashes } from '../emulator/crashes.ts';
import { createAuthority, type Grant } from '../emulator/iam/authority.ts';
import { type Credentials, createCredentialStore } from '../emulator/iam/credential-store.ts';
import { apiGateway, arnOfApi } from '../emulator/services/apigateway/handle-request.ts';
import { invokeAccess } from '../emulator/services/apigateway/invoke-access.ts';
import { startApi } from '../emulator/services/apigateway/start-api.ts';
import { checkTargets, deliverEvent } from '../emulator/services/events/deliver-event.ts';
import { createAsynchronous } from '../emulator/services/lambda/asynchronous.ts';
import { createEventSource } from '../emulator/services/lambda/event-source.ts';
import { platformProblems } from '../emulator/services/lambda/platform-grants.ts';
import { type Functions, startFunctions } from '../emulator/services/lambda/start-functions.ts';
import { createStates, type States } from '../emulator/services/states/create-states.ts';
import { readSpecs } from '../emulator/specs.ts';
import type { Location } from '../emulator/template/assembly.ts';
import { type AwsEndpoint, createAwsEndpoint } from '../emulator/wire/endpoint.ts';
import { type AuditView, auditView } from './deployment/audit-view.ts';
import { bundledDirectory } from './deployment/bundled-directory.ts';
import { createJournal, type Journal, type LogLine } from './deployment/journal.ts';
import { type SlackSecrets, slackSide } from './deployment/slack-side.ts';
import type { LocalSlack } from './slack/start-slack.ts';

export interface DeploymentOptions {
  /** The folder that the CDK app wrote: `cdk.out`. */
  assembly: string;
  /** Where stacks stand that were synthesized for no account in particular. */
  location?: Location;
  /** 0, and nothing, take any free port. */
  ports?: { api: number; aws: number };
  /** A real workspace instead of the local one. */
  slack?: SlackSecrets;
  onLog?: (line: LogLine) => void;
  onBug?: (error: unknown) => void;
}

/** A whole deployment, running in this process. What it shows beyond its addresses, AWS would not show. */
export interface LocalDeployment extends AuditView, Journal {
  apiUrl: string;
  awsUrl: string;
  region: string;
  account: string;
  directory: Directory;
  /** As STS would give them to whoever assumes the role. */
  credentialsFor(roleArn: string, sessionName: string): Credentials;
  slack: LocalSlack | undefined;
  clock: ShiftedClock;
  functions: Pick<Functions, 'named' | 'invoke'>;
  executions: States['executions'];
  aws: Pick<AwsEndpoint, 'scan' | 'bucket' | 'events'>;
  deadLetters(): { queue: string; body: string }[];
  /** Permissions that nothing has used yet. */
  unusedGrants(): Grant[];
  /** Ends a function right after one of its calls succeeded; resolves when that has happened. */
  crash(functionName: string, at: CrashPoint): Promise<void>;
  /** Resolves when every record of the streams is dealt with. */
  streamsIdle(): Promise<void>;
  close(): Promise<void>;
}

export type StartedDeployment = { ok: true; deployment: LocalDeployment } | { ok: false; problems: string[] };

/** What a dev machine should not wait for: AWS retries after seconds and minutes. */
const retryDelay = (failures: number): number => Math.min(100 * 2 ** failures, 5_000);

/** The settings of the trial stage call this account `prod`: where people are asked most. */
const somewhere: Location = { account: '111122223333', region: 'eu-west-1' };

export async function startDeployment(options: DeploymentOptions): Promise<StartedDeployment> {
  const { assembly, location = somewhere, ports, onLog = () => {}, onBug = console.error } = options;
  const read = readSpecs(assembly, location);
  if (!read.ok) return read;
  const { specs } = read;
  const authority = createAuthority(specs.aws.roles);
  const problems = platformProblems(authority, specs.functions, specs.mappings);
  if (problems.length > 0) return { ok: false, problems };
  checkTargets(specs.aws.rules);

  const closing = new AbortController();
  const clock = createShiftedClock();
  const pause = pauseBy(clock.after, closing.signal);
  // A caller's patience is real, whatever the deployment's clock says.
  const realPause = pauseBy(systemClock.after, closing.signal);
  const journal = createJournal();
  const credentials = createCredentialStore(randomBytes);
  const directory = bundledDirectory(specs.functions);
  const crashes = createCrashes((name) => functions.named(name));

  // The parts form a circle, as their namesakes in AWS do: each reaches the later ones only when it is called.
  const slack = await slackSide({
    functions: specs.functions,
    directory,
    location: specs.location,
    real: options.slack,
    interactionsUrl: () => `${api.url}/slack/interactions`,
    now: clock.now,
    newToken: () => randomBytes(16).toString('hex'),
  });
  slack.local?.workspace.onChange(() => journal.tell('chat'));

  const states = createStates({
    definitions: specs.machines,
    invokeLambda: (arn, payload) => functions.invokeLambda(arn, payload),
    authorize: authority.decide,
    clock,
    randomToken: () => randomBytes(48).toString('base64url'),
  });

  const aws = await createAwsEndpoint({
    resources: { ...specs.aws, secrets: [...specs.aws.secrets, ...slack.secrets] },
    authority,
    secretFor: credentials.secretFor,
    states: { handle: states.handler, stateMachineOf: states.stateMachineOf },
    onStreamRecord(record) {
      journal.written(record);
      for (const { streamArn, push } of sources) if (streamArn === record.eventSourceARN) push(record);
    },
    onEvent: (rule, event) => void deliver(rule, event).catch(onBug),
    onCall(seen) {
      journal.call(seen);
      return crashes.onCall(seen);
    },
    onBug,
    now: clock.date,
    randomBytes,
    randomUuid: randomUUID,
    port: ports?.aws ?? 0,
  });

  const functions = startFunctions({
    functions: specs.functions,
    region: specs.location.region,
    endpointUrl: aws.url,
    credentials,
    environment: slack.environment,
    clockOffset: clock.offset,
    newId: randomUUID,
    onLog(line) {
      journal.log(line);
      onLog(line);
    },
  });

  const { send } = aws.queues;
  const delivery = { pause, retryDelay, send, newId: randomUUID, now: clock.date, closed: closing.signal };
  const invoke = createAsynchronous({ fleet: functions, ...delivery });
  const deliver = deliverEvent({ invoke, send, mayInvoke: specs.mayInvoke, onRefused: onBug });
  const sources = specs.mappings.map((mapping) => ({
    streamArn: mapping.streamArn,
    ...createEventSource(mapping, { invoke: functions.invoke, ...delivery }),
  }));

  const handle = apiGateway({
    api: specs.api,
    secretFor: credentials.secretFor,
    mayInvoke: invokeAccess(authority, directory, arnOfApi(specs.api)),
    invoke: (arn, event, timeout) =>
      Promise.race([functions.invoke(arn, event), realPause(timeout).then(() => 'too-late' as const)]),
    now: clock.date,
    callersNow: () => new Date(),
    newRequestId: () => `${randomBytes(11).toString('base64url')}=`,
  });
  const api = await startApi({ port: ports?.api ?? 0, handle, onBug });

  const deployment: LocalDeployment = {
    ...auditView(aws, specs.aws),
    ...journal,
    ...specs.location,
    apiUrl: api.url,
    awsUrl: aws.url,
    directory,
    credentialsFor: (roleArn, sessionName) => credentials.issue({ roleArn, sessionName }),
    slack: slack.local,
    clock,
    functions,
    executions: states.executions,
    aws,
    deadLetters: () =>
      specs.aws.queues.flatMap(({ name }) =>
        aws.queues.messages(name).map(({ body }) => ({ queue: name, body })),
      ),
    unusedGrants: authority.unusedGrants,
    crash: crashes.plan,
    streamsIdle: async () => {
      await Promise.all(sources.map(({ idle }) => idle()));
    },
    async close() {
      closing.abort();
      states.close();
      await api.close();
      await functions.close();
      await Promise.all([aws.close(), slack.local?.close()]);
    },
  };
  return { ok: true, deployment };
}

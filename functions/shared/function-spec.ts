import type { z } from 'zod';
import type { Ruling } from '../../core/policy/ruling.ts';
import type { heartbeatKey, Standing, standingIndex } from '../../core/ports/store.ts';

/**
 * What it takes to deploy a Lambda, as plain data beside its code. `infra` loops over these: what a spec does not say,
 * its function does not get.
 */
export interface FunctionSpec<Env extends z.ZodObject = z.ZodObject> {
  /** Of the function, its role, its logs and its bundle: lower case and dashes, at most 14 characters. */
  name: string;
  /** What it does, for who reads the console. */
  description: string;
  /** Memory buys CPU: 1,769 MB is one core. */
  memoryMegabytes: number;
  /** The worst case of what it waits for, with room; the time to load is not part of it. */
  timeoutSeconds: number;
  /** Where it is left out, or the setting is, the function shares what the account has. */
  reservedConcurrency?: number | { setting: ConcurrencySetting };
  /** What lies beside its code. */
  bundled: readonly BundledFile[];
  /** Typed by the function's own env.ts: a name that it does not know, or one that is missing, does not compile. */
  environment: Readonly<{ [Name in keyof z.input<Env>]: EnvironmentValue }>;
  table?: readonly TableAccess[];
  /** DynamoDB serves two readers of a table's stream; `relay` and `seal` are they. */
  stream?: StreamConsumption;
  /** It takes what lies in the queue. A message that it has not taken after the tries is set aside, as dead letters. */
  queue?: QueueConsumption;
  /** It is called so often, or once an hour at that minute, by nobody but the schedule. */
  schedule?: { everyMinutes: number } | { minuteOfHour: number };
  publishesTo?: readonly BusName[];
  starts?: readonly WorkflowName[];
  /** It may see whether executions of the workflow run. */
  looksAfter?: readonly WorkflowName[];
  /** The workflow's tasks wait for a token, and it may redeem them. Being called by a workflow needs no word here. */
  answersTasksOf?: readonly WorkflowName[];
  /** It calls these functions, by name. */
  invokes?: readonly string[];
  /** Nobody waits for its answer: an order that it fails at three times is set apart, as a dead letter. */
  takesOrders?: true;
  /** The role that it takes in agents' accounts, in those that the settings list and its own. Each lets in one function. */
  assumes?: AccountRole;
  /** It adds objects to the audit bucket under these prefixes, and nobody else does. It deletes none. */
  addsToAudit?: readonly `${string}/`[];
  /** It lists and reads what is in the audit bucket. */
  readsAudit?: true;
  /** It writes digest files into the second bucket too, where the settings name one. */
  copiesDigests?: true;
  /** `sign`: with the key that signs tickets, as it is now. `publish`: it reads all public keys. No function does both. */
  ticketKeys?: 'sign' | 'publish';
  /** The same of the keys that sign the trail. No function signs with keys of both kinds, and none that has a route with these. */
  evidenceKeys?: 'sign' | 'publish';
  /** By `METHOD /path`. Its timeout must stay below the 30 s after which API Gateway hangs up. */
  routes?: Readonly<Record<RouteKey, RouteAuth>>;
  /** Beside those that every function has: its errors, and where it reads the stream, dead letters, its delay and its silence. */
  alarms?: FunctionAlarms;
}

/**
 * The policy set; the actions that a deployment adds; people and agents; Cedar itself, 4 MB of wasm; and the shapes of all
 * operations, 2 MB, and what IAM says of its actions, 1 MB, of which a call reads those of one service; and the SDK's clients
 * of all services, 9 MB, of which a call loads one.
 */
export type BundledFile =
  | 'policy'
  | 'actions'
  | 'directory'
  | 'cedar'
  | 'shapes'
  | 'iam-reference'
  | 'sdk-clients';

/** What fills a variable. A secret's value is never among it: its name is, and leave to read the secret. */
export type EnvironmentValue =
  | { setting: SettingName }
  | { roleName: AccountRole }
  | { functionName: string }
  | { secret: SecretSetting }
  | { resource: ResourceValue };

export type SettingName =
  | 'pendingLimit'
  | 'requestsPerMinute'
  | 'slack.channel'
  /** As `name=id` with commas, and empty where there are none. */
  | 'slack.channels'
  | 'slack.teams'
  | 'slack.people'
  /** Empty where the settings name none. */
  | 'slack.fallbackChannel'
  | 'slack.ticketUrl'
  /** Both are empty where the settings name no second bucket. */
  | 'digestCopy.bucket'
  | 'digestCopy.account'
  /** With commas: where the agents' calls are watched, and whose roles they are. */
  | 'detection.regions'
  /** With commas, and empty where there are none. */
  | 'detection.dataEvents'
  | 'agentRolePatterns'
  | 'agentBoundary'
  /** With commas, and empty where there are none: the roles that agents may become. */
  | 'assumableRoles';
export type SealingSetting = 'sealing.records' | 'sealing.seconds';
export type ConcurrencySetting = 'watchConcurrency';
export type SecretSetting = 'slack.secretName';
export type ResourceValue =
  | 'ownIds'
  | 'tableName'
  | 'auditBucketName'
  | 'outcomesBusName'
  /** Where agents act, with commas: the accounts of the settings and its own. */
  | 'accounts'
  /** The API's address, and the name of the deployment: whose tickets they are, and for whom. */
  | 'apiUrl'
  | 'deployment'
  /** The key that signs tickets; with those that are published beside it, with commas. */
  | 'ticketKeyArn'
  | 'ticketKeyArns'
  /** The key that signs the trail, then those that have signed it, with commas. */
  | 'evidenceKeyArns'
  | 'approvalWorkflowArn'
  | 'incidentWorkflowArn'
  /** The name of the agents' boundary, in whichever account. */
  | 'boundaryName'
  /** Where CloudTrail writes, as `bucket/prefix`; empty where nobody says. */
  | 'trailLocation'
  /** Which trail's; empty where it is the only one that writes there. */
  | 'trailName'
  /** The account whose role may read it. */
  | 'trailAccount';

/**
 * What Countersign may do in accounts where agents act: run what was signed, give credentials for it, look before, take
 * back, contain an agent, and read what CloudTrail saw.
 */
export type AccountRole = 'executor' | 'grant' | 'look' | 'revoke' | 'contain' | 'reconcile';

export type BusName = 'outcomes';
export type WorkflowName = 'approval' | 'incident';

export interface TableAccess {
  operations: readonly TableOperation[];
  keys: readonly KeySpace[];
  /** Of the index of this name, and not of the table. */
  index?: typeof standingIndex;
}

export type TableOperation = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query';

/** What stands under a first key. IAM sees the first key of an item, not the second. */
export type KeySpace =
  | 'request#*'
  | 'token#*'
  | 'thread#*'
  | 'agent#*'
  | 'key#*'
  | 'sighting#*'
  | 'incident#*'
  | 'denied#*'
  | 'coverage#*'
  | 'heartbeat#*'
  | 'pace#*'
  | 'waits#*'
  | 'voted#*'
  | typeof heartbeatKey
  | `${Standing}#*`;

export interface StreamConsumption {
  batchSize: number | { setting: SealingSetting };
  /** How long records may be collected for a batch. */
  windowSeconds: number | { setting: SealingSetting };
  /** After these a batch is set aside, as dead letters. */
  retries: number;
  /** Of requests alone whose item has one of these values, and of what stands under these keys. Left out: all moves. */
  only?: { decision: readonly Ruling['decision'][]; keys: readonly KeySpace[] };
  /** So many batches of a shard at a time, each request still in order. */
  parallel?: number;
  /** An alarm rings when it is so late. */
  behindMinutes: number;
}

/** The one queue: what the regions' rules saw of agents' calls. */
export type QueueName = 'sightings';

export interface QueueConsumption {
  name: QueueName;
  batchSize: number;
  /** So many batches at a time, 2 at the least. */
  concurrency: number;
  /** How often a message is given before it is set aside. */
  tries: number;
}

export type RouteKey = `${'GET' | 'POST'} /${string}`;

/** Past `slack` and `none` API Gateway lets everybody: Slack's signature is the function's to check, and `none` says why nobody has to be known. */
export type RouteAuth = { auth: 'iam' } | { auth: 'slack' } | { auth: 'none'; because: string };

/** What functions count through their logs: metrics of the namespace `Countersign`, one for each of a deployment. */
export const countedEvents = [
  'MessengerUnavailable',
  'SlackSignatureRefused',
  'SlackAnsweredLate',
  'VoteRefused',
  'RequestAllowed',
  'RequestRefused',
  'RequestPending',
  'RequestDenied',
  'RequestExpired',
  'RunUnreported',
  'RunUnanswered',
  'RunFailed',
  'WorkflowMissing',
  'RecordSetAside',
  'HourClosed',
  'SightingSeen',
  'SightingMatched',
  'SightingDrifted',
  'SightingUnmatched',
  'SightingLate',
  'SightingNotUnderstood',
  'SightingPlainlyAllowed',
  'CallDenied',
  'RunUnseen',
  'CoverageGap',
  'IncidentOpened',
  'ContainmentFailed',
  'HeartbeatMissing',
] as const;
export type CountedEvent = (typeof countedEvents)[number];

export interface FunctionAlarms {
  /** Where a failure means more than that the function failed. What answers the API is watched at the API. */
  errors?: AlarmText;
  /** Functions that count the same share its alarm. */
  counted?: readonly CountedAlarm[];
  /** What must be counted at least once in so many hours. */
  silent?: readonly SilentAlarm[];
}

export interface SilentAlarm extends AlarmText {
  metric: CountedEvent;
  hours: number;
}

export interface CountedAlarm extends AlarmText {
  metric: CountedEvent;
  /** It rings when the functions that count it reach this in five minutes. */
  threshold: number;
}

export interface AlarmText {
  /** What it means, as the message will say it. */
  means: string;
  /** A section of docs/runbook.md. A test fails where there is none of this name. */
  runbook: string;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { createLookUp, openTrailBucket } from '../../../adapters/aws/cloudtrail/connect-cloudtrail.ts';
import { createLookupReader } from '../../../adapters/aws/cloudtrail/lookup-reader.ts';
import { createTrailReader } from '../../../adapters/aws/cloudtrail/trail-reader.ts';
import { createCoverageStore } from '../../../adapters/aws/dynamodb/coverage-store.ts';
import { createDeniedStore } from '../../../adapters/aws/dynamodb/denied-store.ts';
import { createHeartbeatStore } from '../../../adapters/aws/dynamodb/heartbeat-store.ts';
import { createIncidentStore } from '../../../adapters/aws/dynamodb/incident-store.ts';
import { createKeyStore } from '../../../adapters/aws/dynamodb/key-store.ts';
import { createRateStore } from '../../../adapters/aws/dynamodb/rate-store.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createSightingStore } from '../../../adapters/aws/dynamodb/sighting-store.ts';
import { createSlotStore } from '../../../adapters/aws/dynamodb/slot-store.ts';
import { createStandingStore } from '../../../adapters/aws/dynamodb/standing-store.ts';
import { createAssumeRole } from '../../../adapters/aws/execute/assume-role.ts';
import { openSecret } from '../../../adapters/aws/secret.ts';
import { connectSlackCoverage, connectSlackDenied } from '../../../adapters/slack/connect-slack.ts';
import { slackPace } from '../../../adapters/slack/slack-pace.ts';
import { gatedReads } from '../../../catalog/trail/gated-reads.ts';
import { randomBackoff } from '../../shared/change-item.ts';
import { keepUnread } from '../../shared/detection/keep-unread.ts';
import type { SightPorts } from '../../shared/detection/sight-deployment.ts';
import { sightDeploymentOf } from '../../shared/detection/sight-deployment-of.ts';
import { sightEvent } from '../../shared/detection/sight-event.ts';
import { noteOutOfReach } from '../../shared/note-out-of-reach.ts';
import { readEnv } from '../../shared/read-env.ts';
import { openDeployment } from '../../shared/submit/open-deployment.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';
import { isWatched } from './is-watched.ts';
import { openContradicted } from './open-contradicted.ts';

const settings = readEnv(env);
const { TABLE_NAME, ACCOUNTS, REGIONS, TRAIL_LOCATION, TRAIL_ACCOUNT, TRAIL_NAME } = settings;
const dynamodb = new DynamoDBClient();
const opened = openDeployment(settings, import.meta.url);
const { context, directory, ids, now, ruleOn } = opened;
const secret = openSecret(new SecretsManagerClient(), settings.SLACK_SECRET, Date.now);
const slack = {
  secret,
  directory,
  timeoutMs: 5_000,
  pace: slackPace(dynamodb, TABLE_NAME, 10_000),
  onOutOfReach: noteOutOfReach,
};

const deployment = sightDeploymentOf(settings, opened);

const ports: SightPorts = {
  ...ids,
  ruleOn,
  now,
  witness: 'reconcile',
  sightings: createSightingStore(dynamodb, TABLE_NAME),
  denied: createDeniedStore(dynamodb, TABLE_NAME),
  incidents: createIncidentStore(dynamodb, TABLE_NAME),
  heartbeats: createHeartbeatStore(dynamodb, TABLE_NAME),
  requests: createRequestStore(dynamodb, TABLE_NAME),
  standing: createStandingStore(dynamodb, TABLE_NAME),
  slots: createSlotStore(dynamodb, TABLE_NAME),
  keys: createKeyStore(dynamodb, TABLE_NAME, now),
  rates: createRateStore(dynamodb, TABLE_NAME),
  backoff: randomBackoff,
  pendingLimit: settings.PENDING_LIMIT,
  requestsPerMinute: settings.REQUESTS_PER_MINUTE,
  deniedMessengers: [connectSlackDenied(settings, slack)],
};

const access = {
  assumeRole: createAssumeRole(new STSClient()),
  roleArnFor: (account: string) => `arn:aws:iam::${account}:role/${settings.RECONCILE_ROLE}`,
  now: Date.now,
  sleep: async (ms: number) => void (await sleep(ms)),
};

/** Its catalog is whole, once: the names of all gated reads are asked for. */
const lookupReader = async () =>
  createLookupReader({
    lookUp: createLookUp(access, settings.CLOUDTRAIL_SPEED),
    gatedReads: gatedReads((await context.openCatalog()).entries, deployment.plainRulingOn),
  });

const reader =
  TRAIL_LOCATION === ''
    ? await lookupReader()
    : createTrailReader(
        openTrailBucket(access, { location: TRAIL_LOCATION, account: TRAIL_ACCOUNT, name: TRAIL_NAME }),
      );

export const handler = createHandler({
  ...ports,
  reader,
  coverages: createCoverageStore(dynamodb, TABLE_NAME),
  places: ACCOUNTS.flatMap((account) => REGIONS.map((region) => ({ account, region }))),
  messengers: [connectSlackCoverage(settings, slack)],
  sight: (event, source) => sightEvent(deployment, ports, event, source),
  openContradicted: (request) => openContradicted(deployment, ports, request),
  keep: (unread, source) => keepUnread(ports, unread, source),
  isWatched: (event) => isWatched(deployment, event),
});

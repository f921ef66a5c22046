import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import {
  countDenials,
  findRuns,
  keepCoverage,
  moveIncidents,
  moveRequests,
  moveSightings,
  openRequests,
} from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'reconcile',
  description:
    'Asks CloudTrail what agents did, and finds what nobody was told of and which runs were not seen',
  // A log file is unpacked whole, and Cedar is CPU.
  memoryMegabytes: 2048,
  // As long as Lambda lets it: it stops by itself before, and goes on in an hour.
  timeoutSeconds: 900,
  schedule: { everyMinutes: 60 },
  bundled: ['policy', 'actions', 'directory', 'cedar', 'shapes', 'iam-reference'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    OWN_IDS: { resource: 'ownIds' },
    PENDING_LIMIT: { setting: 'pendingLimit' },
    REQUESTS_PER_MINUTE: { setting: 'requestsPerMinute' },
    SLACK_CHANNEL: { setting: 'slack.channel' },
    SLACK_SECRET: { secret: 'slack.secretName' },
    ACCOUNTS: { resource: 'accounts' },
    REGIONS: { setting: 'detection.regions' },
    AGENT_ROLE_PATTERNS: { setting: 'agentRolePatterns' },
    ASSUMABLE_ROLES: { setting: 'assumableRoles' },
    AGENT_BOUNDARY: { setting: 'agentBoundary' },
    DEPLOYMENT: { resource: 'deployment' },
    EXECUTOR_ROLE: { roleName: 'executor' },
    GRANT_ROLE: { roleName: 'grant' },
    LOOK_ROLE: { roleName: 'look' },
    REVOKE_ROLE: { roleName: 'revoke' },
    CONTAIN_ROLE: { roleName: 'contain' },
    RECONCILE_ROLE: { roleName: 'reconcile' },
    TRAIL_LOCATION: { resource: 'trailLocation' },
    TRAIL_ACCOUNT: { resource: 'trailAccount' },
  },
  table: [
    moveRequests,
    openRequests,
    moveSightings,
    moveIncidents,
    countDenials,
    keepCoverage,
    ...findRuns,
    { operations: ['UpdateItem'], keys: ['heartbeat#*'] },
  ],
  assumes: 'reconcile',
  alarms: {
    errors: {
      means:
        'What agents did is not held against what was approved: calls that EventBridge did not bring stay unknown.',
      runbook: 'reconcile-failures',
    },
    counted: [
      messengerUnavailableAlarm,
      {
        metric: 'CoverageGap',
        threshold: 1,
        means:
          'CloudTrail kept nothing that can be believed of some time: what agents did then is not known.',
        runbook: 'coverage-gaps',
      },
      {
        metric: 'RunUnseen',
        threshold: 1,
        means: 'CloudTrail has not told within a day of a run that was approved.',
        runbook: 'runs-unseen',
      },
    ],
  },
};

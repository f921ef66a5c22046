import { sightingEnvironment } from '../../shared/detection/sighting-env.ts';
import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import {
  countDenials,
  findRuns,
  keepCoverage,
  keepPace,
  moveRequests,
  moveSightings,
  openIncidents,
  seeHeartbeats,
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
    ...sightingEnvironment,
    REGIONS: { setting: 'detection.regions' },
    TRAIL_LOCATION: { resource: 'trailLocation' },
    TRAIL_NAME: { resource: 'trailName' },
    TRAIL_ACCOUNT: { resource: 'trailAccount' },
  },
  table: [
    keepPace,
    // It makes no requests: what it finds is older than a quarter of an hour.
    moveRequests,
    moveSightings,
    openIncidents,
    countDenials,
    keepCoverage,
    ...findRuns,
    seeHeartbeats,
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

import { sightingEnvironment } from '../../shared/detection/sighting-env.ts';
import type { FunctionSpec } from '../../shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../shared/messenger-unavailable-alarm.ts';
import {
  countDenials,
  findRuns,
  keepPace,
  moveRequests,
  moveSightings,
  openIncidents,
  openRequests,
  seeHeartbeats,
} from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'sight',
  description: 'Judges what CloudTrail saw: a run that was approved, a denied call, or an incident',
  // Cedar is 4 MB of wasm to compile on a cold start, which is CPU.
  memoryMegabytes: 1024,
  // Ten events, side by side: Slack at 5 s twice, after 10 s for its turn, and the table.
  timeoutSeconds: 60,
  bundled: ['policy', 'actions', 'directory', 'cedar', 'shapes', 'iam-reference'],
  // Agents do thousands of things at once; their people, the table and Slack are not to feel it.
  queue: { name: 'sightings', batchSize: 10, concurrency: 5, tries: 8 },
  environment: sightingEnvironment,
  table: [
    keepPace,
    moveRequests,
    openRequests,
    moveSightings,
    openIncidents,
    countDenials,
    ...findRuns,
    seeHeartbeats,
  ],
  alarms: {
    counted: [
      messengerUnavailableAlarm,
      {
        metric: 'SightingNotUnderstood',
        threshold: 20,
        means: 'Events of agents come in a form that is not understood: what they did is not judged.',
        runbook: 'sightings-not-understood',
      },
    ],
  },
};

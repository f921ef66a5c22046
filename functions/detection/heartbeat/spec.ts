import type { FunctionSpec } from '../../shared/function-spec.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'heartbeat',
  description: 'Makes a harmless call in each place that is watched, and tells where the last was not seen',
  // A client of EC2 takes two thirds of a second of a core to load.
  memoryMegabytes: 512,
  // A second or two a place, ten at a time: a thousand places.
  timeoutSeconds: 300,
  schedule: { everyMinutes: 60 },
  bundled: [],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    LOOK_ROLE: { roleName: 'look' },
    ACCOUNTS: { resource: 'accounts' },
    REGIONS: { setting: 'detection.regions' },
    DEPLOYMENT: { resource: 'deployment' },
  },
  table: [{ operations: ['GetItem', 'UpdateItem'], keys: ['heartbeat#*'] }],
  assumes: 'look',
  alarms: {
    counted: [
      {
        metric: 'HeartbeatMissing',
        threshold: 1,
        means: 'A call that was made to be seen was not: somewhere agents are not watched.',
        runbook: 'heartbeat-missing',
      },
    ],
  },
};

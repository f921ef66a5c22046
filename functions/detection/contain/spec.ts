import type { FunctionSpec } from '../../shared/function-spec.ts';
import { moveIncidents } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'contain',
  description:
    "Keeps an agent's role from doing more, where policy or a person wants it, and lets it go again",
  memoryMegabytes: 256,
  // A session and two calls of IAM, which is slow at times, and the table.
  timeoutSeconds: 60,
  bundled: [],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    CONTAIN_ROLE: { roleName: 'contain' },
    BOUNDARY_NAME: { resource: 'boundaryName' },
  },
  table: [moveIncidents],
  assumes: 'contain',
  takesOrders: true,
  alarms: {
    errors: {
      means: 'A role that policy or a person wanted contained may still do what it can.',
      runbook: 'containment-failed',
    },
    counted: [
      {
        metric: 'ContainmentFailed',
        threshold: 1,
        means:
          'AWS refused to contain a role: it may still do what it can, and the card of the incident says so.',
        runbook: 'containment-failed',
      },
    ],
  },
};

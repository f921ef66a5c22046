import type { FunctionSpec } from '../../shared/function-spec.ts';
import { moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'execute',
  description: 'Runs what was allowed or approved, with credentials made for it alone',
  // A client of EC2 takes two thirds of a second of a core to load.
  memoryMegabytes: 1024,
  // AWS answers most calls within seconds, and some make it wait. `runSeconds` of core/request/deadlines.ts is longer.
  timeoutSeconds: 90,
  bundled: ['sdk-clients', 'shapes', 'iam-reference'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    EXECUTOR_ROLE: { roleName: 'executor' },
    LOOK_FUNCTION: { functionName: 'look' },
  },
  table: [moveRequests],
  invokes: ['look'],
  assumes: 'executor',
  alarms: {
    errors: {
      means: 'What people approved could not be run: it is tried again for some minutes, and then lapses.',
      runbook: 'execute-failures',
    },
    counted: [
      {
        metric: 'RunUnanswered',
        threshold: 1,
        means: 'AWS gave no answer to a call that people had approved: it may have run.',
        runbook: 'run-unknown',
      },
      {
        metric: 'RunFailed',
        threshold: 5,
        means: 'AWS refuses what people approved, again and again.',
        runbook: 'run-failed',
      },
    ],
  },
};

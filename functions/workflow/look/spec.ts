import type { FunctionSpec } from '../../shared/function-spec.ts';
import { readRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'look',
  description: 'Looks at what a request would change, before people decide and before it runs',
  // A client of EC2 takes two thirds of a second of a core to load.
  memoryMegabytes: 1024,
  timeoutSeconds: 20,
  bundled: ['sdk-clients', 'shapes', 'iam-reference'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    LOOK_ROLE: { roleName: 'look' },
  },
  table: [readRequests],
  assumes: 'look',
};

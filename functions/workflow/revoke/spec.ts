import type { FunctionSpec } from '../../shared/function-spec.ts';
import { moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'revoke',
  description: 'Takes credentials back that an agent was given, and clears away what it denied an hour ago',
  memoryMegabytes: 256,
  // A few calls of IAM, which is slow at times, in each account.
  timeoutSeconds: 120,
  schedule: { everyMinutes: 60 },
  bundled: [],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    GRANT_ROLE: { roleName: 'grant' },
    REVOKE_ROLE: { roleName: 'revoke' },
    ACCOUNTS: { resource: 'accounts' },
  },
  table: [moveRequests],
  takesOrders: true,
  assumes: 'revoke',
  alarms: {
    errors: {
      means: 'Credentials that a person wanted back may still be good, until they end by themselves.',
      runbook: 'revoke-failures',
    },
  },
};

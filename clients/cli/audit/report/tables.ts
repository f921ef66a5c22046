import type { Rows } from '../query/engine.ts';

/** The named questions whose answers stand in every pack, each as a CSV, in the order of the list of files. */
export const tableNames = [
  'requests',
  'requests-by-ruling',
  'who-approved-what',
  'decisions-by-person',
  'time-to-decide',
  'refusals-and-denials',
  'approvals-near-a-limit',
  'access-by-environment',
  'runs-and-drift',
  'incidents',
  'coverage',
  'records-by-type',
  'retention-proof',
  'gaps-and-breaks',
] as const;
export type TableName = (typeof tableNames)[number];
export type Tables = Readonly<Record<TableName, Rows>>;

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

/** What fits on a page; the CSV has every column. */
export const pageColumns: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  requests: [
    'submitted_at',
    'request_id',
    'agent_id',
    'action',
    'environment',
    'risk',
    'ruling',
    'state',
    'approvals_needed',
    'approvals_given',
    'voted_by',
  ],
  'who-approved-what': [
    'at',
    'request_id',
    'person',
    'choice',
    'agent_id',
    'action',
    'resource',
    'environment',
    'vote_reason',
  ],
  'refusals-and-denials': [
    'at',
    'request_id',
    'how',
    'by_whom',
    'why',
    'agent_id',
    'action',
    'resource',
    'environment',
  ],
  'runs-and-drift': [
    'began_at',
    'request_id',
    'agent_id',
    'action',
    'environment',
    'run_by',
    'result',
    'error',
    'cloudtrail',
  ],
  incidents: [
    'opened_at',
    'incident_id',
    'agent_id',
    'action',
    'environment',
    'stands',
    'contained_at',
    'explained_by',
    'closed_at',
  ],
};

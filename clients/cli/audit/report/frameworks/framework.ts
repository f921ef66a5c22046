import type { TableName } from '../tables.ts';

/** A control, and what the records have to say about it. The words are ours: the frameworks' own stand in them. */
export interface Control {
  id: string;
  title: string;
  /** What an auditor asks under this control. */
  asks: string;
  evidence: readonly Evidence[];
  /** Of which table a sample is drawn. */
  population: PopulationName;
  /** What an auditor has to look for elsewhere. */
  notShown: readonly string[];
}

export interface Evidence {
  table: TableName;
  says: string;
}

/** Tables whose rows each have an id that a sample can name. */
export const populations = {
  requests: 'request_id',
  'who-approved-what': 'request_id',
  'refusals-and-denials': 'request_id',
  'runs-and-drift': 'request_id',
  incidents: 'incident_id',
} as const satisfies Partial<Record<TableName, string>>;
export type PopulationName = keyof typeof populations;

export interface Framework {
  name: string;
  title: string;
  controls: readonly Control[];
}

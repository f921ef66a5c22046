import type { JsonObject } from '../../lib/json.ts';

export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: JsonObject;
}

/** How an event came to the bus: put there, or by a rule of another bus. */
export type Came = 'put' | 'forwarded';

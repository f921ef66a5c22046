import { standingIndex } from '../../core/ports/store.ts';
import type { TableAccess } from './function-spec.ts';

// What more than one function may do in the table. Nobody scans it, and nobody deletes anything but a token that was used,
// and what finds a request by its people once nobody is awaited.

export const readRequests: TableAccess = { operations: ['GetItem'], keys: ['request#*'] };
export const moveRequests: TableAccess = { operations: ['GetItem', 'PutItem'], keys: ['request#*'] };
export const listCards: TableAccess = { operations: ['Query'], keys: ['request#*'] };
/** With the places and keys that new requests take. */
export const openRequests: TableAccess = {
  operations: ['GetItem', 'PutItem', 'UpdateItem'],
  keys: ['agent#*', 'key#*'],
};
export const readSightings: TableAccess = { operations: ['GetItem'], keys: ['sighting#*'] };
/** Runs that CloudTrail is to tell of: those that began, and those that are over. */
export const findRuns: readonly TableAccess[] = [
  { operations: ['Query'], keys: ['report#*', 'evidence#*'], index: standingIndex },
];
export const moveSightings: TableAccess = { operations: ['GetItem', 'PutItem'], keys: ['sighting#*'] };
export const readIncidents: TableAccess = { operations: ['GetItem'], keys: ['incident#*'] };
/** Whoever comes across one only writes its first state. */
export const openIncidents: TableAccess = { operations: ['PutItem'], keys: ['incident#*'] };
export const moveIncidents: TableAccess = { operations: ['GetItem', 'PutItem'], keys: ['incident#*'] };
/** Of a place that is watched, by whoever is told of one by CloudTrail. */
export const seeHeartbeats: TableAccess = { operations: ['UpdateItem'], keys: ['heartbeat#*'] };
export const countDenials: TableAccess = { operations: ['GetItem', 'PutItem'], keys: ['denied#*'] };
export const keepCoverage: TableAccess = { operations: ['GetItem', 'PutItem'], keys: ['coverage#*'] };
/** Under whom requests are found: kept by one function, from the stream, and read by another. */
export const keepPeopleIndex: readonly TableAccess[] = [
  { operations: ['PutItem'], keys: ['waits#*', 'voted#*'] },
  { operations: ['DeleteItem'], keys: ['waits#*'] },
];
export const findByPeople: TableAccess = { operations: ['Query'], keys: ['waits#*', 'voted#*'] };
export const listIncidentCards: TableAccess = { operations: ['Query'], keys: ['incident#*'] };
/** To write to Slack only as often as it lets. */
export const keepPace: TableAccess = { operations: ['GetItem', 'UpdateItem'], keys: ['pace#*'] };

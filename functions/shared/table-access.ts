import type { TableAccess } from './function-spec.ts';

// What more than one function may do in the table. Nobody scans it, and nobody deletes anything but a token that was used.

export const readRequests: TableAccess = { operations: ['GetItem'], keys: ['request#*'] };
export const moveRequests: TableAccess = { operations: ['GetItem', 'PutItem'], keys: ['request#*'] };
export const listCards: TableAccess = { operations: ['Query'], keys: ['request#*'] };

import { randomBytes } from 'node:crypto';

/** The suites share one table; every test has requests and agents of its own. */
export const freshId = (): string => randomBytes(16).toString('hex');

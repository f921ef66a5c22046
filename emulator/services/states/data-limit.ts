import type { Json } from '../../lib/json.ts';
import { StateFailure } from './state-failure.ts';

/** 256 KiB of UTF-8: the quota for each input, result, output and variable. */
const dataLimit = 256 * 1_024;

export const exceedsDataLimit = (text: string): boolean => Buffer.byteLength(text) > dataLimit;

export function withinDataLimit<T extends Json>(value: T, what: string): T {
  if (exceedsDataLimit(JSON.stringify(value))) {
    throw new StateFailure(
      'States.DataLimitExceeded',
      `The ${what} has more than the maximum number of bytes, ${dataLimit}.`,
    );
  }
  return value;
}

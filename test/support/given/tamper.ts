import type { FaultCode } from '../../../core/evidence/fault.ts';
import type { Objects, SigningKey } from '../memory-evidence.ts';
import { type Trail, timeIn } from './evidence.ts';

/** What somebody does to a trail, and what verifiers must say of it: at least this, and as the first of it. */
export interface Tamper {
  name: string;
  /** Another trail than `fourHours`. */
  of?: (key: SigningKey) => Promise<Trail>;
  do: (objects: Objects, key: SigningKey) => void | Promise<void>;
  /** The hours that are verified, where not all four are. */
  span?: { from?: number; to?: number };
  finds: { code: FaultCode; object: RegExp; record?: string }[];
}

/** As options of both verifiers. */
export const spanOf = ({ span: { from, to = 4 } = {} }: Tamper): string[] => [
  ...(from === undefined ? [] : ['--from', timeIn(from, 0)]),
  ...['--to', timeIn(to, 0)],
];

export const requestOf = (number: number): string => number.toString(16).padStart(32, '0');

export const keyOf = (objects: Objects, pattern: RegExp): string => {
  const key = [...objects.keys()].find((one) => pattern.test(one));
  if (key === undefined) throw new Error(`No object is called like ${pattern}.`);
  return key;
};

/** Of `fourHours`. */
export const firstObject = /^records\/.*hh=09/;
export const secondObject = /^records\/.*hh=10.*-1003-1003/;
export const lastObject = /^records\/.*hh=12/;
export const digest = (sequence: number): string => `digests/0000000${sequence}.json`;

export const textAt = (objects: Objects, key: string): string =>
  (objects.get(key) ?? Buffer.alloc(0)).toString();

import type { z } from 'zod';
import { pointerTo } from './json-pointer.ts';

/**
 * What outlives a deployment: an item, a record, a message, what a button carries. It says its version in `v`, and every
 * version that was ever written stays readable. A reader is never changed: a new shape is a new reader, the last one.
 */
export interface Versioned<T> {
  /** As errors call one of it: `request`. */
  name: string;
  /** Of version 1, 2 and so on. Each turns its version into what the code works with today. */
  readers: readonly [z.ZodType<T>, ...z.ZodType<T>[]];
}

export type ReadVersioned<T> =
  | { ok: true; value: T }
  | { ok: false; code: 'no-version' | 'newer-version' | 'other-shape'; detail: string };

/** The detail names fields and never repeats what stands in them: it may be logged. */
export function readVersioned<T>({ name, readers }: Versioned<T>, value: unknown): ReadVersioned<T> {
  const v = versionOf(value);
  if (v === undefined) {
    return { ok: false, code: 'no-version', detail: `This ${name} does not say its version in "v".` };
  }
  const reader = readers[v - 1];
  if (!reader) {
    const detail = `This ${name} has version ${v}; this code reads up to ${readers.length}. Deploy the code that wrote it, or newer.`;
    return { ok: false, code: 'newer-version', detail };
  }
  const read = reader.safeParse(value);
  if (read.success) return { ok: true, value: read.data };
  const faults = read.error.issues.map(({ path, code }) => `${pointerTo(path) || '/'} (${code})`);
  const detail = `This ${name} does not have the shape of its version ${v}: ${faults.join(', ')}.`;
  return { ok: false, code: 'other-shape', detail };
}

/** Where anything else is an outage or a bug. */
export function mustReadVersioned<T>(versioned: Versioned<T>, value: unknown): T {
  const read = readVersioned(versioned, value);
  if (read.ok) return read.value;
  throw new Error(read.detail);
}

function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('v' in value)) return undefined;
  return Number.isInteger(value.v) && Number(value.v) >= 1 ? Number(value.v) : undefined;
}

import { NumericValue } from '@smithy/core/serde';
import type { Json, JsonObject } from '../../../core/lib/json.ts';

/** What the SDK has read of an answer, as JSON: times in UTC, bytes as base64, and nothing for what JSON has no value for. */
export function resultOf({ $metadata: _, ...output }: Record<string, unknown>): JsonObject {
  return ofObject(output);
}

export const requestIdOf = ({ $metadata }: Record<string, unknown>): string | undefined =>
  ($metadata as { requestId?: string } | undefined)?.requestId;

const ofObject = (value: object): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
      const json = toJson(inner);
      return json === undefined ? [] : [[name, json]];
    }),
  );

function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'boolean') return value;
  // JavaScript's own texts with methods, in which AWS's JSON stands.
  if (typeof value === 'string' || value instanceof String) return `${value}`;
  if (typeof value === 'number') return Number.isFinite(value) ? value : `${value}`;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return undefined;
  if (value instanceof Date) return timeOf(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map((item) => toJson(item) ?? null);
  // A number that JavaScript's are too small for.
  if (value instanceof NumericValue) return value.string;
  return ofObject(value);
}

const timeOf = (time: Date): string | undefined =>
  Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace('.000Z', 'Z');

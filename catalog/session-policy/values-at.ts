import type { Json, JsonObject } from '../../core/lib/json.ts';
import { segmentsOf } from '../../core/lib/json-pointer.ts';

/** What stands where a pointer leads; `*` is any member or item, and a list stands for its items. */
export const valuesAt = (parameters: JsonObject, pointer: string): Json[] =>
  segmentsOf(pointer)
    .reduce<Json[]>((values, segment) => values.flatMap((value) => step(value, segment)), [parameters])
    .flat();

function step(value: Json, segment: string): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  if (segment === '*') return Object.values(value);
  if (Array.isArray(value) || !Object.hasOwn(value, segment)) return [];
  return [value[segment] as Json];
}

export const textsAt = (parameters: JsonObject, pointer: string): string[] =>
  valuesAt(parameters, pointer).filter((value) => typeof value === 'string');

import type { NormalizedSchema } from '@smithy/core/schema';
import type { Json } from '../../../core/lib/json.ts';
import { Unreadable } from './unreadable.ts';

/** How times are written where a member does not say: Smithy's numbers for it. */
export const timeFormats = { dateTime: 5, httpDate: 6, epochSeconds: 7 } as const;
export type TimeFormat = (typeof timeFormats)[keyof typeof timeFormats];

/** A value that the wire carries as text. */
export function readScalar(schema: NormalizedSchema, text: string, times: TimeFormat): Json {
  if (schema.isNumericSchema()) return readNumber(text);
  if (schema.isBooleanSchema()) return readBoolean(text);
  if (schema.isTimestampSchema()) return readTime(schema, text, times);
  return text;
}

function readNumber(text: string): number {
  const number = Number(text);
  if (text === '' || String(number) !== text) throw new Unreadable('A number is not written as one.');
  return number;
}

function readBoolean(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new Unreadable('A boolean is not written as one.');
  return text === 'true';
}

/** As requests write it: UTC, to the second. */
export function readTime(schema: NormalizedSchema, text: string | number, times: TimeFormat): string {
  const own = schema.getSchema();
  const format = own === 4 ? times : own;
  const date = new Date(format === timeFormats.epochSeconds ? Number(text) * 1_000 : text);
  if (Number.isNaN(date.getTime())) throw new Unreadable('A time is not written as one.');
  return date.toISOString().replace('.000Z', 'Z');
}

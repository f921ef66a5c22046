import fc from 'fast-check';
import { expect } from 'vitest';
import type { z } from 'zod';

/** What a schema says to a text: nothing where it takes it. */
export const complaint = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value).error?.issues[0]?.message;

/** The value that a complaint asks for. */
export const suggestion = (schema: z.ZodType, value: unknown): string | undefined =>
  complaint(schema, value)?.match(/^must be written (.*)$/s)?.[1];

/** Whatever the text is: taken as it is, or refused with a spelling that is taken, or with a hint. */
export function expectOneSpelling(schema: z.ZodType, texts: fc.Arbitrary<string>): void {
  const outcomes = { taken: 0, corrected: 0, refused: 0 };
  fc.assert(
    fc.property(texts, (text) => {
      const said = complaint(schema, text);
      const written = suggestion(schema, text);
      if (written !== undefined) expect(complaint(schema, written)).toBeUndefined();
      outcomes[said === undefined ? 'taken' : written === undefined ? 'refused' : 'corrected'] += 1;
    }),
    { numRuns: 2_000 },
  );
  for (const [outcome, count] of Object.entries(outcomes)) expect(count, outcome).toBeGreaterThan(20);
}

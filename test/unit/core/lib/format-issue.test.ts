import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatIssue } from '../../../../core/lib/format-issue.ts';

const saidOf = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value, { error: formatIssue }).error?.issues[0]?.message;

describe('what is wrong with a value, to be read after its name', () => {
  it.each<[what: string, schema: z.ZodType, value: unknown, said: string]>([
    ['missing', z.string(), undefined, 'is missing'],
    ['of another type', z.string(), 5, 'must be a text, not a number'],
    ['of a type without a word of ours', z.bigint(), 'x', 'must be bigint, not a text'],
    ['a value without a word of ours', z.string(), 5n, 'must be a text, not bigint'],
    ['at a bound that is not included', z.number().lt(5), 5, 'must be less than 5'],
    ['at the other bound', z.number().gt(5), 5, 'must be more than 5'],
    ['beyond a bound', z.number().max(5), 6, 'must be at most 5'],
    ['too long', z.string().max(1_000), 'x'.repeat(1_001), 'must have at most 1,000 characters'],
    ['no time', z.iso.datetime(), 'x', 'must be a time in UTC, such as 2026-03-02T09:00:00Z'],
    ['not as a pattern says', z.string().regex(/^a$/), 'x', 'must match /^a$/'],
    ['not in a format that has no pattern', z.jwt(), 'x', 'must match jwt'],
  ])('%s', (_, schema, value, said) => {
    expect(saidOf(schema, value)).toBe(said);
  });
});

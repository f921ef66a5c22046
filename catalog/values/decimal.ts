import { z } from 'zod';

/**
 * A number that need not be whole, as people write it: JSON keeps what it is, and writes it without an exponent, which
 * `1e-7` and `1e21` have. Cedar has no type for it: no policy can look at one.
 */
export const decimal = z.number().superRefine((value, context) => {
  const message = misfitDecimal(value);
  if (message) context.addIssue({ code: 'custom', message });
});

/** What is wrong with a decimal. Nothing where it is right. */
export function misfitDecimal(value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
  const isExact = Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0);
  if (!isExact) return 'must be a number that JSON holds exactly';
  return String(value).includes('e')
    ? 'must be a number without an exponent: 0.000001 is the least'
    : undefined;
}

import { expect, it } from 'vitest';
import { z } from 'zod';
import { holds } from '../../../../catalog/values/holds.ts';

const [check, message] = holds(
  z.object({ Template: z.object({ Version: z.string().regex(/^[0-9]+$/) }).optional() }),
  'Name a version by its number',
);

it('lets through what it does not look at', () => {
  expect(check({ Other: 1 })).toBe(true);
  expect(check({ Template: { Version: '3', Name: 'web' } })).toBe(true);
});

it('refuses what does not hold, with the rule', () => {
  expect(check({ Template: { Version: '$Latest' } })).toBe(false);
  expect(check({ Template: {} })).toBe(false);
  expect(message).toBe('Name a version by its number');
});

import type { EventPattern } from '../../../../catalog/generate/event-patterns.ts';

/** EventBridge's matching, as far as our patterns use it: values, prefixes, `$or`. */
export const matchesEvent = (pattern: EventPattern, event: unknown): boolean => matches(pattern, event);

function matches(pattern: object, value: unknown): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or') return (expected as object[]).some((alternative) => matches(alternative, value));
    const actual = (value as Record<string, unknown> | undefined)?.[key];
    return Array.isArray(expected)
      ? expected.some((one) => accepts(one, actual))
      : matches(expected as object, actual);
  });
}

const accepts = (expected: unknown, actual: unknown): boolean =>
  typeof expected === 'object' && expected !== null && 'prefix' in expected
    ? typeof actual === 'string' && actual.startsWith(String(expected.prefix))
    : expected === actual;

import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';

/** To be read after the name of the field. A schema's own words come first. */
export function formatIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && issue.code !== 'custom') return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((one) => JSON.stringify(one)).join(', ')}${nearestOf(issue)}`;
    case 'too_small':
      return formatBound('at least', issue.minimum, issue);
    case 'too_big':
      return formatBound('at most', issue.maximum, issue);
    case 'invalid_format':
      return formats[issue.format] ?? `must match ${issue.pattern ?? issue.format}`;
    case 'invalid_union':
      return 'has none of the forms that it may have';
    case 'invalid_key':
      return 'has a name that it may not have';
    default:
      return undefined;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return String(value);
  return kinds[typeof value] ?? typeof value;
}

const formats: Readonly<Record<string, string>> = {
  datetime: 'must be a time in UTC, such as 2026-03-02T09:00:00Z',
  url: 'must be a URL',
  email: 'must be an e-mail address',
};

const units: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' items',
  set: ' items',
  object: ' members',
};

function formatBound(
  bound: 'at least' | 'at most',
  limit: number | bigint,
  { origin, inclusive }: { origin: string; inclusive?: boolean },
): string {
  const unit = units[origin];
  if (unit === undefined)
    return inclusive === false
      ? `must be ${bound === 'at least' ? 'more' : 'less'} than ${limit}`
      : `must be ${bound} ${limit}`;
  if (bound === 'at least' && Number(limit) === 1) return 'must not be empty';
  return `must have ${bound} ${limit.toLocaleString('en')}${unit}`;
}

const nearestOf = ({ input, values }: { input?: unknown; values: readonly unknown[] }): string =>
  typeof input === 'string'
    ? didYouMean(
        input,
        values.filter((value) => typeof value === 'string'),
      )
    : '';

import { wildcard } from './wildcard.ts';

/** The facts of a call that a condition can ask for; a key with several values holds them all. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

export interface Condition {
  operator: string;
  key: string;
  values: string[];
}

type Matches = (actual: string, expected: string) => boolean;

const equals: Matches = (actual, expected) => actual === expected;
const like: Matches = (actual, expected) => wildcard(expected)(actual);
const sameIgnoringCase: Matches = (actual, expected) => actual.toLowerCase() === expected.toLowerCase();

const operators: Readonly<Record<string, { matches: Matches; negated?: boolean }>> = {
  StringEquals: { matches: equals },
  StringNotEquals: { matches: equals, negated: true },
  StringEqualsIgnoreCase: { matches: sameIgnoringCase },
  StringLike: { matches: like },
  StringNotLike: { matches: like, negated: true },
  ArnEquals: { matches: like },
  ArnLike: { matches: like },
  Bool: { matches: sameIgnoringCase },
};

/** The keys that this runtime fills for every call that has them; a condition on another would never hold. */
const knownKeys = new Set([
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:SecureTransport',
  'dynamodb:LeadingKeys',
  'events:detail-type',
  'events:source',
  'kms:ViaService',
  'secretsmanager:SecretId',
]);

const operatorShape = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/;

/** What of this condition is not implemented, or undefined. */
export function unknownIn({ operator, key }: Condition): string | undefined {
  const [, , name = operator] = operatorShape.exec(operator) ?? [];
  if (!Object.hasOwn(operators, name)) return `condition operator ${operator}`;
  return knownKeys.has(key) ? undefined : `condition key ${key}`;
}

/** IAM's truth table: a missing key fails a condition, unless it is negated, IfExists or ForAllValues. */
export function holds({ operator, key, values }: Condition, context: ConditionContext): boolean {
  const [, quantifier, name = '', ifExists] = operatorShape.exec(operator) ?? [];
  const rule = operators[name];
  if (!rule) throw new Error(`The condition operator ${operator} passed the check of the policy.`);
  const { matches, negated = false } = rule;
  const actual = [context[key] ?? []].flat();
  const fits = (value: string) => values.some((expected) => matches(value, expected)) !== negated;
  if (quantifier === 'ForAllValues') return actual.every(fits);
  if (quantifier === 'ForAnyValue') return actual.some(fits);
  return actual.length === 0 ? negated || ifExists !== undefined : actual.every(fits);
}

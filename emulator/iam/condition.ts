import { wildcard } from './wildcard.ts';

/** The facts of a call that a condition can ask for; a key with several values holds them all. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

export interface Condition {
  operator: string;
  key: string;
  values: string[];
}

/** From what a policy expects to whether a value is that. */
type Matcher = (expected: string) => (actual: string) => boolean;

const equals: Matcher = (expected) => (actual) => actual === expected;
const like: Matcher = (expected) => wildcard(expected);
const sameIgnoringCase: Matcher = (expected) => (actual) => actual.toLowerCase() === expected.toLowerCase();

const operators: Readonly<Record<string, { matcher: Matcher; negated?: boolean }>> = {
  StringEquals: { matcher: equals },
  StringNotEquals: { matcher: equals, negated: true },
  StringEqualsIgnoreCase: { matcher: sameIgnoringCase },
  StringLike: { matcher: like },
  StringNotLike: { matcher: like, negated: true },
  ArnEquals: { matcher: like },
  ArnLike: { matcher: like },
  ArnNotLike: { matcher: like, negated: true },
  Bool: { matcher: sameIgnoringCase },
};

/** The keys that this runtime fills for every call that has them; a condition on another would never hold. */
const knownKeys = new Set([
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:SecureTransport',
  'aws:ViaAWSService',
  'dynamodb:LeadingKeys',
  'events:detail-type',
  'events:source',
  'kms:ViaService',
  'secretsmanager:SecretId',
]);

/** What only calls in an account have, for whoever plays that account to fill. */
const isKeyOfAccounts = (key: string): boolean =>
  key.startsWith('aws:ResourceTag/') || ['iam:PermissionsBoundary', 'lambda:FunctionArn'].includes(key);

const operatorShape = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/;

/** What of this condition is not implemented, or undefined. */
export function unknownIn({ operator, key }: Condition): string | undefined {
  const [, , name = operator] = operatorShape.exec(operator) ?? [];
  if (!Object.hasOwn(operators, name)) return `condition operator ${operator}`;
  return knownKeys.has(key) || isKeyOfAccounts(key) ? undefined : `condition key ${key}`;
}

/** IAM's truth table: a missing key fails a condition, unless it is negated, IfExists or ForAllValues. */
export function conditionTest({ operator, key, values }: Condition): (context: ConditionContext) => boolean {
  const [, quantifier, name = '', ifExists] = operatorShape.exec(operator) ?? [];
  const rule = operators[name];
  if (!rule) throw new Error(`The condition operator ${operator} passed the check of the policy.`);
  const { matcher, negated = false } = rule;
  const tests = values.map(matcher);
  const fits = (value: string) => tests.some((matches) => matches(value)) !== negated;
  return (context) => {
    const actual = [context[key] ?? []].flat();
    if (quantifier === 'ForAllValues') return actual.every(fits);
    if (quantifier === 'ForAnyValue') return actual.some(fits);
    return actual.length === 0 ? negated || ifExists !== undefined : actual.every(fits);
  };
}

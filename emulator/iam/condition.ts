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
const time =
  (holds: (actual: number, expected: number) => boolean): Matcher =>
  (expected) =>
  (actual) =>
    holds(Date.parse(actual), Date.parse(expected));

const operators: Readonly<Record<string, { matcher: Matcher; negated?: boolean }>> = {
  StringEquals: { matcher: equals },
  StringNotEquals: { matcher: equals, negated: true },
  StringEqualsIgnoreCase: { matcher: sameIgnoringCase },
  StringLike: { matcher: like },
  StringNotLike: { matcher: like, negated: true },
  ArnEquals: { matcher: like },
  ArnLike: { matcher: like },
  ArnNotEquals: { matcher: like, negated: true },
  ArnNotLike: { matcher: like, negated: true },
  Bool: { matcher: sameIgnoringCase },
  NumericLessThan: { matcher: (expected) => (actual) => Number(actual) < Number(expected) },
  DateLessThan: { matcher: time((actual, expected) => actual < expected) },
  DateLessThanEquals: { matcher: time((actual, expected) => actual <= expected) },
  DateGreaterThan: { matcher: time((actual, expected) => actual > expected) },
  DateGreaterThanEquals: { matcher: time((actual, expected) => actual >= expected) },
};

/** The keys that this runtime fills for every call that has them; a condition on another would never hold. */
const knownKeys = new Set([
  'aws:CurrentTime',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:SecureTransport',
  'aws:SourceIdentity',
  'aws:TagKeys',
  'aws:TokenIssueTime',
  'aws:ViaAWSService',
  'dynamodb:LeadingKeys',
  'events:detail-type',
  'events:eventBusInvocation',
  'events:source',
  'kms:MessageType',
  'kms:SigningAlgorithm',
  'kms:ViaService',
  'secretsmanager:SecretId',
  'sts:RoleSessionName',
  'sts:SourceIdentity',
]);
const knownPrefixes = ['aws:PrincipalTag/', 'aws:RequestTag/'];

const operatorShape = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/;

/** What of this condition is not implemented, or undefined. `knows` tells of further keys. */
export function unknownIn(
  { operator, key, values }: Condition,
  knows: (key: string) => boolean,
): string | undefined {
  const [, , name = operator] = operatorShape.exec(operator) ?? [];
  if (!Object.hasOwn(operators, name) && operator !== 'Null') return `condition operator ${operator}`;
  const untimely = name.startsWith('Date')
    ? values.find((value) => Number.isNaN(Date.parse(value)))
    : undefined;
  if (untimely !== undefined) return `condition value ${untimely} of ${operator}`;
  const isKnown = knownKeys.has(key) || knownPrefixes.some((prefix) => key.startsWith(prefix)) || knows(key);
  return isKnown ? undefined : `condition key ${key}`;
}

/** IAM's truth table: a missing key fails a condition, unless it is negated, IfExists or ForAllValues. */
export function conditionTest({ operator, key, values }: Condition): (context: ConditionContext) => boolean {
  if (operator === 'Null') return (context) => values.includes(String(context[key] === undefined));
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

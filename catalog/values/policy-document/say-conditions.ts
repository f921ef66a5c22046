import { visibleText } from '../../../core/lib/visible-text.ts';
import type { ReadOperator } from './condition-operators.ts';
import type { Phrase } from './marks.ts';
import type { Condition } from './policy-document.ts';

/** When it holds: "without condition", "only if aws:SourceAccount is 444455556666". */
export function sayConditions(conditions: readonly Condition[]): Phrase {
  if (conditions.length === 0) return { text: 'without condition', marks: ['no condition'] };
  return {
    text: `only if ${conditions.map(sayCondition).join(', and ')}`,
    marks: conditions.every(hardlyLimits) ? ['a condition that hardly limits'] : [],
  };
}

function sayCondition({ operator, key, values }: Condition): string {
  const shown = values.map((value) => visibleText(value, Number.POSITIVE_INFINITY) || '""').join(' or ');
  const words = `${inSet[operator.set ?? 'one']}${visibleText(key, 400)} ${operator.words} ${shown}`;
  return isMetByMissing(operator) ? `${words} (or it is missing)` : words;
}

const inSet = { one: '', ForAnyValue: 'any of ', ForAllValues: 'each of ' } as const;

/** IAM takes a missing key as a match for these. */
const isMetByMissing = ({ ifExists, negated, set }: ReadOperator): boolean =>
  ifExists || negated === true || set === 'ForAllValues';

const hardlyLimits = ({ operator, values }: Condition): boolean =>
  isMetByMissing(operator) ||
  (operator.name === 'Null' && values.includes('true')) ||
  (operator.name === 'IpAddress' && values.some((value) => /\/0+$/.test(value))) ||
  (operator.pattern === true && values.some((value) => /^(?:arn:)?[*?:]*\*[*?:]*$/.test(value)));

/** An operator of conditions, without its prefix and suffix. */
interface Operator {
  /** Between key and value: "aws:SourceIp is in 10.0.0.0/8". */
  words: string;
  /** A negated one is also met where the key is missing. */
  negated?: true;
  /** Reads `*` as anything. */
  pattern?: true;
}

/** All there are (IAM User Guide, "condition operators"). What is not here is refused. */
export const operators: Readonly<Record<string, Operator>> = {
  StringEquals: { words: 'is' },
  StringNotEquals: { words: 'is not', negated: true },
  StringEqualsIgnoreCase: { words: 'is, in any case,' },
  StringNotEqualsIgnoreCase: { words: 'is not, in any case,', negated: true },
  StringLike: { words: 'is like', pattern: true },
  StringNotLike: { words: 'is not like', negated: true, pattern: true },
  NumericEquals: { words: 'is' },
  NumericNotEquals: { words: 'is not', negated: true },
  NumericLessThan: { words: 'is less than' },
  NumericLessThanEquals: { words: 'is at most' },
  NumericGreaterThan: { words: 'is more than' },
  NumericGreaterThanEquals: { words: 'is at least' },
  DateEquals: { words: 'is' },
  DateNotEquals: { words: 'is not', negated: true },
  DateLessThan: { words: 'is before' },
  DateLessThanEquals: { words: 'is not after' },
  DateGreaterThan: { words: 'is after' },
  DateGreaterThanEquals: { words: 'is not before' },
  Bool: { words: 'is' },
  BinaryEquals: { words: 'is the binary' },
  IpAddress: { words: 'is in' },
  NotIpAddress: { words: 'is not in', negated: true },
  ArnEquals: { words: 'is', pattern: true },
  ArnNotEquals: { words: 'is not', negated: true, pattern: true },
  ArnLike: { words: 'is like', pattern: true },
  ArnNotLike: { words: 'is not like', negated: true, pattern: true },
  Null: { words: 'is missing:' },
};

export interface ReadOperator extends Operator {
  name: string;
  set: 'ForAllValues' | 'ForAnyValue' | undefined;
  ifExists: boolean;
}

/** `ForAnyValue:StringLikeIfExists`, taken apart; nothing where there is no such operator. */
export function readOperator(text: string): ReadOperator | undefined {
  const { set, name = '', exists } = shape.exec(text)?.groups ?? {};
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!operator || (name === 'Null' && (exists || set))) return undefined;
  return { ...operator, name, set: set as ReadOperator['set'], ifExists: exists !== undefined };
}

const shape = /^(?:(?<set>ForAllValues|ForAnyValue):)?(?<name>[A-Za-z]+?)(?<exists>IfExists)?$/;

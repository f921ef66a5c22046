import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';

type Plain = string | number | boolean | readonly Plain[];

/** What is known of a value before there is a request: itself, or whether the agent's own words have a part in it. */
export type PartialValue = { known: Plain } | { byStated: boolean };

/** A policy's conditions in one environment, whatever else a request may hold. An error while evaluating is no match. */
export function evaluatePartially({ conditions }: PolicyJson, environment: string): PartialValue {
  const clauses = conditions.map(({ kind, body }) => {
    const value = look(body, environment);
    return kind === 'when' ? value : not(value);
  });
  return clauses.reduce(and, yes);
}

export const isSurelyTrue = (value: PartialValue): boolean => isKnown(value) && value.known === true;
export const canBeTrue = (value: PartialValue): boolean => !isKnown(value) || value.known === true;
export const dependsOnStated = (value: PartialValue): boolean => !isKnown(value) && value.byStated;

const yes: PartialValue = { known: true };
const no: PartialValue = { known: false };
const anything: PartialValue = { byStated: false };

const isKnown = (value: PartialValue): value is { known: Plain } => 'known' in value;
const isNo = (value: PartialValue): boolean => isKnown(value) && value.known === false;

/** Unknown, by claims where any of its parts is. */
const madeOf = (...parts: PartialValue[]): PartialValue => ({
  byStated: parts.some((part) => !isKnown(part) && part.byStated),
});

const not = (one: PartialValue): PartialValue => (isKnown(one) ? { known: one.known !== true } : one);
const and = (left: PartialValue, right: PartialValue): PartialValue => {
  if (isNo(left) || isNo(right)) return no;
  if (isSurelyTrue(left)) return right;
  return isSurelyTrue(right) ? left : madeOf(left, right);
};
const or = (left: PartialValue, right: PartialValue): PartialValue => not(and(not(left), not(right)));
const same = (left: PartialValue, right: PartialValue): PartialValue =>
  isKnown(left) && isKnown(right) && isScalar(left.known) && isScalar(right.known)
    ? { known: left.known === right.known }
    : madeOf(left, right);
const isScalar = (value: Plain): boolean => typeof value !== 'object';

interface Pair {
  left: unknown;
  right: unknown;
}
type Rule = (argument: never, environment: string) => PartialValue;

const pair =
  (judge: (left: PartialValue, right: PartialValue) => PartialValue): Rule =>
  ({ left, right }: Pair, environment) =>
    judge(look(left, environment), look(right, environment));

/** The operators that environments are told apart by. Of any other only its parts are looked through. */
const rules: Readonly<Record<string, Rule>> = {
  Value: (value: unknown) => (isExact(value) ? { known: value } : anything),
  Var: (name: string) => (name === 'context' ? { byStated: true } : anything),
  Set: (elements: readonly unknown[], environment) => {
    const value = elements.map((element) => look(element, environment));
    const known = value.flatMap((element) => (isKnown(element) ? [element.known] : []));
    return known.length === value.length ? { known } : madeOf(...value);
  },
  Record: (fields: object, environment) =>
    madeOf(...Object.values(fields).map((field) => look(field, environment))),
  '.': ({ left, attr }: { left: unknown; attr: string }, environment) =>
    isContext(left) ? ofContext(attr, environment) : madeOf(look(left, environment)),
  has: ({ left, attr }: { left: unknown; attr: string | readonly string[] }, environment) =>
    isContext(left)
      ? madeOf(ofContext(String([attr].flat()[0]), environment))
      : madeOf(look(left, environment)),
  '!': ({ arg }: { arg: unknown }, environment) => not(look(arg, environment)),
  '&&': pair(and),
  '||': pair(or),
  '==': pair(same),
  '!=': pair((left, right) => not(same(left, right))),
  contains: pair((set, element) =>
    isKnown(set) && isKnown(element) && Array.isArray(set.known) && isScalar(element.known)
      ? { known: set.known.includes(element.known) }
      : madeOf(set, element),
  ),
  'if-then-else': (branch: { if: unknown; then: unknown; else: unknown }, environment) => {
    const condition = look(branch.if, environment);
    const [then, otherwise] = [look(branch.then, environment), look(branch.else, environment)];
    if (isKnown(condition)) return isSurelyTrue(condition) ? then : otherwise;
    return isSurelyTrue(same(then, otherwise)) ? then : madeOf(condition, then, otherwise);
  },
};

/** Cedar's integers have 64 bits: what JavaScript has rounded could be any of several. */
const isExact = (value: unknown): value is string | number | boolean =>
  typeof value === 'number' ? Number.isSafeInteger(value) : typeof value !== 'object';

const isContext = (expression: unknown): boolean =>
  typeof expression === 'object' &&
  expression !== null &&
  'Var' in expression &&
  expression.Var === 'context';

function ofContext(part: string, environment: string): PartialValue {
  return part === 'environment' ? { known: environment } : { byStated: part === 'stated' };
}

function look(expression: unknown, environment: string): PartialValue {
  if (typeof expression !== 'object' || expression === null) return anything;
  if (Array.isArray(expression)) return madeOf(...expression.map((part) => look(part, environment)));
  const parts = Object.entries(expression);
  const [[operator, argument] = ['', undefined]] = parts;
  const rule = parts.length === 1 && Object.hasOwn(rules, operator) ? rules[operator] : undefined;
  return rule
    ? rule(argument as never, environment)
    : madeOf(...parts.map(([, part]) => look(part, environment)));
}

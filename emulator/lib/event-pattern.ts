import { NotImplementedLocally } from './not-implemented-locally.ts';

type Test = (actual: unknown) => boolean;
export type EventTest = (event: object) => boolean;

/** A pattern that this matcher cannot judge stops the start: a guess would deliver at random. */
const unimplemented = (what: string): never => {
  throw new NotImplementedLocally(`event pattern: ${what}`);
};

/** Each comparison: what it is given, turned into a test. `undefined` stands for a field that is absent. */
const comparisons: Readonly<Record<string, (given: unknown) => Test>> = {
  prefix: (given) => textual('prefix', given, (actual, start) => actual.startsWith(start)),
  suffix: (given) => textual('suffix', given, (actual, end) => actual.endsWith(end)),
  'equals-ignore-case': (given) =>
    textual('equals-ignore-case', given, (actual, same) => actual.toLowerCase() === same.toLowerCase()),
  wildcard: (given) => {
    const expression = asExpression(String(given));
    return textual('wildcard', given, (actual) => expression.test(actual));
  },
  exists: (given) => (actual) => (actual !== undefined) === given,
  'anything-but': (given) => {
    const excluded = [given].flat().map(testOf);
    return (actual) => actual !== undefined && !excluded.some((test) => test(actual));
  },
};

/** A star is any run of characters. A backslash before one, or a second star beside it, nobody here has needed. */
function asExpression(pattern: string): RegExp {
  if (/\\|\*\*/.test(pattern)) return unimplemented(`wildcard ${pattern}`);
  return new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`);
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]]/g, '\\$&');

function textual(name: string, given: unknown, matches: (actual: string, given: string) => boolean): Test {
  if (typeof given !== 'string') return unimplemented(`${name} of ${JSON.stringify(given)}`);
  return (actual) => typeof actual === 'string' && matches(actual, given);
}

function testOf(rule: unknown): Test {
  if (typeof rule !== 'object' || rule === null) return (actual) => actual === rule;
  const [[name, given] = ['', undefined], ...rest] = Object.entries(rule);
  const comparison = Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
  if (!comparison || rest.length > 0) return unimplemented(JSON.stringify(rule));
  return comparison(given);
}

/** Fields are AND, the rules of a field are OR, and of an array in the event one element is enough. */
export function compilePattern(pattern: Record<string, unknown>): EventTest {
  const fields = Object.entries(pattern).map(([name, rules]): EventTest => {
    if (name === '$or') return anyOf(rules);
    if (name.startsWith('$')) return unimplemented(name);
    if (Array.isArray(rules)) {
      const tests = rules.map(testOf);
      return (event) => candidates(valueAt(event, name)).some((actual) => tests.some((test) => test(actual)));
    }
    if (typeof rules !== 'object' || rules === null)
      return unimplemented(`field ${name} must be an array or an object`);
    const inner = compilePattern(rules as Record<string, unknown>);
    return (event) =>
      [valueAt(event, name) ?? {}].flat().some((value) => typeof value === 'object' && inner(value));
  });
  return (event) => fields.every((field) => field(event));
}

/** Of alternatives, each a pattern of its own, one is enough. */
function anyOf(alternatives: unknown): EventTest {
  if (!Array.isArray(alternatives) || alternatives.length < 2)
    return unimplemented('$or of anything but two or more patterns');
  const tests = alternatives.map((alternative) => compilePattern(alternative as Record<string, unknown>));
  return (event) => tests.some((test) => test(event));
}

const valueAt = (event: object, name: string): unknown =>
  Object.hasOwn(event, name) ? (event as Record<string, unknown>)[name] : undefined;

const candidates = (value: unknown): unknown[] =>
  Array.isArray(value) && value.length > 0 ? value : [Array.isArray(value) ? undefined : value];

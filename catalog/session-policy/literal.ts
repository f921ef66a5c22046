import type { Json } from '../../core/lib/json.ts';

/**
 * What IAM reads as more than itself in a policy's value. In a value of an agent each must stand for itself, but templates of
 * ours have wildcards of their own, and behind `entry.arn` nothing would tell one from the other. So values go in with marks
 * in their place, and come out with IAM's escapes: `${*}`, `${?}`, `${$}`.
 */
const marks = { '*': '\uE000', '?': '\uE001', $: '\uE002' } as const;

const characters = Object.keys(marks) as (keyof typeof marks)[];

/** The same value, with a mark for each character that a policy would not take literally, in names of members too. */
export function marked<Value extends Json>(value: Value): Value;
export function marked(value: Json): Json {
  if (typeof value === 'string')
    return characters.reduce((text, one) => text.replaceAll(one, marks[one]), value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => marked(item));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [marked(name), marked(inner)]));
}

/** As it was before. */
export const unmarked = (text: string): string =>
  characters.reduce((rest, one) => rest.replaceAll(marks[one], one), text);

/** As a policy says exactly this. */
export const escaped = (text: string): string =>
  characters.reduce((rest, one) => rest.replaceAll(marks[one], `\${${one}}`), text);

/** No wildcard of ours is in it: it names one thing. Of a marked text. */
export const isExact = (text: string): boolean => !/[*?]/.test(text);

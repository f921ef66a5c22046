/**
 * What to look out for in a statement that allows, the gravest first, with how much it counts when statements are put in
 * order. A statement has each mark that any of its parts earns: one that allows more has the same ones and perhaps others,
 * so it never looks narrower.
 */
export const marks = {
  anyone: 128,
  'another account': 64,
  'sign-in from outside AWS': 64,
  'every action': 32,
  'all actions but some': 32,
  'powerful actions': 16,
  'every action of a service': 8,
  'every resource': 8,
  'all resources but some': 8,
  'no condition': 4,
  'a condition that hardly limits': 3,
} as const;
export type Mark = keyof typeof marks;

/** A part of a sentence, and what it earns. */
export interface Phrase {
  text: string;
  marks: readonly Mark[];
}

export const widthOf = (given: readonly Mark[]): number =>
  [...new Set(given)].reduce((sum, mark) => sum + marks[mark], 0);

/** Each once, in the order of the list above. */
export const inOrder = (given: readonly Mark[]): Mark[] =>
  (Object.keys(marks) as Mark[]).filter((mark) => given.includes(mark));

/** "a, b and c": all of them, because what a policy grants is never cut short; the widest first. */
export function sayAll(phrases: readonly Phrase[]): Phrase {
  const texts = phrases
    .toSorted((one, other) => widthOf(other.marks) - widthOf(one.marks))
    .map(({ text }) => text);
  const last = texts.pop() ?? 'nothing';
  return {
    text: texts.length === 0 ? last : `${texts.join(', ')} and ${last}`,
    marks: inOrder(phrases.flatMap((phrase) => phrase.marks)),
  };
}

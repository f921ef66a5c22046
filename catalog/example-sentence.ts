import type { CatalogEntry } from './entry.ts';

const sentences = new WeakMap<CatalogEntry, string>();

/** What people would read of its example. Kept: a search reads those of all actions, again and again. */
export function exampleSentence(entry: CatalogEntry): string {
  const { say, example } = entry;
  const sentence = sentences.get(entry) ?? say(example.parameters, { account: '111122223333' });
  sentences.set(entry, sentence);
  return sentence;
}

import type { CatalogEntry } from './entry.ts';
import { exampleSentence } from './example-sentence.ts';

/**
 * Those that have every one of the words, without case, in their name, their groups, their sentence, or the parameters of
 * their example.
 */
export function searchActions(entries: readonly CatalogEntry[], words: string): readonly CatalogEntry[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return entries.filter((entry) => {
    const text = textOf(entry).toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** The API's own name of the operation, which IAM may call otherwise, is a name as well. */
const textOf = (entry: CatalogEntry): string =>
  [
    entry.action,
    entry.operation,
    ...entry.groups,
    exampleSentence(entry),
    ...Object.keys(entry.example.parameters),
  ].join(' ');

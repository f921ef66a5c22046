import type { CatalogEntry } from '../../../catalog/entry.ts';

/** What people would read of its example. */
export const sentenceOf = ({ say, example }: CatalogEntry): string =>
  say(example.parameters, { account: '111122223333' });

import type { CatalogEntry } from '../entry.ts';
import type { PlainRulingOn } from '../generate/gated-actions.ts';

/** The names of events of calls that only read and that policy does not plainly let through: `GetSecretValue`. */
export const gatedReads = (entries: readonly CatalogEntry[], plainRulingOn: PlainRulingOn): string[] => [
  ...new Set(
    entries
      .filter((entry) => entry.readOnly && plainRulingOn(entry).gated)
      .flatMap(({ cloudTrail }) => cloudTrail?.names ?? []),
  ),
];

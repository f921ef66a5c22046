import type { CatalogEntry } from './entry.ts';
import { hasSecretResult } from './secret-results.ts';
import { isNeverRunnable, onlyAgentRuns } from './who-runs-it.ts';

/** What of a run is never stored, so that whoever asked for it has to be there when Countersign runs it. */
export type UnkeptPart = 'parameters' | 'answer';

/** Nothing of what Countersign does not run. */
export function unkeptOf(entry: CatalogEntry): readonly UnkeptPart[] {
  if (onlyAgentRuns(entry) || isNeverRunnable(entry)) return [];
  const hides = Object.keys(entry.secrets).length > 0;
  return [
    ...(hides ? (['parameters'] as const) : []),
    ...(hasSecretResult(entry) ? (['answer'] as const) : []),
  ];
}

import { compareText } from '../../core/lib/compare-text.ts';
import type { IamReference } from '../iam-reference/iam-reference.ts';
import { actionPatterns, type PatternOptions } from './action-patterns.ts';
import { serviceOf } from './agent-limits.ts';

/** The patterns of these actions, by service. Of a service that the reference does not have, the actions themselves. */
export function patternsByService(
  actions: Iterable<string>,
  reference: IamReference,
  options?: PatternOptions,
): ReadonlyMap<string, readonly string[]> {
  const byService = Map.groupBy(actions, serviceOf);
  return new Map(
    [...byService]
      .sort(([one], [other]) => compareText(one, other))
      .map(([service, names]) => {
        const known = reference.get(service);
        return [
          service,
          known ? actionPatterns(new Set(names), [...known.keys()], options) : [...names].sort(compareText),
        ];
      }),
  );
}

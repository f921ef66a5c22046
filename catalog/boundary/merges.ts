import type { IamReference } from '../iam-reference/iam-reference.ts';
import { serviceOf } from './agent-limits.ts';
import { matchesPattern } from './matches-pattern.ts';

/** One pattern that could stand for several. */
export interface Merge {
  pattern: string;
  /** That it would stand for. */
  patterns: number;
  /** What would have to be ruled on as the rest of them are. */
  missing: readonly string[];
  saves: number;
}

/** Where documents are too long: first what saves the most characters for each action that is ruled on otherwise. */
export function merges(
  patterns: readonly string[],
  wanted: ReadonlySet<string>,
  reference: IamReference,
): Merge[] {
  return [...Map.groupBy(patterns, serviceOf)]
    .flatMap(([service, ofService]) => {
      const known = [...(reference.get(service)?.keys() ?? [])];
      const verbs = new Set(known.map((name) => `${/^[^:]+:[A-Z][a-z]*/.exec(name)?.[0]}*`));
      return [...verbs].map((pattern) => {
        const stoodFor = ofService.filter((one) =>
          known.every((name) => !matchesPattern(one, name) || matchesPattern(pattern, name)),
        );
        const missing = known.filter((name) => matchesPattern(pattern, name) && !wanted.has(name));
        const saves = stoodFor.join('","').length - pattern.length;
        return { pattern, patterns: stoodFor.length, missing, saves };
      });
    })
    .filter(({ patterns: count, missing }) => count > 1 && missing.length > 0)
    .sort((one, other) => other.saves / other.missing.length - one.saves / one.missing.length);
}

/** `ec2:Get* for 7 patterns, were ec2:GetConsoleOutput and 3 more ruled on alike`, of the best three. */
export const sayMerges = (found: readonly Merge[]): string =>
  found
    .slice(0, 3)
    .map(({ pattern, patterns, missing }) => {
      const more = missing.length > 1 ? ` and ${missing.length - 1} more` : '';
      return `${pattern} for ${patterns} patterns, were ${missing[0]}${more} ruled on alike`;
    })
    .join('; ');

import type { CatalogEntry } from '../entry.ts';
import type { PlainRulingOn } from '../generate/gated-actions.ts';
import type { Verdict } from './verdict.ts';

/** What policy makes of the IAM actions that entries of the catalog stand on. Of several, the strictest holds. */
export function curatedVerdicts(
  entries: readonly CatalogEntry[],
  rulingOn: PlainRulingOn,
): ReadonlyMap<string, Verdict> {
  const ruled = entries.map((entry) => ({ entry, ruling: rulingOn(entry) }));
  const gated = ruled.filter(({ ruling }) => ruling.gated);
  const open = ruled.filter(({ ruling }) => !ruling.gated);
  return new Map([
    ...open.flatMap(({ entry, ruling: { policies } }) =>
      entry.iamActions.map((name): [string, Verdict] => [name, { kind: 'allowed', policies }]),
    ),
    ...gated.flatMap(({ entry: { action, denial, iamActions } }) =>
      iamActions.map((name): [string, Verdict] => [name, { kind: 'in-part', action, denial }]),
    ),
    ...gated
      .filter(({ entry }) => entry.denial.condition === undefined)
      .flatMap(({ entry: { action, denial }, ruling: { policies } }) =>
        denial.actions.map((name): [string, Verdict] => [name, denied(action, policies)]),
      ),
  ]);
}

export const denied = (action: string, policies: readonly string[]): Verdict => ({
  kind: 'denied',
  by: 'boundary',
  why: policies.length > 0 ? { code: 'gated', action, policies } : { code: 'not-plainly-allowed', action },
});

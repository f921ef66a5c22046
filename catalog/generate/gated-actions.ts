import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Policy } from '../../core/policy/bundle.ts';
import type { Catalog, CatalogEntry } from '../entry.ts';

/**
 * The actions that agents may not simply do: some policy that names the action asks people or forbids, or none permits it
 * to everyone without a condition. What is left out is plainly allowed: IAM alone rules on it.
 */
export function gatedActions({ entries }: Catalog, policies: readonly Policy[]): CatalogEntry[] {
  const judged = policies.map(judge);
  return entries.filter((entry) => {
    const about = judged.filter(({ covers }) => covers(entry));
    return about.some(({ closes }) => closes) || !about.some(({ opens }) => opens);
  });
}

interface Judged {
  covers: (entry: CatalogEntry) => boolean;
  /** It asks people, or forbids. */
  closes: boolean;
  /** It allows whoever asks, whatever stands in the request. */
  opens: boolean;
}

function judge({ effect, scope, terms, text }: Policy): Judged {
  const { actions } = scope;
  const plain = scope.principal === null && scope.resource === null && isUnconditional(text);
  const strict = effect === 'forbid' || terms !== undefined;
  return {
    covers: ({ action, groups }) =>
      actions === null || [action, ...groups].some((name) => actions.includes(name)),
    // A policy on every action that has a condition ("agents in quarantine") is about who and when. Were it to close all
    // that it can reach, agents could not look at anything any more.
    closes: strict && (actions !== null || plain),
    opens: !strict && plain,
  };
}

function isUnconditional(text: string): boolean {
  const answer = policyToJson(text);
  if (answer.type === 'failure') throw new Error(`A compiled policy does not parse: ${text}`);
  return answer.json.conditions.length === 0;
}

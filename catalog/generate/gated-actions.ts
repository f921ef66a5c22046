import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Policy } from '../../core/policy/bundle.ts';
import type { Catalog, CatalogEntry } from '../entry.ts';

/** What policies say of an action whoever asks for it, and with whatever parameters. */
export type PlainRuling =
  /** IAM alone rules on it. */
  | { gated: false; policies: readonly string[] }
  /** These ask people or forbid, at least for some. None: no policy permits it to everyone without a condition. */
  | { gated: true; policies: readonly string[] };

export type PlainRulingOn = (action: Pick<CatalogEntry, 'action' | 'groups'>) => PlainRuling;

export function plainRulings(policies: readonly Policy[]): PlainRulingOn {
  const judged = policies.map(judge);
  return (action) => {
    const about = judged.filter(({ covers }) => covers(action));
    const closing = about.filter(({ closes }) => closes).map(({ id }) => id);
    const opening = about.filter(({ opens }) => opens).map(({ id }) => id);
    const gated = closing.length > 0 || opening.length === 0;
    return { gated, policies: gated ? closing : opening };
  };
}

/** The actions that agents may not simply do. What is left out is plainly allowed. */
export function gatedActions(
  { entries }: Pick<Catalog, 'entries'>,
  policies: readonly Policy[],
): CatalogEntry[] {
  const rulingOn = plainRulings(policies);
  return entries.filter((entry) => rulingOn(entry).gated);
}

interface Judged {
  id: string;
  covers: (action: Pick<CatalogEntry, 'action' | 'groups'>) => boolean;
  /** It asks people, or forbids. */
  closes: boolean;
  /** It allows whoever asks, whatever stands in the request. */
  opens: boolean;
}

function judge({ id, effect, scope, terms, text }: Policy): Judged {
  const { actions } = scope;
  const plain = scope.principal === null && scope.resource === null && isUnconditional(text);
  const strict = effect === 'forbid' || terms !== undefined;
  return {
    id,
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

import type { Policy } from '../../core/policy/bundle.ts';
import type { Catalog, CatalogEntry } from '../entry.ts';
import { judgePolicy } from './judge-policy.ts';

/** What policies say of an action whoever asks for it, and with whatever parameters. */
export type PlainRuling =
  /** IAM alone rules on it. */
  | { gated: false; policies: readonly string[] }
  /** These ask people or forbid, at least for some. None: no policy permits it to everyone without a condition. */
  | { gated: true; policies: readonly string[] };

export type PlainRulingOn = (action: Pick<CatalogEntry, 'action' | 'groups'>) => PlainRuling;

export function plainRulings(policies: readonly Policy[]): PlainRulingOn {
  const judged = policies.map(judgePolicy);
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

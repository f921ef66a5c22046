import { merge } from '../../core/policy/merge.ts';
import { indexByScope } from '../../core/policy/policy-index.ts';
import { coversActions, type KnownNames, standingOf } from '../analysis/scope-reach.ts';
import { atLeastAsStrict } from '../analysis/strictness.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/**
 * Policies that can never decide: wherever one matches, another does too, and that one alone is at least as strict.
 * Found where the other has no conditions or the same ones; what differs in conditions is left to people.
 */
export function checkShadows(parsed: readonly ParsedPolicy[], known: KnownNames): Finding[] {
  const entries = parsed.map((each, position): Entry => ({ parsed: each, position }));
  const alike = Map.groupBy(entries, ({ parsed: { conditions } }) => conditions);
  const finders = new Map([...alike].map(([conditions, group]) => [conditions, shadowsAmong(group, known)]));
  const unconditional = finders.get('[]');

  return entries.flatMap((entry) => {
    const shadow = unconditional?.(entry) ?? finders.get(entry.parsed.conditions)?.(entry);
    if (!shadow) return [];
    const { policy, positionOf } = entry.parsed;
    const { id, file, line, column } = shadow.parsed.policy;
    const message = `${policy.id} can never decide: ${id} (${file}:${line}:${column}) matches wherever it does and is at least as strict`;
    return finding('shadowed', positionOf('@id'), message);
  });
}

interface Entry {
  parsed: ParsedPolicy;
  position: number;
}

function shadowsAmong(candidates: readonly Entry[], known: KnownNames): (entry: Entry) => Entry | undefined {
  const find = indexByScope(candidates, ({ parsed }) => parsed.policy.scope);
  return (entry) => {
    const { scope } = entry.parsed.policy;
    // What is found covers the principal and the resource, and one of the actions.
    return find(standingOf(scope, known)).find(
      (other) =>
        other !== entry && coversActions(other.parsed.policy.scope, scope, known) && outdoes(other, entry),
    );
  };
}

/** Of two that say the same, the one that is read first stays. */
const outdoes = (other: Entry, entry: Entry): boolean =>
  saysAsMuch(other, entry) && (!saysAsMuch(entry, other) || other.position < entry.position);

function saysAsMuch({ parsed: { policy: one } }: Entry, { parsed: { policy: other } }: Entry): boolean {
  if (!atLeastAsStrict(merge([one], '', 'agent'), merge([other], '', 'agent'))) return false;
  if (one.effect === 'forbid') return true;
  // An opinion on how it runs counts where the other has none.
  if (other.run !== undefined && one.run === undefined) return false;
  // And so does where it is asked.
  if (other.terms?.channel !== undefined && other.terms.channel !== one.terms?.channel) return false;
  const told = one.terms?.notifications.map(({ afterSeconds, group }) => `${afterSeconds} ${group}`) ?? [];
  return (other.terms?.notifications ?? []).every(({ afterSeconds, group }) =>
    told.includes(`${afterSeconds} ${group}`),
  );
}

import type { Directory, DirectoryAgent } from '../../core/directory/directory.ts';
import { mergeTerms, type Review } from '../../core/policy/merge.ts';
import { sayPlaces } from '../../core/policy/reasons.ts';
import { canBeMet } from '../../core/policy/satisfiable.ts';
import { isSure } from '../analysis/partial-evaluation.ts';
import type { Prospect } from '../analysis/policies-that-meet.ts';
import { type Finding, warning } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

type Asking = ParsedPolicy & { policy: Review };

/** Two policies that each can be met, and together ask for more people than there are: where both match, it is refused. */
export function checkTogether(prospects: readonly Prospect[], directory: Directory): Finding[] {
  const stuck = new Map<string, { pair: Pair; agents: Set<DirectoryAgent> }>();
  for (const { agents, candidates } of prospects) {
    if (candidates.some(({ parsed, foreseen }) => parsed.policy.effect === 'forbid' && isSure(foreseen)))
      continue;
    const asking = candidates.map(({ parsed }) => parsed).filter(asks);
    for (const agent of agents) {
      const pair = stuckPair(asking, directory, agent.owners);
      if (!pair) continue;
      const key = pair.map(({ policy }) => policy.id).join(' ');
      const known = stuck.get(key) ?? { pair, agents: new Set() };
      stuck.set(key, { pair, agents: known.agents.add(agent) });
    }
  }
  return [...stuck.values()].map(({ pair, agents }) => sayPair(pair, [...agents]));
}

type Pair = readonly [first: Asking, second: Asking];

const asks = (parsed: ParsedPolicy): parsed is Asking => parsed.policy.terms !== undefined;

/** What one of them alone asks too much is told at that policy. */
function stuckPair(
  asking: readonly Asking[],
  directory: Directory,
  owners: readonly string[],
): Pair | undefined {
  const canMeet = (...policies: readonly Asking[]): boolean =>
    canBeMet(mergeTerms(policies.map(({ policy }) => policy)), directory, owners);
  const possible = asking.filter((one) => canMeet(one));
  if (possible.length < 2 || canMeet(...possible)) return undefined;
  for (const [at, second] of possible.entries()) {
    const first = possible.slice(0, at).find((other) => !canMeet(other, second));
    if (first) return [first, second];
  }
  return undefined;
}

function sayPair([first, second]: Pair, agents: readonly DirectoryAgent[]): Finding {
  const { id, file, line, column } = first.policy;
  const names = agents.map(({ id: name, owners }) => `${name} (owned by ${owners.join(', ')})`).join(', ');
  const together = sayPlaces(mergeTerms([first.policy, second.policy]));
  return warning(
    second.placeOf('@approvals'),
    `${second.policy.id} and ${id} (${file}:${line}:${column}) ask together for ${together}: too many once owners are left out, for ${names}; where both match, the request is refused`,
  );
}

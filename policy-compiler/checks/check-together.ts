import type { Directory, DirectoryAgent } from '../../core/directory/directory.ts';
import type { AskingPolicy } from '../../core/policy/bundle.ts';
import { highestRisk, mergeTerms } from '../../core/policy/merge.ts';
import { formatApprovals } from '../../core/policy/reasons.ts';
import { isSatisfiable } from '../../core/policy/satisfiable.ts';
import { isSurelyTrue } from '../analysis/partial-evaluation.ts';
import type { MeetingPolicies } from '../analysis/policies-that-meet.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

type Asking = ParsedPolicy & { policy: AskingPolicy };

/** Two policies that each can be met, and together ask for more people than there are: where both match, it is refused. */
export function checkTogether(meetings: readonly MeetingPolicies[], directory: Directory): Finding[] {
  const stuck = new Map<string, { pair: Pair; agents: Set<DirectoryAgent> }>();
  for (const { agents, candidates } of meetings) {
    if (candidates.some(({ parsed, value }) => parsed.policy.effect === 'forbid' && isSurelyTrue(value)))
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
  return [...stuck.values()].map(({ pair, agents }) => formatPair(pair, [...agents]));
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
    isSatisfiable(merged(policies.map(({ policy }) => policy)), directory, owners);
  const possible = asking.filter((one) => canMeet(one));
  if (possible.length < 2 || canMeet(...possible)) return undefined;
  for (const [at, second] of possible.entries()) {
    const first = possible.slice(0, at).find((other) => !canMeet(other, second));
    if (first) return [first, second];
  }
  return undefined;
}

/** What is critical for one of them is so for both, and asks the directory alone who is in a group. */
const merged = (policies: readonly AskingPolicy[]) => ({
  terms: mergeTerms(policies),
  risk: highestRisk(policies),
});

function formatPair([first, second]: Pair, agents: readonly DirectoryAgent[]): Finding {
  const { id, file, line, column } = first.policy;
  const names = agents.map(({ id: name, owners }) => `${name} (owned by ${owners.join(', ')})`).join(', ');
  const together = formatApprovals(mergeTerms([first.policy, second.policy]));
  return finding(
    'too-many-together',
    second.positionOf('@approvals'),
    `${second.policy.id} and ${id} (${file}:${line}:${column}) ask together for ${together}: too many once owners are left out, for ${names}; where both match, the request is refused`,
  );
}

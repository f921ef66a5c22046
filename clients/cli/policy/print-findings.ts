import { type Finding, formatFinding } from '../../../policy-compiler/finding.ts';
import { formatCount } from '../format-count.ts';
import { plain, type Terminal } from '../terminal.ts';
import { loadPolicies, type Policies, type PoliciesAnswer, type Sources } from './policies.ts';

/** What one mistake makes wrong in many places is told once, with how many more there are. */
export function printFindings(terminal: Terminal, findings: readonly Finding[]): void {
  const alike = Map.groupBy(findings, ({ severity, message }) => `${severity} ${message}`);
  for (const [first, ...others] of alike.values()) {
    if (!first) continue;
    const more = others.length > 0 ? ` (and ${formatCount(others.length, 'more place')} like this)` : '';
    for (const line of `${formatFinding(first)}${more}`.split('\n')) terminal.err(plain(line));
  }
}

/** The policies, or none and status 1 with everything that is wrong with them. */
export function policiesOrTold(terminal: Terminal, answer: PoliciesAnswer): Policies | undefined {
  if (answer.ok) return answer.policies;
  printFindings(terminal, answer.errors);
  terminal.exitWith(1);
  return undefined;
}

export const openPolicies = async (terminal: Terminal, sources: Sources): Promise<Policies | undefined> =>
  policiesOrTold(terminal, await loadPolicies(sources));

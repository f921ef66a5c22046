import { type Finding, formatFinding } from '../../../policy-compiler/finding.ts';
import { plain, type Terminal } from '../terminal.ts';
import { loadPolicies, type Policies, type PoliciesAnswer, type Sources } from './policies.ts';

export const printFindings = (terminal: Terminal, findings: readonly Finding[]): void => {
  for (const finding of findings) terminal.err(plain(formatFinding(finding)));
};

/** The policies, or none and status 1 with everything that is wrong with them. */
export function policiesOrTold(terminal: Terminal, answer: PoliciesAnswer): Policies | undefined {
  if (answer.ok) return answer.policies;
  printFindings(terminal, answer.errors);
  terminal.exitWith(1);
  return undefined;
}

export const openPolicies = async (terminal: Terminal, sources: Sources): Promise<Policies | undefined> =>
  policiesOrTold(terminal, await loadPolicies(sources));

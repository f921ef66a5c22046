import type { Command } from 'commander';
import { canBeMet } from '../../functions/core/policy/check-people.ts';
import { error, type Finding } from '../../functions/core/policy/finding.ts';
import { sayCount } from '../say-count.ts';
import type { Terminal } from '../terminal.ts';
import { type Case, differences, readCases } from './cases.ts';
import { commandOnPolicies, type Policies, type Sources } from './policies.ts';
import { openPolicies, tellFindings } from './tell-findings.ts';
import { factsOf } from './wish.ts';

export const testCommand = (terminal: Terminal): Command =>
  commandOnPolicies(
    'test',
    'hold the policies to policies/cases/**; exit 1 where one is ruled on otherwise',
  ).action(async (sources: Sources) => {
    const policies = await openPolicies(terminal, sources);
    if (!policies) return;
    const { cases, findings } = readCases(policies.files);
    const failures = [...findings, ...cases.flatMap((each) => tryCase(each, policies))];
    tellFindings(terminal, failures);
    if (failures.length > 0) {
      terminal.err(`${sayCount(failures.length, 'problem')} in ${sayCount(cases.length, 'case')}.`);
      return terminal.exitWith(1);
    }
    terminal.out(`${sayCount(cases.length, 'case')}: all ruled on as expected.`);
  });

function tryCase({ why, request, ruling: expected, place }: Case, policies: Policies): Finding[] {
  const answer = factsOf(request, policies);
  if (!answer.ok) return [error(place, answer.problem)];
  const ruling = policies.ruleOn(answer.facts);
  const { directory } = policies.bundle;
  const { owners } = answer.agent;
  const stuck = ruling.decision === 'review' && !canBeMet(ruling.terms, directory, owners);
  const wrong = [
    ...differences(expected, ruling),
    ...(stuck
      ? ['the policies that match ask together for more people than there are, without the owners']
      : []),
  ];
  return wrong.length === 0
    ? []
    : [error(place, `${why} But: ${wrong.join('; ')}. ${ruling.reasons.join(' ')}`)];
}

import type { Command } from 'commander';
import { type Finding, finding } from '../../../policy-compiler/finding.ts';
import { formatCount } from '../format-count.ts';
import { plain, type Terminal } from '../terminal.ts';
import { type Case, differences, readCases } from './cases.ts';
import { commandOnPolicies, type Policies, type Sources } from './policies.ts';
import { openPolicies, printFindings } from './print-findings.ts';
import { factsOf } from './written-request.ts';

export const testCommand = (terminal: Terminal): Command =>
  commandOnPolicies('test', 'hold the policies to their cases/**')
    .addHelpText(
      'after',
      '\nExit status: 0 every case is ruled on as expected, 1 one is not, or there is none.',
    )
    .action(async (sources: Sources) => {
      const policies = await openPolicies(terminal, sources);
      if (!policies) return;
      const { cases, findings } = readCases(policies.files);
      if (cases.length + findings.length === 0) {
        terminal.err(plain(`${sources.policies}/cases holds no case: nothing was tested.`));
        return terminal.exitWith(1);
      }
      const failures = [...findings, ...cases.flatMap((each) => tryCase(each, policies))];
      printFindings(terminal, failures);
      if (failures.length > 0) {
        terminal.err(`${formatCount(failures.length, 'problem')} in ${formatCount(cases.length, 'case')}.`);
        return terminal.exitWith(1);
      }
      terminal.out(`${formatCount(cases.length, 'case')}: all ruled on as expected.`);
    });

function tryCase({ why, request, ruling: expected, position }: Case, policies: Policies): Finding[] {
  const answer = factsOf(request, policies);
  if (!answer.ok) return [finding('case-unusable', position, answer.problem)];
  const ruling = policies.ruleOn(answer.facts);
  const wrong = differences(expected, ruling);
  return wrong.length === 0
    ? []
    : [
        finding(
          'case-not-met',
          position,
          [why, ...wrong.map((one) => `    ${one}`), ...ruling.reasons.map((one) => `      ${one}`)].join(
            '\n',
          ),
        ),
      ];
}

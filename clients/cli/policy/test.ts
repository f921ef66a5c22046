import type { Command } from 'commander';
import { whenSeen } from '../../../core/policy/when-seen.ts';
import { type Finding, finding } from '../../../policy-compiler/finding.ts';
import { formatCount } from '../format-count.ts';
import { plain, type Terminal } from '../terminal.ts';
import { type Case, differences, readCases } from './cases.ts';
import { type FormatOptions, tellReport, withFormat } from './findings-report.ts';
import { commandOnPolicies, loadPolicies, type Policies, type Sources } from './policies.ts';
import { factsOf } from './written-request.ts';

export const testCommand = (terminal: Terminal): Command =>
  withFormat(commandOnPolicies('test', 'hold the policies to their cases/**'))
    .addHelpText(
      'after',
      '\nExit status: 0 every case is ruled on as expected, 1 one is not, or there is none.',
    )
    .action(async (options: Sources & FormatOptions) => {
      const answer = await loadPolicies(options);
      if (!answer.ok) return tellReport(terminal, options, { findings: answer.errors }, false);
      const { policies } = answer;
      const { cases, findings: unread } = readCases(policies.files);
      const findings = [...unread, ...cases.flatMap((each) => tryCase(each, policies))];
      const more = { cases: cases.length };
      const [summary, isGood] =
        cases.length + unread.length === 0
          ? [plain(`${options.policies}/cases holds no case: nothing was tested.`), false]
          : findings.length > 0
            ? [`${formatCount(findings.length, 'problem')} in ${formatCount(cases.length, 'case')}.`, false]
            : [`${formatCount(cases.length, 'case')}: all ruled on as expected.`, true];
      tellReport(terminal, options, { findings, summary, more }, isGood);
    });

function tryCase({ why, request, ruling: expected, position }: Case, policies: Policies): Finding[] {
  const answer = factsOf(request, policies);
  if (!answer.ok) return [finding('case-unusable', position, answer.problem)];
  const ruling = policies.ruleOn(answer.facts);
  const wrong = differences(expected, ruling, whenSeen(policies.bundle.policies, ruling));
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

import { dependsOnStated, isSurelyTrue } from '../analysis/partial-evaluation.ts';
import type { Candidate, MeetingPolicies } from '../analysis/policies-that-meet.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/**
 * Policies by which an agent's own words alone can turn "ask a person", or a refusal, into "go". A permit that hangs on
 * claims opens by them. A review or a forbid that hangs on them closes by them, which matters where a permit lies
 * beneath. Where something strict is sure to match, no words help.
 */
export function checkStated(meetings: readonly MeetingPolicies[]): Finding[] {
  const findings = new Map<ParsedPolicy, Finding>();
  for (const { candidates } of meetings) {
    const strict = candidates.filter(isStrict);
    if (strict.some(({ value }) => isSurelyTrue(value))) continue;
    const plain = candidates.filter((candidate) => !isStrict(candidate));
    const openAnyway = plain.some(({ value }) => isSurelyTrue(value));

    for (const { parsed } of openAnyway ? [] : plain.filter(byStated)) findings.set(parsed, opening(parsed));
    const [beneath] = plain;
    if (!beneath) continue;
    for (const { parsed } of strict.filter(byStated)) {
      if (!findings.has(parsed)) findings.set(parsed, loosening(parsed, beneath.parsed));
    }
  }
  return [...findings.values()];
}

const isStrict = ({ parsed: { policy } }: Candidate): boolean =>
  policy.effect === 'forbid' || policy.terms !== undefined;

const byStated = ({ value }: Candidate): boolean => dependsOnStated(value);

const opening = ({ policy, positionOf }: ParsedPolicy): Finding =>
  finding(
    'stated-allows',
    positionOf('context'),
    `${policy.id} allows by what the agent says about itself (context.stated), which nobody has checked`,
  );

function loosening({ policy, positionOf }: ParsedPolicy, beneath: ParsedPolicy): Finding {
  const { id, file, line, column } = beneath.policy;
  const barrier = policy.terms ? 'review' : 'refusal';
  const message = `an agent can talk its way past the ${barrier} of ${policy.id} (context.stated): ${id} (${file}:${line}:${column}) allows the same`;
  return finding('stated-loosens', positionOf('context'), message);
}

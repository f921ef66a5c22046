import { hangsOnClaims, isSure } from '../analysis/partial-evaluation.ts';
import type { Candidate, Prospect } from '../analysis/policies-that-meet.ts';
import { type Finding, warning } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/**
 * Policies by which an agent's own words alone can turn "ask a person", or a refusal, into "go". A permit that hangs on
 * claims opens by them. A review or a forbid that hangs on them closes by them, which matters where a permit lies
 * beneath. Where something strict is sure to match, no words help.
 */
export function checkClaims(prospects: readonly Prospect[]): Finding[] {
  const findings = new Map<ParsedPolicy, Finding>();
  for (const { candidates } of prospects) {
    const strict = candidates.filter(isStrict);
    if (strict.some(({ foreseen }) => isSure(foreseen))) continue;
    const plain = candidates.filter((candidate) => !isStrict(candidate));
    const openAnyway = plain.some(({ foreseen }) => isSure(foreseen));

    for (const { parsed } of openAnyway ? [] : plain.filter(byClaims)) findings.set(parsed, opening(parsed));
    const [beneath] = plain;
    if (!beneath) continue;
    for (const { parsed } of strict.filter(byClaims)) {
      if (!findings.has(parsed)) findings.set(parsed, loosening(parsed, beneath.parsed));
    }
  }
  return [...findings.values()];
}

const isStrict = ({ parsed: { policy } }: Candidate): boolean =>
  policy.effect === 'forbid' || policy.terms !== undefined;

const byClaims = ({ foreseen }: Candidate): boolean => hangsOnClaims(foreseen);

const opening = ({ policy, placeOf }: ParsedPolicy): Finding =>
  warning(
    placeOf('context'),
    `${policy.id} allows by what the agent says about itself (context.claimed), which nobody has checked`,
  );

function loosening({ policy, placeOf }: ParsedPolicy, beneath: ParsedPolicy): Finding {
  const { id, file, line, column } = beneath.policy;
  const barrier = policy.terms ? 'review' : 'refusal';
  const message = `an agent can talk its way past the ${barrier} of ${policy.id} (context.claimed): ${id} (${file}:${line}:${column}) allows the same`;
  return warning(placeOf('context'), message);
}

import { type Finding, warning } from './finding.ts';
import type { ParsedPolicy } from './parse.ts';
import { readsContext } from './scope.ts';
import { overlaps, type World } from './scope-reach.ts';

/**
 * Policies by which an agent's own words alone can turn "ask a person", or a refusal, into "go". A permit that reads
 * claims opens by them. A review or a forbid that reads them closes by them, which matters where a permit lies beneath.
 */
export function checkClaims(policies: readonly ParsedPolicy[], world: World): Finding[] {
  const allows = policies.filter(({ policy }) => policy.effect === 'permit' && !policy.terms);
  return policies
    .filter(({ json }) => readsContext(json, 'claimed'))
    .flatMap((parsed) => {
      const { policy, placeOf } = parsed;
      const at = placeOf('context');
      if (allows.includes(parsed)) {
        return warning(
          at,
          `${policy.id} allows by what the agent says about itself (context.claimed), which nobody has checked`,
        );
      }
      const beneath = allows.find((allow) => overlaps(allow.policy.scope, policy.scope, world));
      if (!beneath) return [];
      const { id, file, line, column } = beneath.policy;
      const barrier = policy.terms ? 'review' : 'refusal';
      const message = `an agent can talk its way past the ${barrier} of ${policy.id} (context.claimed): ${id} (${file}:${line}:${column}) allows the same`;
      return warning(at, message);
    });
}

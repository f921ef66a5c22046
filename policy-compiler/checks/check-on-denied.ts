import { uncurated } from '../../catalog/uncurated/uncurated-groups.ts';
import type { Policy } from '../../core/policy/bundle.ts';
import { actionsWithin, type KnownNames } from '../analysis/scope-reach.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/** A policy that would have requests made of denied calls though nobody pressed anything, where a person has to. */
export const checkOnDenied = (
  policies: readonly ParsedPolicy[],
  known: Pick<KnownNames, 'actions'>,
): Finding[] =>
  policies.flatMap(({ policy, positionOf }) => {
    const why = policy.onDenied === 'ask' ? whyNotByItself(policy, known) : undefined;
    return why === undefined
      ? []
      : finding(
          'cannot-ask-so',
          positionOf('@onDenied'),
          `@onDenied("ask") is not possible ${why}; write "tell", and the agent's owner can press`,
        );
  });

function whyNotByItself(
  { risk, run = 'countersign', scope }: Policy,
  known: Pick<KnownNames, 'actions'>,
): string | undefined {
  if (risk === 'high' || risk === 'critical') return `with ${risk} risk`;
  if (run !== 'countersign') return `with @run("${run}"): no session of the agent waits for it`;
  const undescribed = actionsWithin(scope, known).find((action) =>
    [action, ...(known.actions[action] ?? [])].includes(uncurated),
  );
  return undescribed === undefined ? undefined : `for what nobody has described (${undescribed})`;
}

import type { Authority } from '../../iam/authority.ts';
import { conditionTest } from '../../iam/condition.ts';
import type { BusEvent } from './bus-event.ts';
import { type BusSpec, placeOf, type RuleSpec } from './rules.ts';

/**
 * Whether a rule may put an event on another bus by its role: the role's own policies say so, and where the bus is another
 * account's, its policy too. Answers what is in the way.
 */
export function inTheWay(
  authority: Pick<Authority, 'decide'>,
  {
    rule,
    roleArn,
    bus,
    event,
  }: { rule: RuleSpec; roleArn: string | undefined; bus: BusSpec; event: BusEvent },
): string | undefined {
  if (roleArn === undefined) return 'has no role to do so';
  const context = {
    'events:source': event.source,
    'events:detail-type': event['detail-type'],
    'events:eventBusInvocation': 'true',
    'aws:PrincipalArn': roleArn,
    'aws:PrincipalAccount': placeOf(rule.arn).account,
  };
  const need = { action: 'events:PutEvents', resource: bus.arn, context };
  const decision = authority.decide({ roleArn, sessionName: 'events' }, need);
  if (decision.kind === 'denied') return decision.reason;
  const { account } = placeOf(rule.arn);
  if (account === placeOf(bus.arn).account) return undefined;
  const matching = bus.lets.filter(
    ({ accounts, actions, conditions }) =>
      (accounts.includes(account) || accounts.includes('*')) &&
      actions.includes(need.action) &&
      conditions.every((condition) => conditionTest(condition)(context)),
  );
  const isLetIn = matching.length > 0 && matching.every(({ effect }) => effect === 'Allow');
  return isLetIn ? undefined : `is not let in by the policy of ${bus.arn}`;
}

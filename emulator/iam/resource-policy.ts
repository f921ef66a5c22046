import { z } from 'zod';
import type { ConditionContext } from './condition.ts';
import { conditionsOf, type KnowsKey, listOf, selectionOf, statementHead, statementsOf } from './policy.ts';
import { type Need, type Rule, rulesOf } from './rule.ts';
import { accountIn } from './trust-policy.ts';

/** What a policy on a resource says, for the accounts that it speaks of. */
export interface ResourceRule extends Rule {
  /** `*` stands for all. */
  accounts: readonly string[];
}

const texts = listOf(z.string()).optional();

const statementShape = z.strictObject({
  ...statementHead,
  Action: texts,
  NotAction: texts,
  Resource: texts,
  NotResource: texts,
  Principal: z.union([
    z.literal('*').transform((all) => ({ AWS: [all] })),
    z.strictObject({ AWS: texts, Service: texts }),
  ]),
});

/** Services reach a resource inside of AWS: of their statements no call here is decided. */
export const parseResourcePolicy = (name: string, document: unknown, knows: KnowsKey): ResourceRule[] =>
  statementsOf(name, document, statementShape)
    .filter(([, { Principal }]) => Principal.AWS)
    .flatMap(([source, { Effect, Action, NotAction, Resource, NotResource, Principal, Condition }]) => {
      const accounts = (Principal.AWS ?? []).map((one) => (one === '*' ? one : accountIn(source, one)));
      const rules = rulesOf({
        source,
        effect: Effect,
        actions: selectionOf(source, { Action, NotAction }),
        resources: selectionOf(source, { Resource, NotResource }),
        conditions: conditionsOf(source, Condition, knows),
      });
      return rules.map((rule) => ({ ...rule, accounts }));
    });

export type Said = 'allows' | 'denies' | 'is silent';

/** What a policy says of one call of one account. A deny wins. */
export function saidBy(
  rules: readonly ResourceRule[],
  account: string,
  need: Need,
  context: ConditionContext,
): Said {
  const effects = rules
    .filter(({ accounts }) => accounts.includes('*') || accounts.includes(account))
    .filter((rule) => rule.matches(need, context))
    .map(({ effect }) => effect);
  if (effects.includes('Deny')) return 'denies';
  return effects.length > 0 ? 'allows' : 'is silent';
}

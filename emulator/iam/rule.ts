import { type ConditionContext, conditionTest } from './condition.ts';
import type { Selection, Statement } from './policy.ts';
import { wildcard } from './wildcard.ts';

/** One thing that IAM asks for before a call may happen. */
export interface Need {
  action: string;
  resource: string;
  context?: ConditionContext;
}

/** One pair of a statement, ready to be asked: an action with a resource. */
export interface Rule {
  source: string;
  effect: Statement['effect'];
  action: string;
  resource: string;
  matches: (need: Need, context: ConditionContext) => boolean;
}

export function rulesOf({ source, effect, actions, resources, conditions }: Statement): Rule[] {
  const tests = conditions.map(conditionTest);
  const onResources = selectors(resources, {});
  return selectors(actions, { ignoreCase: true }).flatMap((action) =>
    onResources.map((resource) => ({
      ...{ source, effect, action: action.text, resource: resource.text },
      matches: (need: Need, context: ConditionContext) =>
        action.selects(need.action) &&
        resource.selects(need.resource) &&
        tests.every((holds) => holds(context)),
    })),
  );
}

interface Selector {
  text: string;
  selects: (text: string) => boolean;
}

function selectors({ allBut, patterns }: Selection, options: { ignoreCase?: boolean }): Selector[] {
  const named = patterns.map((text) => ({ text, selects: wildcard(text, options) }));
  if (!allBut) return named;
  const selects = (text: string): boolean => !named.some((one) => one.selects(text));
  return [{ text: `all but ${patterns.join(', ')}`, selects }];
}

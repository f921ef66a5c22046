import type { CatalogEntry, Denial } from '../entry.ts';

type Condition = NonNullable<Denial['condition']>;

interface StatementHead {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Condition?: Condition;
}
type OnActions = { Action: string | readonly string[] } | { NotAction: readonly string[] };
type OnResources = { Resource: '*' | readonly string[] } | { NotResource: readonly string[] };

export type Statement = StatementHead & OnActions & OnResources;

export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: readonly Statement[];
}

/** As IAM counts: without white space. */
export const sizeOf = (document: PolicyDocument): number =>
  JSON.stringify(document).replace(/\s/g, '').length;

/** What agents must not do: these actions or all but these, on these resources or all but these; left out, on all. */
export type Denied = Pick<Denial, 'condition'> &
  (Pick<Denial, 'actions'> | { notActions: readonly string[] }) &
  (Pick<Denial, 'resources'> | { notResources: readonly string[] });

/** What must be denied to keep these actions behind the gate, each condition once. */
export function denialsOf(entries: readonly CatalogEntry[]): Denial[] {
  const byCondition = new Map<string, Denial>();
  for (const { denial } of entries) {
    if (denial.actions.length === 0) continue;
    const key = JSON.stringify(denial.condition ?? null);
    const actions = [...new Set([...(byCondition.get(key)?.actions ?? []), ...denial.actions])].sort();
    byCondition.set(key, { ...denial, actions });
  }
  return [...byCondition.values()];
}

export const denyStatements = (denied: readonly Denied[], principals: Condition = {}): Statement[] =>
  denied.map(({ condition = {}, ...one }, index) => ({
    Sid: `AskCountersign${index || ''}`,
    Effect: 'Deny',
    ...('actions' in one ? { Action: one.actions } : { NotAction: one.notActions }),
    ...('notResources' in one ? { NotResource: one.notResources } : { Resource: one.resources ?? '*' }),
    ...conditionOf(condition, principals),
  }));

/** One operator can stand in both, with other keys. */
function conditionOf(one: Condition, other: Condition): Pick<StatementHead, 'Condition'> {
  const both = Object.fromEntries(
    Object.keys({ ...one, ...other }).map((operator) => [operator, { ...one[operator], ...other[operator] }]),
  );
  return Object.keys(both).length > 0 ? { Condition: both } : {};
}

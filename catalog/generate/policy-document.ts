import type { CatalogEntry, Denial } from '../entry.ts';

export interface Statement {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Action: string | readonly string[];
  Resource: '*' | readonly string[];
  Condition?: Readonly<Record<string, unknown>>;
}

export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: readonly Statement[];
}

/** As IAM counts: without white space. */
export const sizeOf = (document: PolicyDocument): number =>
  JSON.stringify(document).replace(/\s/g, '').length;

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

export function denyStatements(denials: readonly Denial[], principals: Condition = {}): Statement[] {
  return denials.map(({ actions, condition = {}, resources }, index) => {
    const conditions = both(condition, principals);
    return {
      Sid: `AskCountersign${index || ''}`,
      Effect: 'Deny',
      Action: actions,
      Resource: resources ?? '*',
      ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
    };
  });
}

type Condition = NonNullable<Denial['condition']>;

/** One operator can stand in both, with other keys. */
const both = (one: Condition, other: Condition): Condition =>
  Object.fromEntries(
    Object.keys({ ...one, ...other }).map((operator) => [operator, { ...one[operator], ...other[operator] }]),
  );

import { describePolicy, marksOf, type PolicyAround } from './describe-policy.ts';
import type { PolicyDocument, Selection } from './policy-document.ts';

/** What a policy can rule on, where a document's text has endless spellings. Sets, in Cedar's sense. */
export interface PolicyFacts {
  /** "anyone", "every action", "no condition": see `marks`. */
  marks: string[];
  /** What is allowed, in lower case: `iam:passrole`, `s3:*`. `*` also where all but some are allowed. */
  actions: string[];
  /** The services of these: `iam`, or `*`. */
  services: string[];
  /** Accounts whose principals are named, and `*` for anyone. */
  accounts: string[];
}

/** Of the statements that allow. What denies could fail to apply, so it takes nothing away. */
export function policyFacts(document: PolicyDocument, around: PolicyAround): PolicyFacts {
  const allowing = document.statements.filter(({ effect }) => effect === 'Allow');
  const actions = allowing
    .flatMap((statement) => namesOf(statement.actions))
    .map((name) => name.toLowerCase());
  const principals = allowing.flatMap((statement) =>
    statement.principals ? namesOf(statement.principals, ({ value }) => value) : [],
  );
  return {
    marks: marksOf(describePolicy(document, around)),
    actions: sorted(actions),
    services: sorted(actions.map((name) => name.split(':')[0] ?? '')),
    accounts: sorted(
      principals.flatMap((value) => (value === '*' ? value : (/:([0-9]{12}):/.exec(value)?.[1] ?? []))),
    ),
  };
}

const namesOf = <T>({ allBut, named }: Selection<T>, nameOf: (value: T) => string = String): string[] =>
  allBut ? ['*'] : named.map((value) => nameOf(value));

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();

import type { ReadOperator } from './condition-operators.ts';

/** Where a policy is attached decides which elements it has: a trust policy, for one, names no resource. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** What a parameter's policy is of. `everything` is what `*` stands for as a resource, where it is one thing: "the key". */
export interface PolicyOf {
  kind: PolicyKind;
  everything?: string;
}

/** A policy of IAM as its statements say it, decoded. */
export interface PolicyDocument {
  /** As it was written, for showing. */
  json: object;
  statements: readonly Statement[];
}

export interface Statement {
  effect: 'Allow' | 'Deny';
  /** An identity's policy names none. */
  principals: Selection<Principal> | undefined;
  actions: Selection<string>;
  /** A trust policy names none. */
  resources: Selection<string> | undefined;
  /** All of them must be met. */
  conditions: readonly Condition[];
}

/** What is named, or all but that: `NotAction`, `NotResource`, `NotPrincipal`. */
export interface Selection<T> {
  allBut: boolean;
  named: readonly T[];
}

export interface Principal {
  type: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
  value: string;
}

/** Met where the key has one of the values, as the operator compares them. */
export interface Condition {
  operator: ReadOperator;
  key: string;
  values: readonly string[];
}

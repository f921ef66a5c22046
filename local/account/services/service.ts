import type { Operation } from './operation.ts';
import type { Things } from './things.ts';

/** Something in an account, as a visitor sees it. */
export interface Shown {
  /** `role etl-runner` */
  name: string;
  /** What it has, in one word. */
  of: 'policies' | 'permissions' | 'rules';
  has: readonly { name: string; document?: string }[];
}

/** A service of AWS, as far as this account has it. */
export interface Service<State> {
  operations: Readonly<Record<string, Operation<State>>>;
  create: (things: Things) => State;
  /** What of it visitors may watch. */
  show?: (state: State) => readonly Shown[];
}

/** Infers the state that its operations share. */
export const service = <State>(one: Service<State>): Service<State> => one;

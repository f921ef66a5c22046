import type { Operation } from './operation.ts';
import type { Things } from './things.ts';

/** A service of AWS, as far as this account has it. */
export interface Service<State> {
  operations: Readonly<Record<string, Operation<State>>>;
  create: (things: Things) => State;
}

/** Infers the state that its operations share. */
export const service = <State>(one: Service<State>): Service<State> => one;

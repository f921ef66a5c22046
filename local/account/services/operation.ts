import type { Need, StackRoles } from '@countersign/emulator';
import type { JsonObject } from '../../../core/lib/json.ts';

/** One operation of a service, on what this account has of it. */
export interface Operation<State> {
  /** The members of its input that have an effect. Any other stops the call by name. */
  reads: readonly string[];
  /** All that IAM asks for. */
  needs: (input: JsonObject, at: Place) => Need[];
  /** Changes the state only where it is done. */
  answer: (input: JsonObject, state: State, at: Place) => Outcome;
}

/** Where and when a call is answered. */
export interface Place {
  account: string;
  region: string;
  now: Date;
  /** Hexadecimal digits that nobody has had. */
  newId: (digits: number) => string;
  /** Of the account's stack. */
  stackRoles: StackRoles;
}

export type Outcome = { ok: true; output: JsonObject } | Refused;

/** In the words of AWS. */
export interface Refused {
  ok: false;
  code: string;
  message: string;
  status: number;
}

export const done = (output: JsonObject = {}): Outcome => ({ ok: true, output });

export const refused = (code: string, message: string, status = 400): Refused => ({
  ok: false,
  code,
  message,
  status,
});

/** 501 is not a status that the SDK tries again. */
export const notHere = (what: string): Refused =>
  refused(
    'NotImplementedLocally',
    `NotImplementedLocally: ${what} is not implemented in the small account`,
    501,
  );

/** As requests and answers have it: UTC, to the second. */
export const timeOf = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');

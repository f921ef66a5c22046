/** Two ways to call an action of which the second lets more happen, with what must then stand in its sentence. */
export interface WideningPair {
  what: string;
  action: string;
  /** Beside the example's parameters; `undefined` leaves one out. */
  narrow: Changes;
  wide: Changes;
  says: string;
}
export type Changes = Readonly<Record<string, unknown>>;

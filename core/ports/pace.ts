import type { Rate, Turn } from '../lib/take-turn.ts';

/** Something that can be done so often only, whoever does it: what is posted into one channel. */
export interface Lane {
  name: string;
  rate: Rate;
}

/** The turns of lanes. Those who send share them, in whichever process they run: each turn is given once. */
export interface TurnStore {
  /** The next turn, where it comes within `patienceMs`. Whoever is given one MUST NOT send before it. */
  take(lane: Lane, nowMs: number, patienceMs: number): Promise<Pick<Turn, 'kind' | 'inMs'>>;
  /** There is no turn before then, for anybody. */
  rest(lane: Lane, untilMs: number): Promise<void>;
}

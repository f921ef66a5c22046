import type { Incident } from '../../core/detection/incident.ts';
import type { State } from '../../core/request/lifecycle.ts';
import { utc } from './utc.ts';

interface Standing {
  says: string;
  /** It has undone nothing and never will: another can be asked for. */
  isOver: boolean;
}

const waits = (says: string): Standing => ({ says, isOver: false });
const over = (says: string): Standing => ({ says: `${says} Nothing is undone by it.`, isOver: true });

/** What came of the request that is to undo what an incident is about, by its state. */
const standings: Readonly<Record<State, Standing>> = {
  pending: waits('People are asked.'),
  allowed: waits('It is about to run.'),
  approved: waits('It is about to run.'),
  started: waits('It runs.'),
  running: waits('It runs.'),
  done: waits('It ran: this is undone.'),
  unknown: waits('It may have run, and nobody knows.'),
  refused: over('Policy refuses it.'),
  denied: over('People said no.'),
  expired: over('Nobody decided in time.'),
  withdrawn: over('It was withdrawn.'),
  lapsed: over('It was approved, and not run in time.'),
  failed: over('It did not run.'),
};

/** Who asked for it and when, and what came of it where that is known. */
export const sayRevert = (
  { requestId, asker, at }: NonNullable<Incident['revert']>,
  state: State | undefined,
): { asked: string; standing: string | undefined } => ({
  asked: `Request ${requestId} is to undo it, asked by ${asker} at ${utc(at)}.`,
  standing: state && standings[state].says,
});

/** Whether the button would do anything. */
export const canRevert = (
  { state, agent, undo, revert }: Incident,
  reverting: State | undefined,
): boolean => {
  if (state !== 'open' || !agent || undo?.kind !== 'offered') return false;
  return !revert || reverting === undefined || standings[reverting].isOver;
};

import { describe, expect, it } from 'vitest';
import { firstStates, isDecided, mayMove, moves, type State } from '../../../../core/request/lifecycle.ts';

const states = Object.keys(moves) as State[];

describe('the lifecycle', () => {
  it('lets nothing but a vote of people lead from pending to approved', () => {
    expect(states.filter((state) => mayMove(state, 'approved'))).toEqual(['pending']);
  });

  it('lets a signature be used from allowed and approved alone', () => {
    const others = states.filter((state) => state !== 'started');
    expect(others.filter((state) => mayMove(state, 'started'))).toEqual(['allowed', 'approved']);
  });

  it('has an end that nothing leaves', () => {
    const ends = states.filter((state) => moves[state].every((next) => next === state));
    expect(ends).toEqual([
      'refused',
      'denied',
      'expired',
      'withdrawn',
      'lapsed',
      'done',
      'failed',
      'unknown',
    ]);
  });

  it('lets Countersign run what was let through alone, and lets a run end once', () => {
    const others = states.filter((state) => state !== 'running');
    expect(others.filter((state) => mayMove(state, 'running'))).toEqual(['allowed', 'approved']);
    expect(moves.running.filter((next) => next !== 'running')).toEqual(['done', 'failed', 'unknown']);
  });

  it('never comes back to a state that it has left', () => {
    const ahead = (state: State, seen: State[] = []): State[] =>
      moves[state]
        .filter((next) => next !== state && !seen.includes(next))
        .flatMap((next) => [next, ...ahead(next, [...seen, next])]);
    for (const state of states) expect(ahead(state)).not.toContain(state);
  });

  it('reaches every state from where requests begin', () => {
    const reached = new Set<State>(firstStates);
    for (const state of reached) for (const next of moves[state]) reached.add(next);
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('awaits a person in pending only', () => {
    expect(states.filter((state) => !isDecided(state))).toEqual(['pending']);
  });
});

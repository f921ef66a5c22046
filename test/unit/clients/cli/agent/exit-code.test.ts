import type { RequestView } from '@countersign/client';
import { describe, expect, it } from 'vitest';
import { exitCodeHelp, exitCodeOf, exitCodeOfProblem } from '../../../../../clients/cli/agent/exit-code.ts';
import { states } from '../../../../../core/request/lifecycle.ts';
import { slugs, typeOf } from '../../../../../functions/shared/problem.ts';

const usableUntil = '2026-03-02T10:00:00.000Z';
const inside = Date.parse(usableUntil) - 1;
const after = Date.parse(usableUntil);

describe('the exit status of a state', () => {
  it('is 0 for those in which the action may run, and for no other', () => {
    expect(states.filter((state) => exitCodeOf({ state, usableUntil }, inside) === 0)).toEqual([
      'allowed',
      'approved',
    ]);
  });

  it('is never 0 when the window is over, or nobody says until when it is open', () => {
    expect(states.filter((state) => exitCodeOf({ state, usableUntil }, after) === 0)).toEqual([]);
    expect(states.filter((state) => exitCodeOf({ state }, inside) === 0)).toEqual([]);
  });

  it('is another one for each state but the two that may run, and each is explained', () => {
    const codes = states.map((state) => exitCodeOf({ state, usableUntil }, inside));
    expect(new Set(codes).size).toBe(states.length - 1);
    for (const state of states) {
      const code = exitCodeOf({ state, usableUntil }, inside);
      const words = state === 'running' ? 'Countersign runs it' : state;
      expect(exitCodeHelp).toMatch(new RegExp(`^  ${code} .*${words}`, 'm'));
    }
  });

  it.each(['countersign', 'credentials'] as const)(
    'is never leave to run it by hand where it runs by %s: 12, and 7 after the window',
    (run) => {
      for (const state of ['allowed', 'approved'] as const) {
        expect(exitCodeOf({ state, run, usableUntil }, inside)).toBe(12);
        expect(exitCodeOf({ state, run, usableUntil }, after)).toBe(7);
        expect(exitCodeOf({ state, run }, inside)).toBe(7);
        expect(exitCodeOf({ state, run: 'agent', usableUntil }, inside)).toBe(0);
      }
    },
  );

  it.each(['paused', 'toString', '__proto__', ''])('that this command does not know is 1: %j', (state) => {
    expect(exitCodeOf({ state: state as RequestView['state'], usableUntil }, inside)).toBe(1);
    expect(exitCodeOfProblem({ type: typeOf('wrong-state'), state: state as RequestView['state'] })).toBe(1);
  });
});

describe('the exit status of a problem', () => {
  it('is never 0, whatever state it tells of', () => {
    for (const slug of slugs)
      for (const state of [undefined, ...states])
        expect(exitCodeOfProblem({ type: typeOf(slug), ...(state && { state }) })).toBeGreaterThan(0);
  });

  it('is that of the state that it tells of', () => {
    expect(exitCodeOfProblem({ type: typeOf('denied'), state: 'denied' })).toBe(4);
    expect(exitCodeOfProblem({ type: typeOf('approval-used'), state: 'done' })).toBe(9);
    expect(exitCodeOfProblem({ type: typeOf('approval-lapsed') })).toBe(7);
    expect(exitCodeOfProblem({ type: typeOf('wrong-state'), state: 'approved' })).toBe(1);
    expect(exitCodeOfProblem({ type: typeOf('internal') })).toBe(1);
  });
});

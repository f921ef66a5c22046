import type { RequestView } from '@countersign/client';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../../clients/cli/exit-code.ts';
import { states } from '../../../../core/request/lifecycle.ts';

describe('the exit status of a state', () => {
  it('is 0 for those in which the action may run or has run, and for no other', () => {
    expect(states.filter((state) => exitCodeOf(state) === 0)).toEqual([
      'allowed',
      'approved',
      'started',
      'done',
    ]);
  });

  it('is 3 while people have not decided', () => {
    expect(states.filter((state) => exitCodeOf(state) === 3)).toEqual(['pending']);
  });

  it.each(['running', 'toString', '__proto__', ''])('that this command does not know is 1: %j', (state) => {
    expect(exitCodeOf(state as RequestView['state'])).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import type { NewRequest } from '../../../../core/request/open-request.ts';
import { isAwaited, needsRun } from '../../../../core/request/who-is-next.ts';
import { approvedToRun, opened, requestIn, states } from '../../../support/given/requests.ts';
import { allow } from '../../../support/given/rulings.ts';

const allowed = opened({ ...allow, run: 'countersign' }).request;
const secret: Partial<NewRequest>[] = [
  { hides: true },
  { answersSecret: true },
  { hides: true, answersSecret: true },
];

describe('Countersign waits for its agent', () => {
  it('where policy asked nobody', () => {
    expect(needsRun(allowed)).toBe(true);
    expect(isAwaited(allowed)).toBe(false);
  });

  it.each(secret)('where what it takes or answers is between the agent and AWS: %j', (wished) => {
    expect(needsRun(approvedToRun(wished))).toBe(true);
    expect(isAwaited(approvedToRun(wished))).toBe(false);
  });

  it('nowhere else', () => {
    expect(needsRun(approvedToRun())).toBe(false);
    // What is in these states here runs by its agent.
    for (const state of states) expect(needsRun(requestIn(state)), state).toBe(false);
  });
});

describe('whoever waits for a request waits on', () => {
  it('while people decide and while it runs', () => {
    expect(states.filter((state) => isAwaited(requestIn(state)))).toEqual(['pending', 'running']);
  });

  it('until it has run, where the workflow runs it', () => {
    expect(isAwaited(approvedToRun())).toBe(true);
  });
});

import { expect, it } from 'vitest';
import { clickBudget, lateMs } from '../../../../../functions/shared/slack/click-budget.ts';

/** As Slack documents it. */
const slackWaitsMs = 3_000;

const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);

it('a click is answered while Slack waits, though all of it is slow and the function was not loaded', () => {
  expect(sum(Object.values(clickBudget))).toBeLessThanOrEqual(slackWaitsMs);
});

it('a window is opened while its trigger lives, which is as long', () => {
  const { voteMs: _, ...opening } = clickBudget;
  expect(sum(Object.values(opening))).toBeLessThan(slackWaitsMs);
});

it('an alarm rings before Slack hangs up', () => {
  expect(lateMs).toBeLessThanOrEqual(slackWaitsMs - clickBudget.wayMs);
});

import { expect, it } from 'vitest';
import { click, connected } from './connected-socket.ts';

/** Slack's own client waits five seconds before it calls again. */
it('the line to Slack goes on when Slack has it opened anew', { timeout: 20_000 }, async () => {
  const { slack, taken } = await connected();
  await slack.refresh();
  await slack.send(click);
  expect([slack.opened(), taken.length]).toEqual([2, 1]);
});

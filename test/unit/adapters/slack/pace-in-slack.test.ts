import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createSlackMessenger } from '../../../../adapters/slack/slack-messenger.ts';
import { startSlack } from '../../../../local/slack/start-slack.ts';
import { directory } from '../../../support/given/directory.ts';
import { pending } from '../../../support/given/requests.ts';
import { memoryTurnStore } from '../../../support/memory-turn-store.ts';

it('Slack never has to say that a card comes too early, however many functions post at whatever times', async () => {
  let now = Date.parse('2026-01-05T12:00:00.000Z');
  const slack = await startSlack({
    token: 'xoxb-1',
    signingSecret: 'unused',
    channel: { id: 'C0APPROVALS', name: 'approvals' },
    members: [],
    interactionsUrl: () => 'http://127.0.0.1:9/',
    now: () => now,
  });
  onTestFinished(() => slack.close());
  slack.limitRate(true);
  const turns = memoryTurnStore();
  const read = async () => 'xoxb-1';
  const messenger = () =>
    createSlackMessenger({
      apiUrl: slack.apiUrl,
      token: { read, readAnew: read },
      timeoutMs: 5_000,
      channel: 'C0APPROVALS',
      channels: {},
      directory: directory(),
      onOutOfReach: () => {},
      pace: {
        turns,
        patienceMs: 60_000,
        speed: 1,
        nowMs: () => now,
        sleep: async (ms) => {
          now += ms;
        },
      },
    });
  const functions = [messenger(), messenger(), messenger()];
  const posts = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 3_000 })), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(posts, async (each) => {
      for (const [at, gapMs] of each) {
        now += gapMs;
        await functions[at]?.post(pending());
      }
    }),
    { numRuns: 20 },
  );
  expect(slack.calls.length).toBeGreaterThan(20);
  expect(slack.calls.filter(({ ok }) => !ok)).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemblyWith } from '../support/assembly-with.ts';
import { concluded, must, people, settled, snapshotSubmission } from '../support/driver.ts';
import { openDeployment, type TestDeployment, until } from '../support/local-deployment.ts';

const fallback = 'C0FALLBACK';

let deployment: TestDeployment;
let remove = (): void => {};
beforeAll(async () => {
  const synthesized = await assemblyWith({ slack: `  fallbackChannel: ${fallback}\n` });
  remove = synthesized.remove;
  deployment = await openDeployment({ assembly: synthesized.assembly });
}, 300_000);
afterAll(async () => {
  await deployment?.close();
  remove();
});

/** The lines in the fallback channel, of which each says all that it holds. */
const told = (): string[] => {
  const { workspace } = deployment.slack ?? {};
  const messages = workspace?.seenBy(people.dataOne) ?? [];
  return messages
    .filter((message) => workspace?.placeOf(message) === fallback)
    .map(({ text, blocks }) => (blocks.length > 0 ? `${text} and blocks` : text));
};

const alarmed = (from: number): Promise<unknown> =>
  until('what the alarm counts', () =>
    deployment.logs.slice(from).find(({ entry }) => 'MessengerUnavailable' in entry),
  );

/** Slack refuses everything that goes there; everything at all, where no channel is given. */
async function asked(error: string, channel?: string): Promise<string> {
  const from = deployment.logs.length;
  deployment.slack?.fail({ kind: 'error', error, ...(channel && { channel }) });
  const { id } = must(
    await deployment.agent('etl-agent').submit(snapshotSubmission(error.replaceAll('_', '-'))),
  );
  await alarmed(from);
  return id;
}

async function approvedLater(id: string): Promise<void> {
  deployment.slack?.fail(undefined);
  deployment.clock.advance(3 * 60_000);
  const approver = deployment.person(people.dataOne);
  expect(await approver.click(id, 'approve')).toMatchObject({ kind: 'accepted' });
  await settled(deployment, id, 'done');
  await concluded(deployment, id);
  await until('a card that says so', () =>
    approver.messages().some(({ blocks }) => {
      const card = JSON.stringify(blocks);
      return card.includes(id) && card.includes('Approved and done');
    }),
  );
  await deployment.streamsIdle();
}

describe('a channel that takes no card', () => {
  test.each([
    ['channel_not_found', 'Invite the app to the channel, or correct its id in the settings.'],
    ['not_in_channel', 'Invite the app to the channel.'],
    ['msg_blocks_too_long', 'Slack finds the card too long, which is a mistake of Countersign: report it.'],
  ])(
    'with %s rings the alarm, is told elsewhere without what stands on the card, and is tried again',
    async (error, mending) => {
      const before = told().length;
      const id = await asked(error, deployment.slackChannel);
      const { ruling } = await settled(deployment, id, 'pending');
      const line = `Request ${id} (${ruling.risk} risk) cannot be shown in the channel ${deployment.slackChannel}: Slack answers ${error}. ${mending}`;
      await until('a line in the fallback channel', () => told().length > before);
      await approvedLater(id);
      expect(told().slice(before)).toEqual([line]);
    },
  );

  test('with invalid_auth rings the alarm alone: such a token reaches no channel', async () => {
    const before = told().length;
    const id = await asked('invalid_auth');
    await approvedLater(id);
    expect(told()).toHaveLength(before);
  });
});

import { describe, expect, it } from 'vitest';
import { createSlackDirectMessenger } from '../../../../adapters/slack/slack-direct-messenger.ts';
import { MessengerUnavailable } from '../../../../core/ports/messenger.ts';
import type { LocalSlack } from '../../../../local/slack/start-slack.ts';
import { pending, requestIn } from '../../../support/given/requests.ts';
import { startedSlack, token } from '../../local/slack/started-slack.ts';

const messengerOf = ({ apiUrl }: LocalSlack) =>
  createSlackDirectMessenger({
    apiUrl,
    token: { read: async () => token, readAnew: async () => token },
    timeoutMs: 2_000,
  });

async function posted() {
  const { slack } = await startedSlack();
  const card = slack.workspace.post({ text: 'A card', blocks: [] });
  const ref = { door: 'slack', ref: `${slack.workspace.channel.id}/${card.ts}` };
  return { slack, messenger: messengerOf(slack), card, ref };
}

describe('a message to one person', () => {
  it('says what waits and leads to its card, to nobody else, with nothing to press', async () => {
    const { slack, messenger, card, ref } = await posted();
    const message = await messenger.tell('U0ONE', pending(), ref);
    expect(message.ref).toMatch(/^D0ONE\//);
    const [, told] = slack.workspace.seenBy('U0ONE');
    const text = JSON.stringify(told?.blocks);
    expect(text).toContain(pending().sentence);
    expect(text).toContain(`/archives/C0APPROVALS/p${card.ts.replace('.', '')}`);
    expect(text).not.toContain('"button"');
    expect(text).not.toContain('SkipFinalSnapshot');
    expect(slack.workspace.seenBy('U0TWO')).toHaveLength(1);
  });

  it('says what became of it once it is over, in the same place', async () => {
    const { slack, messenger, ref } = await posted();
    const message = await messenger.tell('U0ONE', pending(), ref);
    await messenger.quiet(message, requestIn('denied'));
    const [, told] = slack.workspace.seenBy('U0ONE');
    expect(told?.text).toContain('It is denied');
    expect(told?.edited).toBeDefined();
    expect(slack.workspace.seenBy('U0ONE')).toHaveLength(2);
  });

  it('that somebody took away stays away', async () => {
    const { slack, messenger, ref } = await posted();
    const message = await messenger.tell('U0ONE', pending(), ref);
    slack.workspace.remove(message.ref.split('/')[1] ?? '');
    await expect(messenger.quiet(message, requestIn('denied'))).resolves.toBeUndefined();
  });

  it('that Slack does not take is an outage, by name', async () => {
    const { slack, messenger, ref } = await posted();
    await expect(messenger.tell('U0NOBODY', pending(), ref)).rejects.toBeInstanceOf(MessengerUnavailable);
    const message = await messenger.tell('U0ONE', pending(), ref);
    slack.fail({ kind: 'down' });
    await expect(messenger.quiet(message, requestIn('denied'))).rejects.toBeInstanceOf(MessengerUnavailable);
  });
});

import { noCounts } from '../../core/detection/coverage.ts';
import { type Page, startPage } from '../../local/page/start-page.ts';
import { checkBlocks } from '../../local/slack/block-kit/check-blocks.ts';
import type { Click } from '../../local/slack/clicks.ts';
import { createWorkspace } from '../../local/slack/workspace.ts';
import { noon } from '../support/given/clock.ts';
import { people } from '../support/given/directory.ts';
import type { CardStory } from './card-stories.ts';

const me = { id: people.securityOne.handles.slack ?? '', name: people.securityOne.id };

/** The page itself, with these cards in its channel and nothing behind it. */
export function startCardPage(
  stories: readonly CardStory[],
  onClick: (click: Click) => void = () => {},
): Promise<Page> {
  const channel = { id: 'C0APPROVALS', name: 'approvals' };
  const workspace = createWorkspace({ channel, members: [me], now: () => Date.parse(noon) });
  for (const { name, blocks } of stories) {
    const checked = checkBlocks(blocks());
    if (checked.kind !== 'valid') throw new Error(`Slack would not take the card of ${name}.`);
    workspace.post({ text: name, blocks: checked.blocks });
  }
  const none = async () => {
    throw new Error('There is no deployment behind this page.');
  };
  return startPage(
    {
      people: () => [{ id: people.securityOne.id, slack: me.id, name: 'Security One', groups: [] }],
      agents: () => [{ id: 'etl', role: 'arn:aws:iam::111122223333:role/agent-etl', owners: [] }],
      examples: () => [],
      findActions: none,
      actionToTry: none,
      submitAs: none,
      requests: async () => [],
      records: async () => [],
      sealed: async () => [],
      inAccount: () => [],
      directCalls: () => [],
      callDirectly: none,
      seen: async () => ({ counts: noCounts, rows: [], coverage: [] }),
      chat: {
        channel,
        otherChannels: [],
        messagesFor: workspace.seenBy,
        click: async (click) => {
          onClick(click);
          return { kind: 'gone' };
        },
        windowOf: () => undefined,
        pressInWindow: none,
        sendOff: none,
        closeWindow: () => {},
        openHome: async () => ({ kind: 'gone' }),
        homeOf: () => undefined,
        pressInHome: async () => ({ kind: 'gone' }),
        command: async () => ({ kind: 'gone' }),
      },
      onChange: () => () => {},
    },
    0,
  );
}

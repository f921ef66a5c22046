import { parseMrkdwn } from '../slack/mrkdwn/parse-mrkdwn.ts';
import type { Channel, Message } from '../slack/workspace.ts';
import { type Shown, showBlock } from './shown-blocks.ts';

export interface ShownMessage {
  ts: string;
  /** What a notification would say. */
  text: string;
  blocks: Shown[];
  edited: boolean;
  onlyForYou: boolean;
  /** In the member's own conversation with the app, and not in the channel. */
  direct: boolean;
  threadTs?: string | undefined;
  /** The name of its channel, where that is not the first. */
  channel?: string | undefined;
}

/** As Slack does, the text stands in where there are no blocks. `otherChannels`: those that are not the first. */
export const showMessage = (
  { ts, channel, text, blocks, edited, onlyFor, directTo, threadTs }: Message,
  otherChannels: readonly Channel[] = [],
): ShownMessage => ({
  ts,
  text,
  blocks: blocks.length > 0 ? blocks.map(showBlock) : [{ type: 'rich_text', elements: parseMrkdwn(text) }],
  edited: edited !== undefined,
  onlyForYou: onlyFor !== undefined,
  direct: directTo !== undefined,
  threadTs,
  channel: otherChannels.find(({ id }) => id === channel)?.name,
});

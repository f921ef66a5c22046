import { parseMrkdwn } from '../slack/mrkdwn/parse-mrkdwn.ts';
import type { Message } from '../slack/workspace.ts';
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
}

/** As Slack does, the text stands in where there are no blocks. */
export const showMessage = ({
  ts,
  text,
  blocks,
  edited,
  onlyFor,
  directTo,
  threadTs,
}: Message): ShownMessage => ({
  ts,
  text,
  blocks: blocks.length > 0 ? blocks.map(showBlock) : [{ type: 'rich_text', elements: parseMrkdwn(text) }],
  edited: edited !== undefined,
  onlyForYou: onlyFor !== undefined,
  direct: directTo !== undefined,
  threadTs,
});

import type { Block } from '../slack/block-kit/blocks.ts';
import type { Button } from '../slack/block-kit/elements.ts';
import type { Inline, RichTextElement } from '../slack/block-kit/rich-text.ts';
import type { AnyText } from '../slack/block-kit/texts.ts';
import { parseMrkdwn } from '../slack/mrkdwn/parse-mrkdwn.ts';

/** Block Kit with every text read: the browser draws rich text and knows no mrkdwn. */
export type Shown = { type: string } & Record<string, unknown>;

export function showBlock(block: Block): Shown {
  switch (block.type) {
    case 'header':
      return { ...block, text: showText(block.text) };
    case 'section':
      return {
        type: block.type,
        block_id: block.block_id,
        text: block.text && showText(block.text),
        fields: block.fields?.map(showText),
        accessory: block.accessory && showButton(block.accessory),
      };
    case 'context':
      return { ...block, elements: block.elements.map(showText) };
    case 'actions':
      return { ...block, elements: block.elements.map(showButton) };
    default:
      return block;
  }
}

const showButton = (button: Button) =>
  button.confirm
    ? { ...button, confirm: { ...button.confirm, text: showText(button.confirm.text) } }
    : button;

export const showText = (text: AnyText): RichTextElement[] =>
  text.type === 'mrkdwn'
    ? parseMrkdwn(text.text, { verbatim: text.verbatim })
    : [
        {
          type: 'rich_text_section',
          elements: text.emoji === false ? [literal(text.text)] : withEmoji(text.text),
        },
      ];

/** Plain text knows one thing beyond itself: `:white_check_mark:`. The capture makes every odd part a name. */
const withEmoji = (text: string): Inline[] =>
  text
    .split(/:([a-z0-9_+-]{2,40}):/)
    .flatMap((part, index): Inline[] =>
      index % 2 === 1 ? [{ type: 'emoji', name: part }] : part === '' ? [] : [literal(part)],
    );

const literal = (text: string): Inline => ({ type: 'text', text });

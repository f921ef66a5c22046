import { z } from 'zod';
import { button, plainTextInput, radioButtons } from './elements.ts';
import { richTextElement } from './rich-text.ts';
import { anyText, blockId, plainText } from './texts.ts';

const header = z.strictObject({
  type: z.literal('header'),
  block_id: blockId.optional(),
  text: plainText(150),
});
const divider = z.strictObject({ type: z.literal('divider'), block_id: blockId.optional() });

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId.optional(),
    text: anyText(3_000).optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text || fields, 'must define either `text` or `fields`');

const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId.optional(),
  elements: z.array(anyText(3_000)).min(1).max(10),
});

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId.optional(),
  elements: z
    .array(z.discriminatedUnion('type', [button]))
    .min(1)
    .max(25),
});

const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId.optional(),
  label: plainText(2_000),
  element: z.discriminatedUnion('type', [plainTextInput, radioButtons]),
  hint: plainText(2_000).optional(),
  optional: z.boolean().optional(),
});

const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId.optional(),
  elements: z.array(richTextElement).min(1),
});

/** The blocks that the local Slack can show. Any other is refused by name, also where Slack itself knows it. */
export const block = z.discriminatedUnion('type', [
  header,
  divider,
  section,
  context,
  actions,
  input,
  richText,
]);

export type Block = z.infer<typeof block>;

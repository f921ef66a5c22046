import { z } from 'zod';

const style = z
  .strictObject({
    bold: z.boolean(),
    italic: z.boolean(),
    strike: z.boolean(),
    code: z.boolean(),
    underline: z.boolean(),
  })
  .partial()
  .optional();

const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style });
const link = z.strictObject({
  type: z.literal('link'),
  url: z.url({ protocol: /^(https?|mailto)$/ }).max(3_000),
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
  style,
});
const emoji = z.strictObject({
  type: z.literal('emoji'),
  name: z.string().min(1),
  unicode: z.string().optional(),
  style,
});
const user = z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), style });
const usergroup = z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().min(1), style });
const channel = z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1), style });
const broadcast = z.strictObject({
  type: z.literal('broadcast'),
  range: z.enum(['here', 'channel', 'everyone']),
  style,
});
const date = z.strictObject({
  type: z.literal('date'),
  timestamp: z.int(),
  format: z.string().min(1),
  url: z.url().optional(),
  fallback: z.string().optional(),
  style,
});

export const inline = z.discriminatedUnion('type', [
  text,
  link,
  emoji,
  user,
  usergroup,
  channel,
  broadcast,
  date,
]);

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });
const border = z.literal([0, 1]).optional();

export const richTextElement = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(section).min(1),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [text, link])),
    border,
    language: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), border }),
]);

export type Inline = z.infer<typeof inline>;
export type InlineStyle = NonNullable<z.infer<typeof style>>;
export type RichTextElement = z.infer<typeof richTextElement>;

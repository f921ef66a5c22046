import { z } from 'zod';

/** Slack's own limits, from its Block Kit reference. A text of no characters is refused as Slack refuses it. */
export const plainText = (limit: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(limit),
    emoji: z.boolean().optional(),
  });

export const markdownText = (limit: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(limit),
    verbatim: z.boolean().optional(),
  });

export const anyText = (limit: number) =>
  z.discriminatedUnion('type', [plainText(limit), markdownText(limit)]);

export const blockId = z.string().min(1).max(255);
export const actionId = z.string().min(1).max(255);

export type AnyText = z.infer<ReturnType<typeof anyText>>;

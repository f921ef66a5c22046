import { z } from 'zod';
import { actionId, anyText, plainText } from './texts.ts';

const buttonStyle = z.enum(['primary', 'danger']);

const confirmation = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: buttonStyle.optional(),
});

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: actionId.optional(),
  value: z.string().max(2_000).optional(),
  style: buttonStyle.optional(),
  confirm: confirmation.optional(),
  accessibility_label: z.string().min(1).max(75).optional(),
});

export const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: actionId.optional(),
  initial_value: z.string().max(3_000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3_000).optional(),
  max_length: z.int().min(1).max(3_000).optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
});

/** Of a window's input: one of some. */
export const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  action_id: actionId.optional(),
  options: z
    .array(z.strictObject({ text: plainText(75), value: z.string().min(1).max(150) }))
    .min(1)
    .max(10),
});

export type RadioButtons = z.infer<typeof radioButtons>;
export type Button = z.infer<typeof button>;
export type PlainTextInput = z.infer<typeof plainTextInput>;

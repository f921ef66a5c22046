import { z } from 'zod';
import { messageJson } from '../message-json.ts';
import { refusal } from './answer.ts';
import { contentFields, readContent } from './content.ts';
import { method } from './method.ts';

const argumentsSchema = z.strictObject({ channel: z.string(), ts: z.string(), ...contentFields });

export const update = method(argumentsSchema, (input, { workspace, newId }) => {
  const channel = workspace.channels.find(({ id }) => id === input.channel);
  if (!channel) return refusal('channel_not_found');
  const existing = workspace.find(input.ts);
  // An ephemeral message is on its reader's screen only: chat.update cannot reach it.
  if (!existing || existing.onlyFor || workspace.channelOf(existing) !== channel)
    return refusal('message_not_found');
  const content = readContent({ text: input.text, blocks: input.blocks ?? existing.blocks }, newId);
  if (!content.ok) return content;
  const message = workspace.update(input.ts, { text: content.text, blocks: content.blocks });
  if (!message) return refusal('message_not_found');
  return { ok: true, channel: channel.id, ts: message.ts, text: message.text, message: messageJson(message) };
});

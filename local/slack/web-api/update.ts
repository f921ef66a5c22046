import { z } from 'zod';
import { messageJson } from '../message-json.ts';
import { refusal } from './answer.ts';
import { contentFields, readContent } from './content.ts';
import { method } from './method.ts';
import { placeOf } from './place.ts';

const argumentsSchema = z.strictObject({ channel: z.string(), ts: z.string(), ...contentFields });

export const update = method(argumentsSchema, (input, { workspace, newId }) => {
  const place = placeOf(workspace, input.channel);
  // A change goes to the conversation by its own id, and not to a member.
  if (place?.channel !== input.channel) return refusal('channel_not_found');
  const existing = workspace.find(input.ts);
  // An ephemeral message is on its reader's screen only: chat.update cannot reach it.
  if (!existing || existing.onlyFor || workspace.placeOf(existing) !== place.channel)
    return refusal('message_not_found');
  const content = readContent({ text: input.text, blocks: input.blocks ?? existing.blocks }, newId);
  if (!content.ok) return content;
  const message = workspace.update(input.ts, { text: content.text, blocks: content.blocks });
  if (!message) return refusal('message_not_found');
  const { channel } = place;
  return { ok: true, channel, ts: message.ts, text: message.text, message: messageJson(message) };
});

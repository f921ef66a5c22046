import { z } from 'zod';
import { refusal } from './answer.ts';
import { contentFields, readContent } from './content.ts';
import { method } from './method.ts';

const argumentsSchema = z.strictObject({
  channel: z.string(),
  user: z.string(),
  ...contentFields,
  thread_ts: z.string().optional(),
});

export const postEphemeral = method(argumentsSchema, (input, { workspace, newId }) => {
  if (!workspace.channels.some(({ id }) => id === input.channel)) return refusal('channel_not_found');
  if (!workspace.members.some(({ id }) => id === input.user)) return refusal('user_not_in_channel');
  const content = readContent(input, newId);
  if (!content.ok) return content;
  const message = workspace.post({
    channel: input.channel,
    text: content.text,
    blocks: content.blocks,
    threadTs: input.thread_ts,
    onlyFor: input.user,
  });
  return { ok: true, message_ts: message.ts };
});

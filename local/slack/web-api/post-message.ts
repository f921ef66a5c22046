import { z } from 'zod';
import { messageJson } from '../message-json.ts';
import { refusal } from './answer.ts';
import { contentFields, readContent } from './content.ts';
import { method } from './method.ts';

const argumentsSchema = z.strictObject({
  channel: z.string(),
  ...contentFields,
  thread_ts: z.string().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});

export const postMessage = method(argumentsSchema, (input, { workspace, newId }) => {
  const channel = workspace.channels.find(({ id }) => id === input.channel);
  if (!channel) return refusal('channel_not_found');
  const parent = input.thread_ts === undefined ? undefined : workspace.find(input.thread_ts);
  if (input.thread_ts !== undefined && (!parent || parent.onlyFor || workspace.channelOf(parent) !== channel))
    return refusal('thread_not_found');
  const content = readContent(input, newId);
  if (!content.ok) return content;
  // A reply to a reply stands in the thread of the first message.
  const threadTs = parent && (parent.threadTs ?? parent.ts);
  const message = workspace.post({
    channel: channel.id,
    text: content.text,
    blocks: content.blocks,
    threadTs,
  });
  return { ok: true, channel: channel.id, ts: message.ts, message: messageJson(message) };
});

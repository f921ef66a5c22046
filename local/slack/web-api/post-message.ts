import { z } from 'zod';
import { messageJson } from '../message-json.ts';
import { refusal } from './answer.ts';
import { contentFields, readContent } from './content.ts';
import { method } from './method.ts';
import { placeOf } from './place.ts';

const argumentsSchema = z.strictObject({
  channel: z.string(),
  ...contentFields,
  thread_ts: z.string().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});

export const postMessage = method(argumentsSchema, (input, { workspace, newId }) => {
  const place = placeOf(workspace, input.channel);
  if (!place) return refusal('channel_not_found');
  const parent = input.thread_ts === undefined ? undefined : workspace.find(input.thread_ts);
  if (
    input.thread_ts !== undefined &&
    (!parent || parent.onlyFor || workspace.placeOf(parent) !== place.channel)
  )
    return refusal('thread_not_found');
  const content = readContent(input, newId);
  if (!content.ok) return content;
  // A reply to a reply stands in the thread of the first message.
  const threadTs = parent && (parent.threadTs ?? parent.ts);
  const { text, blocks } = content;
  const message = workspace.post({
    channel: place.channel,
    text,
    blocks,
    threadTs,
    directTo: place.directTo,
  });
  return { ok: true, channel: place.channel, ts: message.ts, message: messageJson(message) };
});

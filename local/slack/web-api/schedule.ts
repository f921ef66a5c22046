import { z } from 'zod';
import { refusal } from './answer.ts';
import { contentFields, readContent } from './content.ts';
import { method } from './method.ts';

/** Nothing is ever posted: a message for a day that a test does not see is as good as one that is kept. */
export const scheduleMessage = method(
  z.strictObject({ channel: z.string(), post_at: z.coerce.number().int(), ...contentFields }),
  (input, { workspace, newId }) => {
    if (input.channel !== workspace.channel.id) return refusal('channel_not_found');
    const content = readContent(input, newId);
    if (!content.ok) return content;
    const id = `Q${newId()}`;
    workspace.scheduled.add(id);
    return { ok: true, channel: input.channel, scheduled_message_id: id, post_at: input.post_at };
  },
);

export const deleteScheduledMessage = method(
  z.strictObject({ channel: z.string(), scheduled_message_id: z.string() }),
  ({ scheduled_message_id }, { workspace }) =>
    workspace.scheduled.delete(scheduled_message_id) ? { ok: true } : refusal('invalid_scheduled_message_id'),
);

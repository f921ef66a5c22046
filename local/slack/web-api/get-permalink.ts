import { z } from 'zod';
import { team } from '../identity.ts';
import { refusal } from './answer.ts';
import { method } from './method.ts';
import { placeOf } from './place.ts';

export const getPermalink = method(
  z.strictObject({ channel: z.string(), message_ts: z.string() }),
  ({ channel, message_ts }, { workspace }) => {
    const place = placeOf(workspace, channel);
    if (place?.channel !== channel) return refusal('channel_not_found');
    const message = workspace.find(message_ts);
    if (!message || message.directTo !== place.directTo) return refusal('message_not_found');
    const permalink = `https://${team.domain}.slack.com/archives/${channel}/p${message_ts.replace('.', '')}`;
    return { ok: true, channel, permalink };
  },
);

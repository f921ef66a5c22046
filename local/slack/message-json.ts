import { app, team } from './identity.ts';
import type { Message } from './workspace.ts';

/** A message as Slack writes it in answers and interaction payloads. */
export const messageJson = ({ ts, text, blocks, threadTs, edited }: Message) => ({
  type: 'message',
  user: app.userId,
  bot_id: app.botId,
  app_id: app.id,
  team: team.id,
  ts,
  text,
  blocks,
  ...(threadTs ? { thread_ts: threadTs } : {}),
  ...(edited ? { edited: { user: app.userId, ts: edited } } : {}),
});

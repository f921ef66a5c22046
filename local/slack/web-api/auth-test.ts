import { z } from 'zod';
import { app, team } from '../identity.ts';
import { method } from './method.ts';

export const authTest = method(z.strictObject({}), () => ({
  ok: true,
  url: `https://${team.domain}.slack.com/`,
  team: team.name,
  user: app.name.toLowerCase(),
  team_id: team.id,
  user_id: app.userId,
  bot_id: app.botId,
  is_enterprise_install: false,
}));

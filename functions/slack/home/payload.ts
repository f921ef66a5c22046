import { z } from 'zod';

const handle = z.string().min(1).max(40);
const team = z.string().min(1).max(40);

export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('url_verification'), challenge: z.string().min(1).max(1_000) }),
  z.object({
    type: z.literal('event_callback'),
    team_id: team,
    event: z.object({ type: z.string(), user: handle.optional(), tab: z.string().optional() }),
  }),
]);

/** Somebody may have given the command another name when they installed the app. */
export const commandSchema = z.object({
  command: z.string().regex(/^\/[\w-]{1,40}$/),
  text: z.string().max(4_000).default(''),
  user_id: handle,
  team_id: team,
});

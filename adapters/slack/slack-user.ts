import { z } from 'zod';
import type { RoomUser } from '../../core/directory/room-user.ts';
import { SlackUnavailable } from './slack-unavailable.ts';

/** How somebody of Slack becomes a person: by the id that the directory has, or by the e-mail address that Slack has confirmed too. */
export const waysToPeople = ['handles', 'email'] as const;
export type WayToPeople = (typeof waysToPeople)[number];

/** What Slack leaves out is not taken for a no: only what it says plainly makes a full member. */
const userSchema = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_workflow_bot: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_email_confirmed: z.boolean().optional(),
  profile: z.object({ email: z.string().optional() }).optional(),
  /** Of an organization with several workspaces. */
  enterprise_user: z
    .object({
      id: z.string().optional(),
      enterprise_id: z.string().optional(),
      teams: z.array(z.string()).optional(),
    })
    .optional(),
});
export type SlackUser = z.infer<typeof userSchema>;

export interface SlackPeopleSettings {
  /** The workspaces, or the organizations, whose people can sign. */
  teams: readonly string[];
  by: WayToPeople;
}

export function readSlackUser(answer: unknown): SlackUser {
  const user = userSchema.safeParse(answer);
  if (!user.success) throw new SlackUnavailable('Slack answered with a user of another shape.');
  return user.data;
}

/** Whether Slack calls somebody a full member of one of these workspaces. */
export function roomUser(user: SlackUser, handle: string, { teams, by }: SlackPeopleSettings): RoomUser {
  const no = (why: Extract<RoomUser, { kind: 'no-member' }>['why']): RoomUser => ({ kind: 'no-member', why });
  // The bot of Slack itself is none by Slack's own word.
  if (user.is_bot || user.is_workflow_bot || user.id === 'USLACKBOT') return no('bot');
  if (user.is_stranger || !isOf(user, teams)) return no('other-workspace');
  if (user.deleted !== false) return no('deactivated');
  if (user.is_restricted !== false || user.is_ultra_restricted !== false) return no('guest');
  const address = user.profile?.email;
  return {
    kind: 'member',
    handles: [...new Set([handle, user.id, user.enterprise_user?.id ?? user.id])],
    ...(by === 'email' &&
      address !== undefined && { email: { address, confirmed: user.is_email_confirmed === true } }),
  };
}

const isOf = ({ team_id, enterprise_user }: SlackUser, teams: readonly string[]): boolean =>
  [team_id, enterprise_user?.enterprise_id, ...(enterprise_user?.teams ?? [])].some(
    (team) => team !== undefined && teams.includes(team),
  );

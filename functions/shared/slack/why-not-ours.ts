import type { WhyNobody } from '../../../core/directory/room-user.ts';
import type { RoomUsers } from '../../../core/ports/room-users.ts';
import { told } from '../find-voter.ts';

export interface OursPorts {
  /** The workspaces, or the organizations, whose people can sign. Through Slack Connect others press too. */
  teams: readonly string[];
  roomUsers: Pick<RoomUsers, 'user'>;
}

/**
 * By what Slack says of whoever presses; nothing where they are of ours. Settings may name an organization in place of its
 * workspaces: then Slack is asked whether theirs is one of them.
 */
export async function whyNotOurs(
  { teams, roomUsers }: OursPorts,
  { handle, team }: { handle: string; team: string | undefined },
): Promise<Extract<WhyNobody, 'other-workspace' | 'user-not-told'> | undefined> {
  if (team !== undefined && teams.includes(team)) return undefined;
  if (!teams.some((one) => one.startsWith('E'))) return 'other-workspace';
  const user = await told(roomUsers.user(handle));
  if (!user) return 'user-not-told';
  return user.kind === 'no-member' && user.why === 'other-workspace' ? user.why : undefined;
}

import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import type { RoomUsers } from '../../../core/ports/room-users.ts';

export interface OursPorts {
  /** The workspaces, or the organizations, whose people can sign. Through Slack Connect others press too. */
  teams: readonly string[];
  roomUsers: Pick<RoomUsers, 'user'>;
}

/**
 * By what Slack says of whoever presses. Settings may name an organization in place of its workspaces: then Slack is asked whether
 * theirs is one of them.
 */
export async function isOfOurs(
  { teams, roomUsers }: OursPorts,
  { handle, team }: { handle: string; team: string | undefined },
): Promise<boolean> {
  if (team !== undefined && teams.includes(team)) return true;
  if (!teams.some((one) => one.startsWith('E'))) return false;
  const found = await roomUsers.user(handle).catch((error: Error) => {
    if (!(error instanceof MessengerUnavailable)) throw error;
    return undefined;
  });
  return found !== undefined && !(found.kind === 'no-member' && found.why === 'other-workspace');
}

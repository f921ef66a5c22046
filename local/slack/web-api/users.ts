import { z } from 'zod';
import { team } from '../identity.ts';
import type { Member } from '../workspace.ts';
import { refusal } from './answer.ts';
import { type MethodContext, method } from './method.ts';

export const usersInfo = method(z.strictObject({ user: z.string() }), ({ user }, context) => {
  const member = context.workspace.members.find(({ id }) => id === user);
  return member ? { ok: true, user: userJson(member, context) } : refusal('user_not_found');
});

export const usersLookupByEmail = method(z.strictObject({ email: z.string() }), ({ email }, context) => {
  const member = context.workspace.members.find(
    (one) => one.email?.toLowerCase() === email.toLowerCase() && one.standing !== 'deactivated',
  );
  return member ? { ok: true, user: userJson(member, context) } : refusal('users_not_found');
});

/** As Slack writes a user: of one who is deactivated, or of another workspace, it leaves out what it says of members. */
function userJson(
  { id, name, email, unconfirmed, standing, team: of = team.id, enterprise }: Member,
  { scopes }: Pick<MethodContext, 'scopes'>,
) {
  const common = {
    id,
    team_id: of,
    name,
    real_name: name,
    deleted: standing === 'deactivated',
    is_bot: standing === 'bot',
    is_app_user: false,
    profile: {
      real_name: name,
      ...(email !== undefined && scopes.includes('users:read.email') && { email }),
    },
    ...(enterprise && { enterprise_user: enterprise }),
  };
  if (standing === 'deactivated' || of !== team.id) return { ...common, is_stranger: false };
  const isSingleChannel = standing === 'single-channel guest';
  return {
    ...common,
    is_restricted: standing === 'guest' || isSingleChannel,
    is_ultra_restricted: isSingleChannel,
    is_email_confirmed: unconfirmed !== true,
  };
}

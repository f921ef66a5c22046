import { z } from 'zod';
import { team } from '../identity.ts';
import type { Usergroup } from '../workspace.ts';
import { refusal } from './answer.ts';
import { method } from './method.ts';

export const usergroupsUsersList = method(
  z.strictObject({ usergroup: z.string() }),
  ({ usergroup }, { workspace }) => {
    const group = workspace.usergroups.find(({ id }) => id === usergroup);
    // Of a group that is turned off Slack tells nobody, unless it is asked to.
    return group && !group.disabled ? { ok: true, users: [...group.users] } : refusal('no_such_subteam');
  },
);

export const usergroupsList = method(
  z.strictObject({ include_users: z.boolean().optional(), include_disabled: z.boolean().optional() }),
  ({ include_users, include_disabled }, { workspace }) => ({
    ok: true,
    usergroups: workspace.usergroups
      .filter(({ disabled }) => include_disabled || !disabled)
      .map((group) => groupJson(group, include_users === true)),
  }),
);

const groupJson = ({ id, name, users, disabled }: Usergroup, withUsers: boolean) => ({
  id,
  team_id: team.id,
  is_usergroup: true,
  name,
  handle: name,
  is_external: false,
  date_delete: disabled ? 1 : 0,
  user_count: users.length,
  ...(withUsers && { users: [...users] }),
});

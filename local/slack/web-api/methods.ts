import { authTest } from './auth-test.ts';
import { getPermalink } from './get-permalink.ts';
import type { Method } from './method.ts';
import { postEphemeral } from './post-ephemeral.ts';
import { postMessage } from './post-message.ts';
import { deleteScheduledMessage, scheduleMessage } from './schedule.ts';
import { update } from './update.ts';
import { usergroupsList, usergroupsUsersList } from './usergroups.ts';
import { usersInfo, usersLookupByEmail } from './users.ts';
import { viewsOpen, viewsPublish, viewsUpdate } from './views.ts';

export const methods: ReadonlyMap<string, Method> = new Map([
  ['auth.test', authTest],
  ['chat.postMessage', postMessage],
  ['chat.update', update],
  ['chat.postEphemeral', postEphemeral],
  ['chat.scheduleMessage', scheduleMessage],
  ['chat.deleteScheduledMessage', deleteScheduledMessage],
  ['users.info', usersInfo],
  ['users.lookupByEmail', usersLookupByEmail],
  ['usergroups.list', usergroupsList],
  ['usergroups.users.list', usergroupsUsersList],
  ['views.open', viewsOpen],
  ['chat.getPermalink', getPermalink],
  ['views.update', viewsUpdate],
  ['views.publish', viewsPublish],
]);

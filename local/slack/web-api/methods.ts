import { authTest } from './auth-test.ts';
import { getPermalink } from './get-permalink.ts';
import type { Method } from './method.ts';
import { postEphemeral } from './post-ephemeral.ts';
import { postMessage } from './post-message.ts';
import { update } from './update.ts';
import { viewsOpen, viewsPublish, viewsUpdate } from './views.ts';

export const methods: ReadonlyMap<string, Method> = new Map([
  ['auth.test', authTest],
  ['chat.postMessage', postMessage],
  ['chat.update', update],
  ['chat.postEphemeral', postEphemeral],
  ['views.open', viewsOpen],
  ['chat.getPermalink', getPermalink],
  ['views.update', viewsUpdate],
  ['views.publish', viewsPublish],
]);

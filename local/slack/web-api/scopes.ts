/** What the app may, unless it was installed with less: each scope that a method here asks for. */
export const scopesOfMethods: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.scheduleMessage': 'chat:write',
  'chat.deleteScheduledMessage': 'chat:write',
  'users.info': 'users:read',
  'users.lookupByEmail': 'users:read.email',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
};

/** What people write to the app takes one too, though no method does. */
export const allScopes: readonly string[] = [...new Set([...Object.values(scopesOfMethods), 'commands'])];

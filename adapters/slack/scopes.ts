import type { Directory } from '../../core/directory/directory.ts';
import type { WayToPeople } from './slack-user.ts';

/** What decides which scopes the app needs. */
export interface ScopeUse {
  directory: Pick<Directory, 'groups'>;
  people: WayToPeople;
}

export interface Scope {
  name: string;
  /** What it is for, after "to". */
  why: string;
  isNeeded: (use: ScopeUse) => boolean;
}

/** Every scope of the bot token that something here uses. */
export const scopes: readonly Scope[] = [
  { name: 'chat:write', why: 'post cards, keep them current, and tell people', isNeeded: () => true },
  {
    name: 'users:read',
    why: 'see at each press whether it is a full member of the workspace',
    isNeeded: () => true,
  },
  {
    name: 'users:read.email',
    why: 'know people by their e-mail address, as slack.people says',
    isNeeded: ({ people }) => people === 'email',
  },
  {
    name: 'usergroups:read',
    why: 'see who is in the user groups that the directory names',
    isNeeded: ({ directory: { groups = [] } }) => groups.some(({ usergroup }) => 'slack' in usergroup),
  },
];

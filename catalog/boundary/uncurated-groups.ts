import type { AccessLevel } from '../iam-reference/access-level.ts';

/** The groups of an action of AWS that the catalog has no entry for, by what policies may allow it or ask about it. */
export const uncuratedGroups: Readonly<Record<AccessLevel, readonly string[]>> = {
  List: ['uncurated', 'uncurated-list'],
  Read: ['uncurated', 'uncurated-read'],
  Tagging: ['uncurated', 'uncurated-write'],
  Write: ['uncurated', 'uncurated-write'],
  'Permissions management': ['uncurated', 'uncurated-permissions'],
};

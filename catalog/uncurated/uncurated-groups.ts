import type { AccessLevel } from '../iam-reference/access-level.ts';
import type { IamAction } from '../iam-reference/iam-action.ts';
import { uncuratedLevel } from './uncurated-level.ts';

/** The group that every action is in which nobody has described. */
export const uncurated = 'uncurated';

/** By its level. Tags decide who may do what wherever conditions look at them, so they are no less than a write. */
const groupOf = {
  List: 'uncurated-list',
  Read: 'uncurated-read',
  Tagging: 'uncurated-write',
  Write: 'uncurated-write',
  'Permissions management': 'uncurated-permissions',
} as const satisfies Record<AccessLevel, string>;

export type UncuratedGroup = (typeof groupOf)[AccessLevel];

/** Each with the groups that it is in itself. */
export const uncuratedGroups: Readonly<Record<UncuratedGroup, readonly string[]>> = {
  'uncurated-list': [uncurated],
  'uncurated-read': [uncurated],
  'uncurated-write': [uncurated],
  'uncurated-permissions': [uncurated],
};

export const groupOfLevel = (level: AccessLevel): UncuratedGroup => groupOf[level];

export const uncuratedGroupsOf = (action: IamAction): readonly string[] => [
  groupOfLevel(uncuratedLevel(action)),
  uncurated,
];

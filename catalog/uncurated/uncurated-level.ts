import type { AccessLevel } from '../iam-reference/access-level.ts';
import type { IamAction } from '../iam-reference/iam-action.ts';
import { secretLists } from './secret-lists.ts';

/** How far an action reaches that nobody has described: as IAM says, but where that is less than what it does. */
export function uncuratedLevel({
  name,
  accessLevel,
  dependentActions,
}: Pick<IamAction, 'name' | 'accessLevel' | 'dependentActions'>): AccessLevel {
  const reads = accessLevel === 'List' || accessLevel === 'Read';
  // Whatever it is called: something runs as that role.
  if (reads && dependentActions.includes('iam:PassRole')) return 'Write';
  return secretLists.has(name) ? 'Read' : accessLevel;
}

import type { AccessLevel } from '../iam-reference/access-level.ts';
import { accessLevels } from '../iam-reference/access-level.ts';
import type { PublishedPath } from './published-path.ts';

/** Whether an agent can still make a call that this IAM action allows. The path tells what for: on which role, say. */
export type Allows = (iamAction: string, path: PublishedPath) => boolean;

export interface OpenPath {
  path: PublishedPath;
  /** Each closes the path by itself, the best first. None where the path needs no action. */
  closers: readonly Closer[];
}

export interface Closer {
  /** The IAM actions to deny: several, where any one of them meets the need. */
  deny: readonly string[];
  /** The lowest among them: denying it takes the most from agents. */
  accessLevel: AccessLevel;
  /** How many of the open paths it closes, this one included. */
  closes: number;
}

/** The paths that an agent can take, each with what would close it. */
export function openPaths(
  paths: readonly PublishedPath[],
  allows: Allows,
  accessLevelOf: (iamAction: string) => AccessLevel,
): OpenPath[] {
  const open = paths
    .map((path) => ({ path, ways: path.needs.map((need) => need.filter((action) => allows(action, path))) }))
    .filter(({ ways }) => ways.every((actions) => actions.length > 0));
  const closedBy = (deny: ReadonlySet<string>): number =>
    open.filter(({ ways }) => ways.some((actions) => actions.every((action) => deny.has(action)))).length;
  return open.map(({ path, ways }) => ({
    path,
    closers: ways
      .map((deny) => ({
        deny,
        accessLevel: lowest(deny.map(accessLevelOf)),
        closes: closedBy(new Set(deny)),
      }))
      .sort(bestFirst),
  }));
}

const rank = (level: AccessLevel): number => accessLevels.indexOf(level);

const lowest = (levels: readonly AccessLevel[]): AccessLevel =>
  levels.reduce((low, level) => (rank(level) < rank(low) ? level : low), 'Permissions management');

const isLook = ({ accessLevel }: Closer): boolean => accessLevel === 'List' || accessLevel === 'Read';

/** An agent that may not look can do little: reads come last, however much they close. */
const bestFirst = (one: Closer, other: Closer): number =>
  Number(isLook(one)) - Number(isLook(other)) ||
  other.closes - one.closes ||
  rank(other.accessLevel) - rank(one.accessLevel) ||
  one.deny.length - other.deny.length ||
  one.deny.join().localeCompare(other.deny.join());

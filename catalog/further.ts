import { visibleText } from '../core/lib/visible-text.ts';

/**
 * What a sentence has not said, behind it: " (Force true, Tags [])", in the order of the alphabet, which is not the agent's
 * choice. With their values as far as there is room, never without their names. For what is left of an object that a
 * sentence takes apart: `const { ImageId, ...rest } = data` and `further(rest)`.
 */
export function further(unsaid: object): string {
  const given = Object.entries(unsaid)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  if (given.length === 0) return '';
  const full = given.map(([name, value]) => `${visibleText(name)} ${briefly(value)}`).join(', ');
  return ` (${full.length <= 240 ? full : given.map(([name]) => visibleText(name, 60)).join(', ')})`;
}

/** A level deeper, where each member has settings of its own: ", EcsParameters (TaskCount 2)". */
export const furtherIn = (unsaid: object): string =>
  Object.entries(unsaid)
    .map(([name, inner]) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? `, ${visibleText(name)}${further(inner)}`
        : further({ [name]: inner }),
    )
    .join('');

const briefly = (value: unknown): string =>
  visibleText(typeof value === 'string' ? value : JSON.stringify(value), 80);

import { accessLevels } from '../iam-reference/access-level.ts';
import type { PatternOptions } from './action-patterns.ts';
import { type AgentLimits, serviceOf } from './agent-limits.ts';

/**
 * How denials are written, in the order in which they are tried until one fits: by whole words, which people can read; by
 * parts of words; and with ever more others taken in. Those are writes that nobody has described: what looks, and what
 * policy plainly allows, is never denied for want of room.
 */
export const waysToFit = ({ verdicts, reference }: AgentLimits): PatternOptions[] => {
  const may = (name: string): boolean =>
    verdicts.get(name)?.kind === 'left-to-the-role' && writes(name, reference);
  return [
    {},
    { cutsWords: true },
    ...[5, 2, 1].map((worth) => ({ cutsWords: true, takesIn: { may, worth } })),
  ];
};

const firstWrite = accessLevels.indexOf('Tagging');

const writes = (name: string, reference: AgentLimits['reference']): boolean => {
  const level = reference.get(serviceOf(name))?.get(name)?.accessLevel;
  return level !== undefined && accessLevels.indexOf(level) >= firstWrite;
};

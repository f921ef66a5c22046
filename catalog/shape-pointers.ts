import { innermost, type Structure } from './shapes/load-shapes.ts';
import type { Member, Type } from './shapes/service-file.ts';

export type IsSecret = (member: Member, type: Type, structure: Structure) => boolean;

/**
 * JSON pointers, `*` for any element or key, to each member of a structure that is a secret. A structure that holds itself is
 * followed once; what it holds of itself is hidden whole if there is a secret in it.
 */
export const secretsOfShape = (structure: Structure, isSecret: IsSecret): string[] =>
  inStructure(structure, '', isSecret, []);

function inStructure(
  structure: Structure,
  pointer: string,
  isSecret: IsSecret,
  within: readonly Structure[],
): string[] {
  return [...structure.members.values()].flatMap((member) =>
    inType(member, member.type, structure, `${pointer}/${member.name}`, isSecret, within),
  );
}

function inType(
  member: Member,
  type: Type,
  structure: Structure,
  pointer: string,
  isSecret: IsSecret,
  within: readonly Structure[],
): string[] {
  if (isSecret(member, type, structure)) return [pointer];
  switch (type.kind) {
    case 'list':
    case 'map':
      return inType(member, type.of, structure, `${pointer}/*`, isSecret, within);
    case 'structure': {
      const inner = structure.structure(type.name);
      if (!within.includes(inner))
        return inStructure(inner, pointer, isSecret, [...within, structure, inner]);
      return holdsSecret(inner, isSecret) ? [pointer] : [];
    }
    default:
      return [];
  }
}

const holdsSecret = (structure: Structure, isSecret: IsSecret, seen = new Set<Structure>()): boolean => {
  if (seen.has(structure)) return false;
  seen.add(structure);
  return [...structure.members.values()].some((member) => {
    const type = innermost(member.type);
    return (
      isSecret(member, type, structure) ||
      (type.kind === 'structure' && holdsSecret(structure.structure(type.name), isSecret, seen))
    );
  });
};

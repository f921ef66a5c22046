import type { Json, JsonObject } from '../../core/lib/json.ts';
import { pointerTo } from '../../core/lib/json-pointer.ts';
import type { Operation, Structure } from './load-shapes.ts';
import type { Type } from './service-file.ts';

/** Where in these parameters something stands that the SDK knows as sensitive. A sensitive structure is named whole. */
export const secretPointers = ({ input }: Operation, parameters: JsonObject): string[] =>
  inStructure(input, parameters, []).map(pointerTo);

type Path = readonly (string | number)[];

const inStructure = (structure: Structure, value: JsonObject, path: Path): Path[] =>
  Object.entries(value).flatMap(([name, inner]) => {
    const member = structure.members.get(name);
    return member ? inType(member.type, structure, inner, [...path, name]) : [];
  });

function inType(type: Type, structure: Structure, value: Json, path: Path): Path[] {
  if (type.isSensitive) return [path];
  if (type.kind === 'list' && Array.isArray(value))
    return value.flatMap((item, index) => inType(type.of, structure, item, [...path, index]));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  if (type.kind === 'map')
    return Object.entries(value).flatMap(([key, item]) => inType(type.of, structure, item, [...path, key]));
  return type.kind === 'structure' ? inStructure(structure.structure(type.name), value, path) : [];
}

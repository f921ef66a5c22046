import type { Operation, Structure } from '../../../catalog/shapes/load-shapes.ts';
import type { Type } from '../../../catalog/shapes/service-file.ts';
import type { Json, JsonObject } from '../../../core/lib/json.ts';

/** An input with one thing in it that is wrong. */
export interface Change {
  what: 'renamed' | 'added' | 'retyped';
  path: string;
  input: JsonObject;
}

/** Every way to make one mistake in an input: a member renamed, one added, one of another type, wherever there is one. */
export const changesOf = ({ input }: Operation, value: JsonObject): Change[] =>
  inStructure(input, value, '').map(({ input: changed, ...change }) => ({
    ...change,
    input: changed as JsonObject,
  }));

type Changed = Omit<Change, 'input'> & { input: Json };

function inStructure(structure: Structure, value: JsonObject, path: string): Changed[] {
  const entries = Object.entries(value);
  return [
    { what: 'added', path, input: { ...value, NoSuchMember: 'x' } },
    ...entries.flatMap(([name, inner]): Changed[] => {
      const type = structure.members.get(name)?.type;
      if (!type) throw new TypeError(`${structure.name} has no member ${name}.`);
      const at = `${path}/${name}`;
      const others = entries.filter(([other]) => other !== name);
      return [
        { what: 'renamed', path: at, input: Object.fromEntries([...others, [`${name}s_`, inner]]) },
        ...inType(type, structure, inner, at).map((change) => ({
          ...change,
          input: { ...value, [name]: change.input },
        })),
      ];
    }),
  ];
}

function inType(type: Type, structure: Structure, value: Json, path: string): Changed[] {
  // Any JSON is a document.
  if (type.kind === 'document') return [];
  const retyped: Changed = { what: 'retyped', path, input: ofAnotherType(value) };
  if (Array.isArray(value) && 'of' in type)
    return [
      retyped,
      ...value.flatMap((item, index) =>
        inType(type.of, structure, item, `${path}/${index}`).map((change) => ({
          ...change,
          input: value.with(index, change.input),
        })),
      ),
    ];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [retyped];
  if (type.kind === 'structure')
    return [retyped, ...inStructure(structure.structure(type.name), value, path)];
  if (!('of' in type)) return [retyped];
  return [
    retyped,
    ...Object.entries(value).flatMap(([key, item]) =>
      inType(type.of, structure, item, `${path}/${key}`).map((change) => ({
        ...change,
        input: { ...value, [key]: change.input },
      })),
    ),
  ];
}

function ofAnotherType(value: Json): Json {
  if (typeof value === 'string') return 7;
  return typeof value === 'object' ? 'x' : String(value);
}

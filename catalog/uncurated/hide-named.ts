import type { Json, JsonObject } from '../../core/lib/json.ts';
import { hidden } from '../../core/lib/redact.ts';
import { soundsSecret } from '../secret-names.ts';
import type { Structure } from '../shapes/load-shapes.ts';
import type { Type } from '../shapes/service-file.ts';

/** Why a value is hidden of which only its name says so. */
export const itsName = 'its name sounds like a secret';

/**
 * Hides what stands in parameters under a name that no shape has, and that sounds like a secret: a key of a map, as in
 * `{"PASSWORD": "…"}`, or the name beside a value, as in `{"name": "DB_PASSWORD", "value": "…"}`, or before it in a list.
 */
export const hideNamed = (input: Structure, parameters: JsonObject): JsonObject =>
  inStructure(input, parameters) as JsonObject;

function inStructure(structure: Structure, value: Json): Json {
  if (!isObject(value)) return value;
  const isNamed = Object.entries(value).some(
    ([name, inner]) => isNameMember(name) && typeof inner === 'string' && soundsSecret(inner),
  );
  return mapValues(value, (inner, name) => {
    if (isNamed && isValueMember(name)) return hidden(itsName);
    const member = structure.members.get(name);
    return member ? inType(member.type, structure, inner) : inner;
  });
}

function inType(type: Type, structure: Structure, value: Json): Json {
  if (type.kind === 'structure') return inStructure(structure.structure(type.name), value);
  if (type.kind === 'list' && Array.isArray(value))
    return value.map((item, at) =>
      isSecretItem(item, value[at - 1]) ? hidden(itsName) : inType(type.of, structure, item),
    );
  if (type.kind === 'map' && isObject(value))
    return mapValues(value, (item, key) =>
      soundsSecret(key) ? hidden(itsName) : inType(type.of, structure, item),
    );
  return value;
}

/** `DB_PASSWORD=…`, `--token=…`, or what follows `--token`. */
const isSecretItem = (item: Json, before: Json | undefined): boolean =>
  typeof item === 'string' &&
  (soundsSecret(/^([\w.-]{1,100})=/.exec(item)?.[1] ?? '') ||
    (typeof before === 'string' && /^--?[\w.-]{1,100}$/.test(before) && soundsSecret(before)));

/** `Name`, `Key`, `ParameterKey`. */
const isNameMember = (name: string): boolean => /(?:^n|N)ame$|(?:^k|K)ey$/.test(name);
/** `Value`, `stringValue`, `ValueList`, and not `valueFrom`, which says where it is kept. */
const isValueMember = (name: string): boolean => /(?:^v|V)alue(?!From)/.test(name);

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mapValues = (value: JsonObject, change: (inner: Json, name: string) => Json): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, name)]));

import type { Json, JsonObject } from '../../core/lib/json.ts';
import type { Operation, Structure } from './load-shapes.ts';
import type { Type } from './service-file.ts';

/** What the SDK takes where JSON has no such value: a Date for a time, bytes for base64. */
export type SdkValue =
  | string
  | number
  | boolean
  | null
  | Date
  | Uint8Array
  | SdkValue[]
  | { [name: string]: SdkValue };
export type SdkInput = { [name: string]: SdkValue };

/** Only of parameters in which `checkInput` found no problem. */
export const toSdkInput = ({ input }: Operation, parameters: JsonObject): SdkInput =>
  ofStructure(input, parameters);

const ofStructure = (structure: Structure, value: JsonObject): SdkInput =>
  mapValues(value, (inner, name) => {
    const member = structure.members.get(name);
    if (!member) throw new TypeError(`${structure.name} has no member ${name}.`);
    return ofType(member.type, structure, inner);
  });

function ofType(type: Type, structure: Structure, value: Json): SdkValue {
  if (type.kind === 'list' && Array.isArray(value))
    return value.map((item) => ofType(type.of, structure, item));
  if (type.kind === 'map' && isObject(value))
    return mapValues(value, (item) => ofType(type.of, structure, item));
  if (type.kind === 'structure' && isObject(value)) return ofStructure(structure.structure(type.name), value);
  if (type.kind === 'timestamp' && typeof value === 'string') return new Date(value);
  // A copy: Buffer's small ones share their memory, and the SDK tells bytes by their class.
  if (type.kind === 'blob' && typeof value === 'string') return new Uint8Array(Buffer.from(value, 'base64'));
  return value;
}

const mapValues = (value: JsonObject, change: (inner: Json, name: string) => SdkValue): SdkInput =>
  Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, name)]));

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

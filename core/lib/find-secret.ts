import { holdsPassword, isRandom, isSecretItself, isSecretName, mayHoldSecret } from './password-patterns.ts';
import { secretPatterns } from './secret-patterns.ts';

/** What was found and where, never the secret itself. Where a key holds it, `pointer` ends at the object around it. */
export interface FoundSecret {
  kind: string;
  /** RFC 6901. */
  pointer: string;
}

/**
 * The first secret of a known kind in a JSON value. It finds what people paste by accident; it is no guard against someone
 * who hides one, and what is encoded has to be decoded first.
 */
export const findSecret = (value: unknown): FoundSecret | undefined => search(value, '', '');

/** `name` is what the value stands under: its key, also through lists, or the option before it. */
function search(value: unknown, name: string, pointer: string): FoundSecret | undefined {
  if (typeof value === 'string') return found(kindOf(value, name), pointer);
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? searchList(value, name, pointer) : searchObject(value, pointer);
}

/** `["--password", "…"]` names what follows. */
function searchList(list: readonly unknown[], name: string, pointer: string): FoundSecret | undefined {
  return firstOf(list, (item, index) => {
    const before = list[index - 1];
    const option = typeof before === 'string' && before.startsWith('-') ? before : name;
    return search(item, option, `${pointer}/${index}`);
  });
}

function searchObject(object: object, pointer: string): FoundSecret | undefined {
  const named = nameGivenIn(object);
  return firstOf(Object.entries(object), ([key, item]) => {
    const name = named !== undefined && /(?:^v|V)alue$/.test(key) ? named : key;
    return found(kindOf(key, ''), pointer) ?? search(item, name, `${pointer}/${escaped(key)}`);
  });
}

/** `{ name: "password", value: "…" }`, as variables and tags are often written; `ParameterKey` with its `ParameterValue`. */
function nameGivenIn(object: object): string | undefined {
  const [, name] = Object.entries(object).find(([key]) => /(?:^n|N)ame$|(?:^k|K)ey$/.test(key)) ?? [];
  return typeof name === 'string' ? name : undefined;
}

/** `AccessKeyId` of IAM: which key is meant, and nothing that opens anything by itself. */
const isKeyName = (text: string, name: string): boolean =>
  name === 'AccessKeyId' && /^A[A-Z2-7]{19}$/.test(text);

function kindOf(text: string, name: string): string | undefined {
  if (isKeyName(text, name)) return undefined;
  if (isSecretName(name) && isSecretItself(text)) return 'a password or key';
  if (mayHoldSecret(name) && isRandom(text)) return 'a password or key';
  const known = secretPatterns.find(({ pattern }) => pattern.test(text));
  return known?.kind ?? (holdsPassword(text) ? 'a password' : undefined);
}

const found = (kind: string | undefined, pointer: string): FoundSecret | undefined =>
  kind === undefined ? undefined : { kind, pointer };

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function firstOf<T>(
  values: readonly T[],
  look: (value: T, index: number) => FoundSecret | undefined,
): FoundSecret | undefined {
  for (const [index, value] of values.entries()) {
    const secret = look(value, index);
    if (secret) return secret;
  }
  return undefined;
}

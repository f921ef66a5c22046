import type { Location } from './entry.ts';

/**
 * Fills `arn:{partition}:kms:{region}:{account}:key/{KeyId}`. Where AWS takes a name or an ARN and the value is an ARN,
 * that ARN is the resource already.
 */
export function fillArn(
  template: string,
  names: Readonly<Record<string, unknown>>,
  location: Location,
): string {
  const values: Record<string, unknown> = { ...names, ...location };
  const ownArn = placeholdersIn(template)
    .map((name) => values[name])
    .find(isArn);
  if (ownArn) return ownArn;
  return template.replace(placeholder, (_, name: string) => {
    const value = values[name];
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new TypeError(`${template} needs a value for {${name}}.`);
    }
    return String(value);
  });
}

export const placeholdersIn = (template: string): string[] =>
  [...template.matchAll(placeholder)].map(([, name = '']) => name);

/** The resource of a list: one element names itself, several are all of their kind. */
export const oneOrAll = (names: readonly string[] | undefined): string =>
  names?.length === 1 ? (names[0] ?? '*') : '*';

const placeholder = /\{(\w+)\}/g;
const isArn = (value: unknown): value is string => typeof value === 'string' && value.startsWith('arn:');

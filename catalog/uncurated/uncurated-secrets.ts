import type { Secrets } from '../../core/lib/redact.ts';
import { memberSoundsSecret } from '../secret-names.ts';
import { type IsSecret, secretsOfShape } from '../shape-pointers.ts';
import type { Structure } from '../shapes/load-shapes.ts';
import { itsName } from './hide-named.ts';

/** Nobody has looked at these parameters, so what is called like a secret is taken for one, and bytes are never shown. */
export function uncuratedSecrets(input: Structure): Secrets {
  const hidden = (isSecret: IsSecret, why: string): [string, string][] =>
    secretsOfShape(input, isSecret).map((pointer) => [pointer, why]);
  return Object.fromEntries([
    ...hidden((member, { kind }) => kind === 'string' && memberSoundsSecret(member.name), itsName),
    ...hidden((_, { kind }) => kind === 'blob' || kind === 'document', 'nobody can read what it holds'),
    ...hidden((_, { isSensitive }) => isSensitive, 'AWS marks it as sensitive'),
  ]);
}

import type { Secrets } from '../../core/lib/redact.ts';
import { type IsSecret, secretsOfShape } from '../shape-pointers.ts';
import type { Structure } from '../shapes/load-shapes.ts';

/** Nobody has looked at these parameters, so what is called like a secret is taken for one, and bytes are never shown. */
export function uncuratedSecrets(input: Structure): Secrets {
  const hidden = (isSecret: IsSecret, why: string): [string, string][] =>
    secretsOfShape(input, isSecret).map((pointer) => [pointer, why]);
  return Object.fromEntries([
    ...hidden(
      (member, { kind }) => kind === 'string' && soundsSecret(member.name),
      'its name sounds like a secret',
    ),
    ...hidden((_, { kind }) => kind === 'blob' || kind === 'document', 'nobody can read what it holds'),
    ...hidden((_, { isSensitive }) => isSensitive, 'AWS marks it as sensitive'),
  ]);
}

const secretWords = /pass(?:word|phrase|code)|secret|token|key(?!word|ed)|credential/i;
/** They say which secret, not what is in it; or turn pages, or make a call safe to repeat. */
const harmless = new RegExp(
  [
    // About one: its name, where it is kept, how it is made and used.
    '(?:id|arn|name|alias|type|usage|spec|algorithm|version|state|status|policy|rotation|period|expiry|validity)s?$',
    '(?:identifier|prefix|url|uri|endpoint|source|format|vendor|provider|method|scope|location|domain|host)s?$',
    '(?:length|marker|delimiter|expression|parameter|attribute|field|storage|origin|manager|pair)s?$',
    // What is found by a key, and what is locked by one of KMS, whose keys nobody can read.
    '^keys?$|(?:tag|object|file|resource|output|manifest|s3|json|metadata|parameter|attribute|filter|criterion)_?keys?$',
    '(?:condition|group_?by|sort|primary|partition|dimension|caching|header|subject|roles|public|ec2_?ssh|kms|encryption)_?keys?$',
    '^(?:http|pre)_?token',
    '^(?:next|continuation|pagination|page|starting|client|clientRequest|request|idempotency)_?token$',
  ].join('|'),
  'i',
);

const soundsSecret = (name: string): boolean => secretWords.test(name) && !harmless.test(name);

const secretWords = /pass(?:word|phrase|code)|secret|token|key(?!word|ed)|credential/i;

/** They say which secret, not what is in it: its name, where it is kept, how it is made and used. */
const aboutOne = [
  'id|arn|name|alias|type|usage|spec|algorithm|version|state|status|policy|rotation|period|expiry|validity',
  'identifier|prefix|url|uri|endpoint|source|format|vendor|provider|method|scope|location|domain|host',
  'length|marker|delimiter|expression|parameter|attribute|field|storage|origin|manager|pair',
].join('|');

/** What is found by a key, and what is locked by one of KMS, whose keys nobody can read. */
const otherKeys = [
  '^keys?$|(?:tag|object|file|resource|output|manifest|s3|json|metadata|parameter|attribute|filter|criterion)_?keys?$',
  '(?:condition|group_?by|sort|primary|partition|dimension|caching|header|subject|roles|public|ec2_?ssh|kms|encryption)_?keys?$',
].join('|');

/** They turn pages, make a call safe to repeat, or say whether there is one. */
const otherTokens =
  '^(?:http|pre)_?token|^(?:next|continuation|pagination|page|starting|client|clientRequest|request|idempotency)_?token$';

const harmlessMember = new RegExp(`(?:${aboutOne})s?$|${otherKeys}|${otherTokens}`, 'i');

/** Of a member of a structure, as AWS calls it: `AuthToken`, and not `NextToken`. */
export const memberSoundsSecret = (name: string): boolean =>
  secretWords.test(name) && !harmlessMember.test(name);

/** How names are shortened that people make up: `DB_PWD`, `connectionString`. */
const moreWords = /passwd|pwd|connection_?string|authorization/i;
/** Beside what a secret is called and where it is kept: how many of it there may be. */
const countsOfIt = 'limit|count|size|ttl|seconds|minutes|hours|days|enabled';
const harmlessName = new RegExp(
  `(?:^|_)(?:${aboutOne}|${countsOfIt})s?$|^(?:max|min|total)_(?:\\w+_)?tokens$|^(?:${otherKeys})$`,
  'i',
);

/**
 * Of a key in a map, or a name beside a value, as anybody may make one up: `PASSWORD`, `--slack-token`, `db.secret`. It is
 * taken for a secret sooner than a member of AWS is, for `CLIENT_TOKEN` turns no page here.
 */
export function soundsSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return (secretWords.test(words) || moreWords.test(words)) && !harmlessName.test(words);
}

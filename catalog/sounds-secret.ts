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

/** Whether a member is called like a secret: what AWS marks is not all that is one. */
export const soundsSecret = (name: string): boolean => secretWords.test(name) && !harmless.test(name);

/**
 * Passwords have no format of their own; they are known by where they stand. What only points to one, as it should, is
 * left alone: a variable, an ARN, a path, a placeholder.
 */

/** Ends of names, in lower case and without signs, whose values are secret: `--db-password`, `MasterUserPassword`. */
const secretNames =
  /(?:password|passwd|passphrase|pwd|secretkey|secretaccesskey|clientsecret|apikey|accesstoken|authtoken|bearertoken|refreshtoken|privatekey)$/;

export const isSecretName = (name: string): boolean =>
  name.length <= 256 && secretNames.test(name.toLowerCase().replace(/[^a-z0-9]/g, ''));

/** A variable of which many only name a secret: `DB_SECRET=shop/db`. No parameter of AWS is written so. */
const variables = /(?:^|_)(?:SECRET|TOKEN|CREDENTIALS?|(?:ACCESS|SIGNING|ENCRYPTION|SHARED|MASTER)_KEY|DSN)$/;

export const mayHoldSecret = (name: string): boolean => name.length <= 256 && variables.test(name);

/** Letters that nobody would give a thing as its name. */
export const isRandom = (value: string): boolean =>
  /^[0-9a-f]{32,512}$/.test(value) ||
  (/^[A-Za-z0-9+_=.~-]{16,512}$/.test(value) &&
    [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(value)));

/** Does a text under such a name hold the secret itself? */
export const isSecretItself = (value: string): boolean =>
  value.length >= 4 && !/\s/.test(value) && !isReference(value);

const isReference = (value: string): boolean =>
  /^(?:[$/<{]|\*+$|x+$|%[A-Za-z_(]|\[hidden[:\]]|arn:aws|(?:env|file|s3|secretsmanager|ssm|ssm-secure|vault):)|:\/\//i.test(
    value,
  );

/** An image that is named by tag and digest looks alike: `docker://base:1.25@sha256:…`. */
const inUrl = /:\/\/[^\s/?#@:"'<>]{0,128}:([^\s/?#@"'<>]{1,256})@(?!sha256:)/g;

/** Like those of `secretPatterns`, they take time that grows with the text alone. */
const inText: readonly RegExp[] = [
  // A program or a setting: password = "…"
  /(?:password|passwd|passphrase|secret_?access_?key|client_?secret|api_?key|access_?token|auth_?token)["']?[ \t]{0,3}(?:=>?|:)[ \t]{0,3}["']([^"'\s]{6,256})["']/gi,
  // A shell: DB_PASSWORD=…
  /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET_ACCESS_KEY|CLIENT_SECRET|API_KEY|ACCESS_TOKEN|AUTH_TOKEN)=([^\s"'`;&|()]{6,256})/g,
  // A command line: --password …
  /--[a-z-]{0,40}pass(?:word|wd|phrase)[= ]["']?([^\s"'`;&|()-][^\s"'`;&|()]{5,256})/g,
  // A connection string: …;Password=…
  /;[ \t]{0,3}(?:password|pwd|accountkey|sharedaccesskey)[ \t]{0,3}=[ \t]{0,3}([^;\s"']{4,256})/gi,
  // SQL: PASSWORD '…'
  /(?:password|identified\s{1,4}by)\s{1,4}'([^'\s]{6,256})'/gi,
];

export const holdsPassword = (text: string): boolean =>
  valuesOf(inUrl, text).some((value) => !isReference(value)) ||
  inText.some((pattern) => valuesOf(pattern, text).some((value) => !isReference(value) && !isWord(value)));

const valuesOf = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map(([, value = '']) => value);

/** "--password option", "password: 'required'": a word of the language, where only its place could make it a secret. */
const isWord = (value: string): boolean => /^[A-Za-z]+[.,:]?$/.test(value);

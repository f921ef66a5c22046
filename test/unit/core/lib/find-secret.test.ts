import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecret } from '../../../../core/lib/find-secret.ts';

/** Put together here, so that no tool takes this file for a leak. */
const made = (...parts: string[]): string => parts.join('');
const letters = (count: number): string => 'aB3dE6gH9'.repeat(20).slice(0, count);
const accessKey = made('AKIA', 'IOSFODNN7EXAMPLE');
const secretKey = made('wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY');
const jwtPart = made('ey', 'JhbGciOiJIUzI1NiJ9');

describe('a secret of a known kind', () => {
  it.each<[kind: string, text: string]>([
    ['an AWS access key id', accessKey],
    ['an AWS access key id', `use ${made('ASIA', 'Y34FZKBOKMUTVV7A')} for it`],
    ['an AWS secret access key', `aws_secret_access_key = ${secretKey}`],
    ['an AWS secret access key', `{"SecretAccessKey":"${secretKey}"}`],
    ['an AWS session token', made('IQoJb3Jp', 'Z2lu', letters(120))],
    ['a signed URL', made('https://b.s3.amazonaws.com/x?X-Amz-Signature', '=', 'ab'.repeat(32))],
    ['a GitHub token', made('gh', 'p_', letters(36))],
    ['a GitHub token', made('github', '_pat_', letters(82))],
    ['a GitLab token', made('glpat', '-', letters(20))],
    ['a Slack token', made('xox', 'b-', '123456789012-', letters(24))],
    ['a Slack token', made('xapp', '-1-', letters(40))],
    ['a Slack webhook', made('https://hooks.slack', '.com/services/', 'T00000000/B00000000/', letters(24))],
    ['a Stripe key', made('sk_', 'live_', letters(24))],
    ['a Google API key', made('AI', 'za', letters(35))],
    ['a Google OAuth secret', made('GOC', 'SPX-', letters(28))],
    ['an Anthropic key', made('sk-', 'ant-api03-', letters(95))],
    ['an OpenAI key', made('sk-', 'proj-', letters(80))],
    ['an OpenAI key', made('sk-', letters(20), 'T3Blbk', 'FJ', letters(20))],
    ['a Hugging Face token', made('hf', '_', 'abcdefghij'.repeat(4).slice(0, 34))],
    ['an npm token', made('npm', '_', letters(36))],
    ['a PyPI token', made('pypi-', 'AgEIcHlwaS5vcmc', letters(80))],
    ['a Vault token', made('hvs', '.', letters(24))],
    ['a Databricks token', made('dapi', '0123456789abcdef'.repeat(2))],
    ['a SendGrid key', made('SG', '.', letters(22), '.', letters(43))],
    ['an Azure storage key', made('Account', 'Key=', letters(86), '==')],
    ['a private key', made('-----BEGIN ', 'RSA PRIVATE KEY-----\nMIIE')],
    ['a private key', made('-----BEGIN ', 'PRIVATE KEY-----')],
    ['a private key', made('-----BEGIN ', 'OPENSSH PRIVATE KEY-----')],
    ['a private key', made('-----BEGIN PGP ', 'PRIVATE KEY BLOCK-----')],
    ['a JSON Web Token', `${jwtPart}.${jwtPart}.${letters(40)}`],
    ['an authorization header', `curl -H "Authorization: Bearer ${letters(32)}" https://x.test`],
    ['a password', `postgres://shop:${'hunter'}@db.internal/shop`],
    ['a password', `redis://:${letters(12)}@cache:6379`],
    ['a password', `psql --password ${letters(10)} -h db`],
    ['a password', `mysql --user-password="${letters(10)}"`],
    ['a password', `export DB_PASSWORD=${letters(10)}`],
    ['a password', `password = "${letters(10)}"`],
    ['a password', `Server=db.internal;Database=shop;User Id=etl;Password=${letters(10)};Encrypt=yes`],
    ['a password', `Server=db; Pwd = ${letters(10)}`],
    ['a password', `Endpoint=sb://x/;SharedAccessKeyName=k;SharedAccessKey=${letters(40)}=`],
    ['a password', `CREATE USER etl PASSWORD '${letters(10)}'`],
  ])('is found: %s', (kind, text) => {
    expect(findSecret({ a: [0, text] })).toEqual({ kind, pointer: '/a/1' });
    expect(findSecret(`${'x '.repeat(20_000)}\n${text}\n`)?.kind).toBe(kind);
  });

  it.each<[how: string, value: object, pointer: string]>([
    ['its key', { Arguments: { '--db-password': 'hunter2' } }, '/Arguments/--db-password'],
    ['the key of its list', { MasterUserPassword: ['hunter2'] }, '/MasterUserPassword/0'],
    ['the option before it', { ContainerArguments: ['--api-key', 'hunter2'] }, '/ContainerArguments/1'],
    ['the name beside it', { Parameters: [{ name: 'password', value: 'hunter2' }] }, '/Parameters/0/value'],
    [
      'the name beside it, as a parameter of a template',
      { Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: 'hunter2' }] },
      '/Parameters/0/ParameterValue',
    ],
    [
      'the name beside it, as a field',
      { fields: [{ key: '*password', stringValue: 'hunter2' }] },
      '/fields/0/stringValue',
    ],
    ['its variable', { Variables: { SLACK_TOKEN: letters(24) } }, '/Variables/SLACK_TOKEN'],
    [
      'its variable, beside it',
      { environment: [{ name: 'WEBHOOK_SECRET', value: '0123456789abcdef'.repeat(2) }] },
      '/environment/0/value',
    ],
    ['the name beside it, as a tag', { Tags: [{ Key: 'api_key', Value: 'hunter2' }] }, '/Tags/0/Value'],
  ])('is known by %s', (_, value, pointer) => {
    expect(findSecret(value)).toEqual({ kind: 'a password or key', pointer });
  });

  it('is named by its place and never shown, even where a key holds it', () => {
    const found = findSecret({ 'a/b~c': { [accessKey]: { deeper: accessKey } } });
    expect(found).toEqual({ kind: 'an AWS access key id', pointer: '/a~1b~0c' });
  });

  it('is the first of several', () => {
    expect(findSecret({ a: 'x', b: [jwtPart, accessKey], c: secretKey })?.pointer).toBe('/b/1');
  });
});

describe('what is no secret', () => {
  const sha = (text: string) => createHash('sha256').update(text);
  it.each<[what: string, value: unknown]>([
    [
      'digests',
      [sha('a').digest('hex'), sha('a').digest('base64'), `repo/app@sha256:${sha('b').digest('hex')}`],
    ],
    ['an image by tag and digest', `docker://registry/app:1.25@sha256:${sha('b').digest('hex')}`],
    ['a commit', '2f9c1d4e8b7a6053f1e2d3c4b5a697887766554a'],
    [
      'ARNs',
      [
        'arn:aws:iam::111122223333:role/password',
        'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf',
      ],
    ],
    ['ids of IAM', ['AIDAIOSFODNN7EXAMPLE', 'AROAIOSFODNN7EXAMPLE']],
    [
      'ids',
      ['1234abcd-12ab-34cd-56ef-1234567890ab', 'i-0123456789abcdef0', '3sL4kqtJlcpXroDTDmJrmSpXd3dIbrHY'],
    ],
    [
      'base64 of ordinary text',
      Buffer.from('{"companyName":"Example","secret key":"none"}').toString('base64'),
    ],
    [
      'a public key',
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA example',
    ],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB'],
    [
      'a password that stays in its vault',
      { Password: '{{resolve:secretsmanager:db:SecretString:password}}' },
    ],
    [
      'a password from a variable',
      ['postgres://shop:$DB_PASSWORD@db', 'PASSWORD=$(get-secret)', '--password $PW', 'password="$PW"'],
    ],
    [
      'names of secrets',
      {
        '--db-password': 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:x',
        dbPassword: '/shop/db/password',
      },
    ],
    [
      'variables that name a secret, or are set without one',
      {
        DB_SECRET: 'shop/db/Prod-2024-Reader',
        GITHUB_TOKEN: 'github-token-for-builds-2024',
        CI_TOKEN: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:Ci-AbCdEf1',
        SESSION_TOKEN: 'required',
        MAX_TOKENS: '4096',
      },
    ],
    ['what is hidden already', { Password: '[hidden: a password]', password: '********' }],
    [
      'settings about passwords',
      { PasswordResetRequired: true, MinimumPasswordLength: 14, max_tokens: '512', tokenizer: 'bpe' },
    ],
    [
      'prose',
      ['The --password option is required.', "Enter the password: 'required'", 'reset my password please'],
    ],
    [
      'tokens that only keep a call from running twice',
      { ClientToken: letters(40), ClientRequestToken: letters(36) },
    ],
    ['URLs with a port or a user', ['http://cache:6379/x', 'ssh://git@github.com:22/x', 's3://bucket/a:b@c']],
    ['SQL', "UNLOAD ('SELECT id, password_hash FROM users') TO 's3://exports/' IAM_ROLE default"],
  ])('is let through: %s', (_, value) => {
    expect(findSecret(value)).toBeUndefined();
  });

  it('is let through where it is random', () => {
    const random = fc.oneof(
      fc.uint8Array({ minLength: 16, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      fc.uint8Array({ minLength: 16, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('hex')),
      fc.uuid(),
      fc.lorem({ maxCount: 60 }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('VersionId', 'Data', 'Comment'), random), (value) => {
        expect(findSecret(value)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a text made to be slow', () => {
  const parts = [
    ...[
      'AKIA',
      'secretkey',
      'secret ',
      'eyJ',
      'eyJaaaaaaaaaaa.',
      '://',
      '://a:',
      '-----BEGIN',
      '-----BEGIN ',
      '--',
      '--a',
    ],
    ...[
      'password',
      'password= ',
      "password '",
      '--password ',
      'identified by ',
      'xox',
      'xoxb-',
      'sk-',
      'sk-proj-',
      'gh',
    ],
    ...[
      'authorization: ',
      'IQoJb3JpZ2lu',
      'SG.',
      'AccountKey=',
      '?sig=',
      'a',
      '"',
      '\\',
      ' ',
      '@',
      'PASSWORD=a',
    ],
  ];
  it.each(parts)('is searched to its end: %j', (part) => {
    const text = part.repeat(Math.ceil(65_536 / part.length));
    expect(findSecret(`${text} ${secretKey} ${accessKey}`)).toBeDefined();
  });

  /** From each place of a text an expression then reads so many characters at most: its work grows with the text alone. */
  it('is searched by expressions in which nothing repeats without a bound', () => {
    // Read once: from the beginning of a text, and from the beginning of a run of such characters.
    const readOnce = ['^(?:[$/<{]|\\*+$|x+$|', '(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}'];
    const searched = { DB_SECRET: 'aB3dE6gH9aB3dE6gH9', password: '[hidden]', of: parts.join('\n') };
    const used = expressionsUsedBy(() => findSecret(searched));
    expect(used.size).toBeGreaterThan(30);
    const unbounded = [...used].filter((source) => /[*+]|\{\d+,\}/.test(withoutCharacters(source)));
    expect(unbounded.filter((source) => !readOnce.some((one) => source.startsWith(one)))).toEqual([]);
  });
});

/** Without what only names characters: `\\+`, `[+*]`. */
const withoutCharacters = (source: string): string =>
  source.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'c').replaceAll(/\(\?<?[!=:]/g, '(');

function expressionsUsedBy(run: () => void): ReadonlySet<string> {
  const used = new Set<string>();
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function noted(text) {
    used.add(this.source);
    return Reflect.apply(exec, this, [text]);
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return used;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brieflyOf,
  describePolicy,
  marksOf,
  type PolicyAround,
} from '../../../../../catalog/values/policy-document/describe-policy.ts';
import { type Mark, widthOf } from '../../../../../catalog/values/policy-document/marks.ts';
import type { PolicyKind } from '../../../../../catalog/values/policy-document/policy-document.ts';
import { readPolicyDocument } from '../../../../../catalog/values/policy-document/read-policy-document.ts';

const ownAccount = '111122223333';
function say(kind: PolicyKind, statements: object[], around: Partial<PolicyAround> = {}) {
  const read = readPolicyDocument(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    kind,
    100_000,
  );
  if (!read.ok) throw new Error(`${read.pointer} ${read.detail}`);
  return describePolicy(read.document, { ownAccount, ...around });
}
const allow = { Effect: 'Allow' };
const role = (account: string, name = 'reader') => `arn:aws:iam::${account}:role/${name}`;
const federated = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';

describe('a policy in words', () => {
  it.each<[kind: PolicyKind, statement: object, text: string, marks: Mark[]]>([
    [
      'identity',
      { ...allow, Action: '*', Resource: '*' },
      'Allows every action on every resource, without condition',
      ['every action', 'powerful actions', 'every action of a service', 'every resource', 'no condition'],
    ],
    [
      'identity',
      { ...allow, Action: 'iam:PassRole', Resource: '*' },
      'Allows iam:PassRole (hand roles to services) on every resource, without condition',
      ['powerful actions', 'every resource', 'no condition'],
    ],
    [
      'identity',
      {
        ...allow,
        Action: ['logs:PutLogEvents', 's3:Get*', 'iam:PassRole', 'iam:Pa*', 's3:*'],
        Resource: 'arn:aws:s3:::receipts',
      },
      'Allows every s3 action, iam:PassRole (hand roles to services), every action like iam:Pa*, logs:PutLogEvents and every action like s3:Get* on bucket receipts, without condition',
      ['powerful actions', 'every action of a service', 'no condition'],
    ],
    [
      'identity',
      { ...allow, NotAction: ['iam:*', 'sts:*'], NotResource: 'arn:aws:s3:::receipts/*' },
      'Allows every action but every iam action and every sts action on every resource but every object in bucket receipts, without condition',
      ['all actions but some', 'powerful actions', 'all resources but some', 'no condition'],
    ],
    [
      'resource',
      { ...allow, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::receipts/*' },
      'Allows anyone to do s3:GetObject (read objects) on every object in bucket receipts, without condition',
      ['anyone', 'no condition'],
    ],
    [
      'resource',
      {
        ...allow,
        Principal: { AWS: [role(ownAccount), role('444455556666'), 'arn:aws:iam::777788889999:root'] },
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::receipts/2026/*',
      },
      'Allows role reader of account 444455556666 (another account), account 777788889999 (another account) and role reader of account 111122223333 to do s3:PutObject (write objects) on objects 2026/* in bucket receipts, without condition',
      ['another account', 'no condition'],
    ],
    [
      'resource',
      {
        ...allow,
        NotPrincipal: { Service: 'lambda.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: 'arn:aws:sqs:eu-central-1:111122223333:orders*',
      },
      'Allows anyone but service lambda.amazonaws.com to do sqs:SendMessage on all that is like arn:aws:sqs:eu-central-1:111122223333:orders*, without condition',
      ['anyone', 'no condition'],
    ],
    [
      'resource',
      {
        ...allow,
        Principal: { CanonicalUser: 'a'.repeat(64) },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::*',
      },
      `Allows an account known as ${'a'.repeat(64)} to do s3:GetObject (read objects) on all that is like arn:aws:s3:::*, without condition`,
      ['another account', 'every resource', 'no condition'],
    ],
    [
      'trust',
      { ...allow, Principal: { Federated: federated }, Action: 'sts:AssumeRoleWithWebIdentity' },
      `Allows whoever signs in through ${federated} to do sts:AssumeRoleWithWebIdentity (become a role, from outside AWS), without condition`,
      ['sign-in from outside AWS', 'no condition'],
    ],
    [
      'identity',
      { Effect: 'Deny', Action: '*', Resource: '*' },
      'Denies every action on every resource, without condition',
      [],
    ],
  ])('says of an %s policy what it grants: %j', (kind, statement, text, marks) => {
    expect(say(kind, [statement])).toEqual([{ effect: (statement as typeof allow).Effect, text, marks }]);
  });

  it.each<[condition: object, text: string, weak: boolean]>([
    [
      { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
      'only if aws:PrincipalOrgID is o-exampleorgid',
      false,
    ],
    [
      { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] } },
      'only if aws:SourceIp is in 10.0.0.0/8 or 192.0.2.0/24',
      false,
    ],
    [{ 'ForAnyValue:StringLike': { 'aws:TagKeys': 'x*' } }, 'only if any of aws:TagKeys is like x*', false],
    [
      { Bool: { 'aws:SecureTransport': 'true' }, StringLike: { 'aws:x': '*' } },
      'only if aws:SecureTransport is true, and aws:x is like *',
      false,
    ],
    [
      { Null: { 'aws:MultiFactorAuthAge': 'false' } },
      'only if aws:MultiFactorAuthAge is missing: false',
      false,
    ],
    [{ Null: { 'aws:MultiFactorAuthAge': 'true' } }, 'only if aws:MultiFactorAuthAge is missing: true', true],
    [
      { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
      'only if aws:SourceVpc is not vpc-1 (or it is missing)',
      true,
    ],
    [
      { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } },
      'only if aws:SourceVpc is vpc-1 (or it is missing)',
      true,
    ],
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'x' } },
      'only if each of aws:TagKeys is x (or it is missing)',
      true,
    ],
    [{ StringLike: { 'aws:PrincipalArn': '*' } }, 'only if aws:PrincipalArn is like *', true],
    [{ ArnLike: { 'aws:SourceArn': 'arn:*:*:*' } }, 'only if aws:SourceArn is like arn:*:*:*', true],
    [
      { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '0.0.0.0/0'] } },
      'only if aws:SourceIp is in 10.0.0.0/8 or 0.0.0.0/0',
      true,
    ],
    [
      { StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:a/b' } },
      'only if token.actions.githubusercontent.com:sub is repo:a/b',
      false,
    ],
  ])('says under which condition, and whether it is one: %j', (Condition, text, weak) => {
    const [said] = say('identity', [{ ...allow, Action: 'x:y', Resource: 'arn:aws:s3:::a', Condition }]);
    expect(said?.text).toBe(`Allows x:y on bucket a, ${text}`);
    expect(said?.marks).toEqual(weak ? ['a condition that hardly limits'] : []);
  });

  it('calls the one thing of a policy by its name', () => {
    const [said] = say(
      'resource',
      [{ ...allow, Principal: { AWS: `arn:aws:iam::${ownAccount}:root` }, Action: 'kms:*', Resource: '*' }],
      { everything: 'the key' },
    );
    expect(said).toMatchObject({
      text: 'Allows account 111122223333 to do every kms action on the key, without condition',
      marks: ['powerful actions', 'every action of a service', 'no condition'],
    });
  });

  it('shows what somebody hid in a value', () => {
    const [said] = say('identity', [{ ...allow, Action: 'x:y', Resource: 'arn:aws:s3:::a/\u202E' }]);
    expect(said?.text).toContain('arn:aws:s3:::a/\\u{202E}');
  });
});

describe('several statements', () => {
  const statements = [
    { Effect: 'Deny', Action: '*', Resource: '*' },
    { ...allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::receipts/*' },
    { ...allow, Action: '*', Resource: '*' },
    { ...allow, Action: 'iam:*', Resource: '*' },
  ];

  it('stand with the widest first, and what denies at the end', () => {
    expect(say('identity', statements).map(({ text }) => text.split(' on ')[0])).toEqual([
      'Allows every action',
      'Allows every iam action',
      'Allows s3:GetObject (read objects)',
      'Denies every action',
    ]);
  });

  it('are said in brief with the marks of all, whatever is cut', () => {
    const said = say('identity', statements);
    expect(marksOf(said)).toContain('every action');
    expect(brieflyOf(said, 200)).toBe(
      'every action, powerful actions, every action of a service, every resource, no condition: Allows every action on every resource, without condition; 3 more statements',
    );
    const long = say('resource', [
      { ...allow, Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${'b'.repeat(300)}` },
    ]);
    expect(brieflyOf(long)).toMatch(/^anyone, no condition: Allows anyone .*…$/);
    expect(brieflyOf(long).length).toBeLessThanOrEqual(240);
  });
});

describe('a statement that allows more', () => {
  const lists = {
    Action: fc.constantFrom(
      '*',
      's3:*',
      'iam:*',
      'iam:Pass*',
      'iam:PassRole',
      's3:GetObject',
      'x:Do?t',
      'x:Y',
      'kms:Decrypt',
    ),
    Resource: fc.constantFrom(
      '*',
      'arn:aws:s3:::*',
      'arn:aws:s3:::a',
      'arn:aws:s3:::a/*',
      'arn:aws:s3:::a/b',
      'arn:aws:sqs:eu-central-1:111122223333:q',
    ),
    AWS: fc.constantFrom(
      '*',
      role(ownAccount),
      role('444455556666'),
      'arn:aws:iam::444455556666:root',
      role(ownAccount, 'other'),
    ),
  };
  const condition = fc.constantFrom(
    undefined,
    { StringEquals: { 'aws:x': 'y' } },
    { StringLike: { 'aws:x': '*' } },
  );
  const setOf = (item: fc.Arbitrary<string>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });

  it('never sounds as before, and never smaller', () => {
    let grew = 0;
    const given = fc.record({
      Action: setOf(lists.Action),
      Resource: setOf(lists.Resource),
      AWS: setOf(lists.AWS),
      Condition: condition,
    });
    const added = fc
      .constantFrom('Action', 'Resource', 'AWS')
      .chain((name) =>
        lists[name as keyof typeof lists].map((value) => [name as keyof typeof lists, value] as const),
      );
    fc.assert(
      fc.property(given, added, fc.nat(3), (before, [name, value], at) => {
        fc.pre(!before[name].includes(value));
        const after = { ...before, [name]: before[name].toSpliced(at, 0, value) };
        const [one, other] = [before, after].map(
          ({ AWS, ...rest }) => say('resource', [{ ...allow, Principal: { AWS }, ...rest }])[0],
        );
        expect(other?.text).not.toBe(one?.text);
        expect(other?.marks).toEqual(expect.arrayContaining([...(one?.marks ?? [])]));
        expect(widthOf(other?.marks ?? [])).toBeGreaterThanOrEqual(widthOf(one?.marks ?? []));
        grew += (other?.marks.length ?? 0) > (one?.marks.length ?? 0) ? 1 : 0;
      }),
      { numRuns: 1_000 },
    );
    expect(grew).toBeGreaterThan(100);
  });

  it('names wildcards before what has a name', () => {
    const wide = fc.constantFrom('*', 's3:*');
    const named = fc.constantFrom('x:Y', 's3:GetObject');
    let mixed = 0;
    fc.assert(
      fc.property(setOf(fc.oneof(lists.Action, wide, named)), (actions) => {
        const [said] = say('identity', [{ ...allow, Action: actions, Resource: 'arn:aws:s3:::a' }]);
        const placeOf = (text: string) => said?.text.indexOf(text) ?? -1;
        const wide = actions.includes('*') ? placeOf('every action') : placeOf('every');
        for (const named of ['x:Y', 's3:GetObject'].filter((each) => actions.includes(each))) {
          expect(placeOf(named)).toBeGreaterThan(0);
          if (!actions.some((each) => each === '*' || each.endsWith(':*'))) continue;
          expect(wide).toBeLessThan(placeOf(named));
          mixed += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(mixed).toBeGreaterThan(50);
  });

  it('is the longest where it holds the most', () => {
    const names = Array.from({ length: 2_000 }, (_, index) => `svc:Do${index}`);
    const [said] = say('identity', [{ ...allow, Action: names, Resource: '*' }]);
    for (const name of names) expect(said?.text).toContain(name);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAuthority } from '../../../../emulator/iam/authority.ts';
import type { ConditionContext } from '../../../../emulator/iam/condition.ts';

const roleArn = 'arn:aws:iam::111122223333:role/path/writer';
const principal = { roleArn, sessionName: 'session-1' };
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/requests';

const now = () => new Date('2026-03-01T12:00:00Z');
const documentOf = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const authority = (...statements: object[]) =>
  createAuthority([{ arn: roleArn, policies: [{ name: 'p', document: documentOf(...statements) }] }], now);
const allow = (Action: unknown, Resource: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const need = { action: 'dynamodb:PutItem', resource: table };

describe('a role', () => {
  it.each([
    ['dynamodb:PutItem', table, true],
    [['dynamodb:GetItem', 'dynamodb:PutItem'], [`${table}2`, table], true],
    ['dynamodb:*', '*', true],
    ['DynamoDB:putitem', table, true],
    ['dynamodb:Put?tem', `${table.slice(0, -1)}?`, true],
    ['dynamodb:PutItem', 'arn:aws:dynamodb:*:111122223333:table/*', true],
    ['dynamodb:GetItem', table, false],
    ['dynamodb:PutItem', `${table}/index/*`, false],
    ['dynamodb:PutItem', table.toUpperCase(), false],
    ['dynamodb:PutIte', table, false],
    ['dynamodb.PutItem', table, false],
  ])('granted %j on %j: it may put an item is %s', (action, resource, expected) => {
    const { kind } = authority(allow(action, resource)).decide(principal, need);
    expect(kind === 'allowed').toBe(expected);
  });

  it('is denied what a statement denies, whatever allows it, in words that say so', () => {
    const both = authority(allow('*', '*'), { Effect: 'Deny', Action: 'dynamodb:Put*', Resource: '*' });
    expect(both.decide(principal, need)).toEqual({
      kind: 'denied',
      reason: `User: arn:aws:sts::111122223333:assumed-role/writer/session-1 is not authorized to perform: dynamodb:PutItem on resource: ${table} with an explicit deny in an identity-based policy`,
    });
    expect(both.decide(principal, { ...need, action: 'dynamodb:GetItem' }).kind).toBe('allowed');
  });

  it('that the template does not have is denied everything', () => {
    const stranger = { ...principal, roleArn: 'arn:aws:iam::111122223333:role/other' };
    expect(authority(allow('*', '*')).decide(stranger, need).kind).toBe('denied');
  });

  it.each([
    [{ NotAction: 's3:*', Resource: table }, true],
    [{ NotAction: ['s3:*', 'dynamodb:Put*'], Resource: table }, false],
    [{ Action: '*', NotResource: [`${table}2`] }, true],
    [{ Action: '*', NotResource: [`${table}2`, table] }, false],
  ])('granted all but what %j leaves out: it may put an item is %s', (statement, expected) => {
    const { kind } = authority({ Effect: 'Allow', ...statement }).decide(principal, need);
    expect(kind === 'allowed').toBe(expected);
  });

  it('gains nothing from the characters of a regular expression', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'.+^$()[]|\\a') }), fc.string(), (pattern, text) => {
        const { kind } = authority(allow('a:B', pattern)).decide(principal, {
          action: 'a:B',
          resource: text,
        });
        return (kind === 'allowed') === (pattern === text);
      }),
    ));
});

describe('a condition', () => {
  const keys = 'dynamodb:LeadingKeys';
  it.each<[object, ConditionContext, boolean]>([
    [{ StringEquals: { [keys]: ['a', 'b'] } }, { [keys]: 'b' }, true],
    [{ StringEquals: { [keys]: 'a' } }, { [keys]: 'A' }, false],
    [{ StringEquals: { [keys]: 'a' } }, {}, false],
    [{ StringEqualsIfExists: { [keys]: 'a' } }, {}, true],
    [{ StringEqualsIfExists: { [keys]: 'a' } }, { [keys]: 'b' }, false],
    [{ StringNotEquals: { [keys]: ['a', 'b'] } }, { [keys]: 'b' }, false],
    [{ StringNotEquals: { [keys]: 'a' } }, {}, true],
    [{ StringEqualsIgnoreCase: { [keys]: 'a' } }, { [keys]: 'A' }, true],
    [{ StringLike: { [keys]: 'request#*' } }, { [keys]: 'request#1' }, true],
    [{ StringNotLike: { [keys]: 'request#*' } }, { [keys]: 'request#1' }, false],
    [{ 'ForAnyValue:StringEquals': { [keys]: 'a' } }, { [keys]: ['x', 'a'] }, true],
    [{ 'ForAnyValue:StringEquals': { [keys]: 'a' } }, {}, false],
    [{ 'ForAllValues:StringEquals': { [keys]: 'a' } }, { [keys]: ['x', 'a'] }, false],
    [{ 'ForAllValues:StringEquals': { [keys]: 'a' } }, {}, true],
    [{ DateLessThan: { 'aws:CurrentTime': '2026-03-01T12:00:01Z' } }, {}, true],
    [{ DateLessThan: { 'aws:CurrentTime': '2026-03-01T12:00:00Z' } }, {}, false],
    [{ DateLessThanEquals: { 'aws:CurrentTime': '2026-03-01T12:00:00Z' } }, {}, true],
    [{ DateGreaterThan: { 'aws:CurrentTime': '2026-03-01T13:00:00+02:00' } }, {}, true],
    [{ DateGreaterThanEquals: { 'aws:CurrentTime': '2026-03-01T12:00:01Z' } }, {}, false],
    [{ Null: { 'aws:SourceIdentity': 'true' } }, {}, true],
    [{ Null: { [keys]: 'true' } }, { [keys]: 'a' }, false],
    [{ Null: { [keys]: 'false' } }, { [keys]: 'a' }, true],
    [{ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/path/*' } }, {}, false],
    [{ BoolIfExists: { 'aws:ViaAWSService': 'false' } }, {}, true],
    [{ BoolIfExists: { 'aws:ViaAWSService': 'false' } }, { 'aws:ViaAWSService': 'true' }, false],
    [{ Bool: { 'aws:SecureTransport': true } }, {}, true],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, {}, false],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/path/*' } }, {}, true],
    [{ StringEquals: { 'aws:ResourceAccount': '444455556666' } }, {}, false],
    [{ StringEquals: { 'aws:RequestedRegion': 'eu-west-1', [keys]: 'a' } }, { [keys]: 'b' }, false],
  ])('%j in the context %j holds is %s', (condition, context, expected) => {
    const { kind } = authority(allow('*', '*', condition)).decide(principal, { ...need, context });
    expect(kind === 'allowed').toBe(expected);
  });
});

describe('a policy stops the start by name', () => {
  it.each([
    [{ ...allow('*', '*'), NotAction: 'iam:*' }, 'policy p[0]: not one of Action and NotAction'],
    [{ Effect: 'Allow', Action: '*' }, 'policy p[0]: not one of Resource and NotResource'],
    [
      allow('*', '*', { DateLessThan: { 'aws:CurrentTime': 'soon' } }),
      'condition value soon of DateLessThan',
    ],
    [
      allow('*', '*', { StringEquals: { 'aws:ResourceTag/stage': 'dev' } }),
      'condition key aws:ResourceTag/stage',
    ],
    [{ ...allow('*', '*'), Principal: '*' }, 'policy p: Statement.0: Unrecognized key: "Principal"'],
    [
      allow('*', '*', { NumericGreaterThan: { 'aws:PrincipalArn': '1' } }),
      'p[0]: condition operator NumericGreaterThan',
    ],
    [allow('*', '*', { StringEquals: { 'aws:SourceVpc': 'v' } }), 'p[0]: condition key aws:SourceVpc'],
    [allow('*', '*', { 'ForSome:StringEquals': { 'aws:PrincipalArn': 'a' } }), 'ForSome:StringEquals'],
    [allow('*', '*', { toString: { 'aws:PrincipalArn': 'a' } }), 'condition operator toString'],
    [allow('*', `arn:aws:s3:::b/$` + '{aws:PrincipalArn}'), 'policy variable in'],
    [
      { ...allow('*', '*'), Sid: 'Odd', Condition: { StringEquals: { 'a:b': 'c' } } },
      'p[Odd]: condition key a:b',
    ],
    [{ ...allow('*', '*'), Effect: 'Maybe' }, 'Statement.0.Effect'],
    [allow('*', { 'Fn::GetAtt': ['Table', 'Arn'] }), 'Statement.0.Resource.0'],
  ])('%j', (statement, named) => {
    expect(() => authority(statement)).toThrow(named);
  });

  it('in a version of the language that it does not read', () => {
    const policies = [{ name: 'old', document: { Version: '2008-10-17', Statement: [] } }];
    expect(() => createAuthority([{ arn: roleArn, policies }], now)).toThrow('policy old');
  });
});

describe('the unused grants', () => {
  it('are the allowed pairs that no allowed call has matched', () => {
    const some = authority(
      allow(['dynamodb:PutItem', 'dynamodb:GetItem'], [table, `${table}/*`]),
      { Effect: 'Deny', Action: 's3:*', Resource: '*' },
      { ...allow('s3:GetObject', '*'), Sid: 'Denied' },
    );
    some.decide(principal, need);
    some.decide(principal, { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' });
    expect(some.unusedGrants().map(({ source, action, resource }) => [source, action, resource])).toEqual([
      ['p[0]', 'dynamodb:PutItem', `${table}/*`],
      ['p[0]', 'dynamodb:GetItem', table],
      ['p[0]', 'dynamodb:GetItem', `${table}/*`],
      ['p[Denied]', 's3:GetObject', '*'],
    ]);
  });
});

describe('a role with a boundary', () => {
  const within = (...boundary: object[]) =>
    createAuthority(
      [
        {
          arn: roleArn,
          policies: [{ name: 'p', document: documentOf(allow('dynamodb:*', '*')) }],
          boundary: { name: 'b', document: documentOf(...boundary) },
        },
      ],
      now,
    );

  it('may what both allow, and nothing that only one does', () => {
    expect(within(allow('dynamodb:PutItem', '*')).decide(principal, need)).toEqual({ kind: 'allowed' });
    expect(within(allow('dynamodb:GetItem', '*')).decide(principal, need)).toMatchObject({
      reason: expect.stringContaining('because no permissions boundary allows the dynamodb:PutItem action'),
    });
    const other = { ...need, action: 's3:GetObject' };
    expect(within(allow('*', '*')).decide(principal, other)).toMatchObject({
      reason: expect.stringContaining('because no identity-based policy allows'),
    });
  });

  it('is denied what the boundary denies', () => {
    const denying = within(allow('*', '*'), { ...allow('dynamodb:Put*', '*'), Effect: 'Deny' });
    expect(denying.decide(principal, need)).toMatchObject({
      reason: expect.stringContaining('with an explicit deny in a permissions boundary'),
    });
  });
});

describe('a policy that is written into a role', () => {
  const session = { assumedBy: roleArn, expires: now(), sourceIdentity: 'countersign-1', tags: {} };
  const deny = {
    ...allow('*', '*', { StringEquals: { 'aws:SourceIdentity': 'countersign-1' } }),
    Effect: 'Deny',
  };

  it('counts for the next call of its sessions, and no longer when it is gone', () => {
    const some = authority(allow('*', '*'));
    const decided = () => [principal, { ...principal, session }].map((one) => some.decide(one, need).kind);
    expect(decided()).toEqual(['allowed', 'allowed']);
    some.setInlinePolicy(roleArn, 'revoked', documentOf(deny));
    expect(decided()).toEqual(['allowed', 'denied']);
    some.setInlinePolicy(roleArn, 'revoked', undefined);
    expect(decided()).toEqual(['allowed', 'allowed']);
  });

  it('needs the role', () => {
    expect([roleArn, `${roleArn}2`].map(authority().hasRole)).toEqual([true, false]);
    expect(() => authority().setInlinePolicy(`${roleArn}2`, 'p', documentOf(deny))).toThrow(
      `No template has the role ${roleArn}2.`,
    );
  });
});

describe('a trust policy', () => {
  const trusting = (...statements: object[]) =>
    createAuthority(
      [{ arn: roleArn, policies: [], trust: { name: 't', document: documentOf(...statements) } }],
      now,
    );
  const assume = { action: 'sts:AssumeRole', resource: roleArn };
  const lets = (AWS: unknown, Effect = 'Allow') => ({ Effect, Action: 'sts:AssumeRole', Principal: { AWS } });

  it.each([
    [[lets('arn:aws:iam::111122223333:root')], true],
    [[lets(['444455556666', '111122223333'])], true],
    [[lets('444455556666')], false],
    [[lets('111122223333'), lets('111122223333', 'Deny')], false],
    [[{ ...lets('111122223333'), Action: 'sts:TagSession' }], false],
    [[{ Effect: 'Allow', Action: '*', Principal: { Service: 'lambda.amazonaws.com' } }], false],
    [[], false],
  ])('of %j lets an account in: %s', (statements, expected) => {
    expect(trusting(...statements).trusts(principal, assume)).toBe(expected);
  });

  it.each([
    [lets(roleArn), 'principal arn:aws:iam::111122223333:role/path/writer'],
    [lets('*'), 'principal *'],
    [{ ...lets('*'), Principal: '*' }, 'policy t: Statement.0.Principal'],
    [
      { ...lets('111122223333'), Condition: { StringEquals: { 'sts:ExternalId': 'a' } } },
      'condition key sts:ExternalId',
    ],
  ])('%j stops the start by name', (statement, named) => {
    expect(() => trusting(statement)).toThrow(named);
  });
});

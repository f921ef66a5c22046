import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAuthority } from '../../../../emulator/iam/authority.ts';
import type { ConditionContext } from '../../../../emulator/iam/condition.ts';

const roleArn = 'arn:aws:iam::111122223333:role/path/writer';
const principal = { roleArn, sessionName: 'session-1' };
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/requests';

const authority = (...Statement: object[]) =>
  createAuthority([
    { arn: roleArn, policies: [{ name: 'p', document: { Version: '2012-10-17', Statement } }] },
  ]);
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
    [
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
      'policy p: Statement.0.Action.0: Invalid input: expected string, received undefined; Statement.0: Unrecognized key: "NotAction"',
    ],
    [{ Effect: 'Allow', Action: '*', NotResource: '*' }, 'Unrecognized key: "NotResource"'],
    [{ ...allow('*', '*'), Principal: '*' }, 'policy p: Statement.0: Unrecognized key: "Principal"'],
    [
      allow('*', '*', { NumericLessThan: { 'aws:PrincipalArn': '1' } }),
      'p[0]: condition operator NumericLessThan',
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
    expect(() => createAuthority([{ arn: roleArn, policies }])).toThrow('policy old');
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

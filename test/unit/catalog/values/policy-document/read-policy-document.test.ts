import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyKind } from '../../../../../catalog/values/policy-document/policy-document.ts';
import { readPolicyDocument } from '../../../../../catalog/values/policy-document/read-policy-document.ts';

const read = (text: string, kind: PolicyKind = 'identity') => readPolicyDocument(text, kind, 20_000);
const withStatement = (elements: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...elements }],
  });
const root = 'arn:aws:iam::444455556666:root';

describe('a policy document', () => {
  it('is read into what it says, whether it names one or several', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Id: 'receipts',
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'],
        },
        {
          Sid: 'NoOthers',
          Effect: 'Deny',
          NotPrincipal: { AWS: root, Service: ['lambda.amazonaws.com'] },
          NotAction: ['s3:*', 'iam:Get*'],
          NotResource: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
    expect(read(text, 'resource')).toMatchObject({
      ok: true,
      document: {
        json: JSON.parse(text),
        statements: [
          {
            effect: 'Allow',
            principals: { allBut: false, named: [{ type: 'AWS', value: '*' }] },
            actions: { allBut: false, named: ['s3:GetObject'] },
            resources: { allBut: false, named: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
            conditions: [],
          },
          {
            effect: 'Deny',
            principals: {
              allBut: true,
              named: [
                { type: 'AWS', value: root },
                { type: 'Service', value: 'lambda.amazonaws.com' },
              ],
            },
            actions: { allBut: true, named: ['s3:*', 'iam:Get*'] },
            resources: { allBut: true, named: ['*'] },
            conditions: [{ operator: { name: 'Bool' }, key: 'aws:SecureTransport', values: ['false'] }],
          },
        ],
      },
    });
  });

  it('may have white space and any order', () => {
    const text =
      ' {\n "Statement" : { "Resource": "*", "Action": "*", "Effect": "Allow" },\t"Version":"2012-10-17"}\r\n';
    expect(read(text)).toMatchObject({ ok: true });
  });
});

describe('a document that could be read in two ways', () => {
  it.each<[what: string, text: string, code: string]>([
    ['an action as escapes', withStatement({}).replace('"s3:GetObject"', '"\\u002a"'), 'escape'],
    ['a letter as an escape', withStatement({}).replace('s3:GetObject', 'i\\u0061m:PassRole'), 'escape'],
    ['an element as escapes', withStatement({}).replace('"Action"', '"\\u0041ction"'), 'escape'],
    ['a key twice', withStatement({}).replace('"Effect"', '"Action":"*","Effect"'), 'repeated-key'],
    [
      'a key of a condition twice',
      withStatement({ Condition: { Bool: { 'a:b': 'x' } } }).replace('"a:b"', '"a:b":"y","a:b"'),
      'repeated-key',
    ],
    ['a control character', withStatement({ Sid: 'a\nb' }), 'control'],
    ['a comment', `${withStatement({})} // all`, 'not-json'],
    ['too much', `${withStatement({})}${' '.repeat(20_000)}`, 'too-long'],
    ['too deep', withStatement({ Condition: [[[[[['x']]]]]] }), 'too-deep'],
  ])('is refused: %s', (_, text, code) => {
    expect(read(text)).toMatchObject({ ok: false, code });
  });

  it.each<[what: string, elements: object, pointer: string, detail: string]>([
    ['an element in another case', { action: '*' }, '/Statement/0/action', 'must be written Action'],
    [
      'an element that does not exist',
      { Actions: '*' },
      '/Statement/0/Actions',
      'is not an element of a policy',
    ],
    ['an effect in another case', { Effect: 'allow' }, '/Statement/0/Effect', 'must be "Allow" or "Deny"'],
    [
      'a service in another case',
      { Action: 'S3:GetObject' },
      '/Statement/0/Action/0',
      'must be written s3:GetObject',
    ],
    [
      'a grave action in another case',
      { Action: ['x:y', 'iam:passROLE'] },
      '/Statement/0/Action/1',
      'must be written iam:PassRole',
    ],
    ['several stars', { Action: 's3:**' }, '/Statement/0/Action/0', 'must be written s3:*'],
    [
      'wildcards in another order',
      { Action: 's3:Get*?' },
      '/Statement/0/Action/0',
      'must be written s3:Get?*',
    ],
    ['everything in two halves', { Action: '*:*' }, '/Statement/0/Action/0', 'must be written *'],
    [
      'a service by a wildcard',
      { Action: 'i*m:PassRole' },
      '/Statement/0/Action/0',
      'must be an action such as',
    ],
    ['an action twice', { Action: ['x:y', 'x:y'] }, '/Statement/0/Action/1', 'stands in this list twice'],
    ['no action', { Action: [] }, '/Statement/0/Action', 'must hold something'],
    [
      'an action and its opposite',
      { NotAction: 'x:y' },
      '/Statement/0/Action',
      'must stand once, as Action or NotAction',
    ],
    ['a resource that is no ARN', { Resource: 'bucket' }, '/Statement/0/Resource/0', 'must be an ARN, or *'],
    [
      'several stars in a resource',
      { Resource: 'arn:aws:s3:::b/**' },
      '/Statement/0/Resource/0',
      'must be written arn:aws:s3:::b/*',
    ],
    [
      'a truth without quotes',
      { Condition: { Bool: { 'aws:x': true } } },
      '/Statement/0/Condition/Bool/aws:x',
      'must be a text in quotes',
    ],
    [
      'an unknown operator',
      { Condition: { StringEqual: { 'aws:x': 'y' } } },
      '/Statement/0/Condition/StringEqual',
      'is not an operator',
    ],
    [
      'an operator in another case',
      { Condition: { stringEquals: { 'aws:x': 'y' } } },
      '/Statement/0/Condition/stringEquals',
      'is not an operator',
    ],
    [
      'a condition key in two cases',
      { Condition: { StringEquals: { 'aws:x': 'y', 'AWS:X': 'z' } } },
      '/Statement/0/Condition/StringEquals',
      'names a key twice',
    ],
    ['an empty condition', { Condition: {} }, '/Statement/0/Condition', 'must hold something'],
    [
      'a principal in the policy of an identity',
      { Principal: '*' },
      '/Statement/0/Principal',
      'has no place in this kind of policy',
    ],
  ])('is refused: %s', (_, elements, pointer, detail) => {
    expect(read(withStatement(elements))).toMatchObject({
      ok: false,
      code: 'element',
      pointer,
      detail: expect.stringContaining(detail),
    });
  });

  it.each<[what: string, principal: unknown, detail: string]>([
    ['an account as digits', { AWS: '444455556666' }, `must be written ${root}`],
    ['an id of somebody who may be gone', { AWS: 'AIDAIOSFODNN7EXAMPLE' }, 'must be *, or the ARN of'],
    ['a wildcard in a name', { AWS: 'arn:aws:iam::444455556666:role/*' }, 'must be *, or the ARN of'],
    ['a type in another case', { aws: '*' }, 'must be written AWS'],
    ['everyone as a service', { Service: '*' }, 'must be a service'],
    ['another text than *', 'everyone', 'must be *, or say whom'],
    ['nobody', {}, 'must name somebody'],
    ['nobody at all', undefined, 'must stand once, as Principal or NotPrincipal'],
  ])('is refused for its principal: %s', (_, Principal, detail) => {
    expect(read(withStatement({ Principal }), 'resource')).toMatchObject({
      ok: false,
      detail: expect.stringContaining(detail),
    });
  });

  it.each([
    ['no version', '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', '/Version'],
    ['the old version', withStatement({}).replace('2012-10-17', '2008-10-17'), '/Version'],
    ['no statement', '{"Version":"2012-10-17"}', '/Statement/0'],
    ['an empty list of statements', '{"Version":"2012-10-17","Statement":[]}', '/Statement'],
    ['a list', '[]', ''],
    ['a name of JavaScript', '{"Version":"2012-10-17","Statement":[],"__proto__":{}}', '/__proto__'],
    [
      'one Sid twice',
      `{"Version":"2012-10-17","Statement":[${Array(2).fill('{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"}')}]}`,
      '/Statement',
    ],
  ])('is refused: %s', (_, text, pointer) => {
    expect(read(text)).toMatchObject({ ok: false, code: 'element', pointer });
  });

  it('has its own elements in a trust policy', () => {
    const trust = (elements: object) => read(withStatement({ Principal: '*', ...elements }), 'trust');
    expect(trust({})).toMatchObject({ ok: false, pointer: '/Statement/0/Resource' });
    expect(trust({ Resource: undefined })).toMatchObject({
      ok: true,
      document: { statements: [{ resources: undefined }] },
    });
  });
});

describe('whatever text it is', () => {
  const pieces = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"Version":"2012-10-17"',
      '"Statement":',
      '"Effect":"Allow"',
      '"Action":"*"',
    ],
    ...[
      '"Resource":"*"',
      '"Condition":',
      '"Bool"',
      '"a:b"',
      '"\\u0041"',
      '"__proto__"',
      'null',
      '1',
      '"',
      '\\',
      ' ',
    ],
  );

  it('gets an answer', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        expect(read(parts.join(''))).toHaveProperty('ok');
      }),
      { numRuns: 1_000 },
    );
    expect(read('{"Version":'.repeat(1_000))).toMatchObject({ ok: false, code: 'not-json' });
  });

  it('is found by a search through the text where it is taken', () => {
    const value = fc.stringMatching(/^[ -~€ÿ日]{1,12}$/);
    let taken = 0;
    fc.assert(
      fc.property(value, value, fc.boolean(), (one, other, escaped) => {
        const text = withStatement({ Condition: { StringEquals: { 'aws:x': [one, other] } } });
        const tried = escaped ? text.replace('aws:x', 'aws:\\u0078') : text;
        const found = read(tried);
        if (!found.ok) return;
        const [{ values = [] } = {}] = found.document.statements[0]?.conditions ?? [];
        expect(values).toEqual([one, other]);
        for (const each of values)
          expect(tried).toContain(each.replaceAll('\\', '\\\\').replaceAll('"', '\\"'));
        taken += 1;
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});

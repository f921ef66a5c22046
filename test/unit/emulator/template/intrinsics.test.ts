// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../emulator/lib/json.ts';
import { evaluateCondition, noValue, resolve, type Scope } from '../../../../emulator/template/intrinsics.ts';

const scope: Scope = {
  ref: (name) => (name === 'AWS::NoValue' ? noValue : `ref-of-${name}`),
  attribute: (logicalId, name) => `${logicalId}/${name}`,
  imported: (name) => `import-of-${name}`,
  condition: (name) => name === 'True',
  mapped: (map, top, second) => `${map}/${top}/${second}`,
};
const resolved = (value: Json) => resolve(value, scope);

describe('intrinsic functions', () => {
  it.each<[string, Json, Json]>([
    ['Ref', { Ref: 'Table' }, 'ref-of-Table'],
    ['Fn::GetAtt with a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table/Arn'],
    ['Fn::GetAtt with a text', { 'Fn::GetAtt': 'Table.Stream.Arn' }, 'Table/Stream.Arn'],
    [
      'Fn::ImportValue of a computed name',
      { 'Fn::ImportValue': { 'Fn::Sub': 'x-${A}' } },
      'import-of-x-ref-of-A',
    ],
    ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'B' }, 3]] }, 'a/ref-of-B/3'],
    ['Fn::Split', { 'Fn::Split': ['-', { Ref: 'B' }] }, ['ref', 'of', 'B']],
    ['Fn::Select', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    ['Fn::If when true', { 'Fn::If': ['True', 'yes', 'no'] }, 'yes'],
    ['Fn::If when false', { 'Fn::If': ['False', 'yes', { Ref: 'No' }] }, 'ref-of-No'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'Top' }, 'second'] }, 'Map/ref-of-Top/second'],
    [
      'Fn::Sub of references and attributes',
      { 'Fn::Sub': '${Table}:${Table.Arn}' },
      'ref-of-Table:Table/Arn',
    ],
    ['Fn::Sub with its own variables', { 'Fn::Sub': ['${x}!', { x: { Ref: 'A' } }] }, 'ref-of-A!'],
    ['Fn::Sub with an escape', { 'Fn::Sub': '${!literal} ${A}' }, '${literal} ref-of-A'],
  ])('%s', (_, value, expected) => {
    expect(resolved({ deep: [value] })).toEqual({ deep: [expected] });
  });

  it('leave out what is AWS::NoValue, in objects and in lists', () => {
    const nothing = { Ref: 'AWS::NoValue' };
    expect(resolved({ a: nothing, b: [1, nothing, { 'Fn::If': ['False', 1, nothing] }] })).toEqual({
      b: [1],
    });
  });

  it('do not mistake an object with one common key for a call', () => {
    expect(resolved({ Condition: { Bool: true } })).toEqual({ Condition: { Bool: true } });
  });

  it.each<[string, Json]>([
    ['intrinsic Fn::Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 1, 8] }],
    ['dynamic reference {{resolve:ssm:/x}}', '{{resolve:ssm:/x}}'],
  ])('stop by name where they are not implemented: %s', (name, value) => {
    expect(() => resolved(value)).toThrow(`${name} is not implemented locally`);
  });

  it.each<[string, Json]>([
    ['Fn::Select has no element 7', { 'Fn::Select': ['7', ['a']] }],
    ['Fn::Join needs a text', { 'Fn::Join': ['', [{ a: 1 }]] }],
    ['Fn::Split needs a text', { 'Fn::Split': ['-', ['a']] }],
    ['Fn::Join needs a list', { 'Fn::Join': ['', 'text'] }],
  ])('say what is wrong with their arguments: %s', (message, value) => {
    expect(() => resolved(value)).toThrow(message);
  });
});

describe('conditions', () => {
  const isTrue = { Condition: 'True' };
  const isFalse = { Condition: 'False' };
  it.each<[Json, boolean]>([
    [isTrue, true],
    [{ 'Fn::Equals': [{ Ref: 'A' }, 'ref-of-A'] }, true],
    [{ 'Fn::Equals': ['a', 'b'] }, false],
    [{ 'Fn::And': [isTrue, isFalse] }, false],
    [{ 'Fn::Or': [isFalse, { 'Fn::And': [isTrue, isTrue] }] }, true],
    [{ 'Fn::Not': [isFalse] }, true],
  ])('%j is %s', (condition, expected) => {
    expect(evaluateCondition(condition, scope)).toBe(expected);
  });

  it('stop by name where they are not implemented', () => {
    expect(() => evaluateCondition({ 'Fn::Contains': [['a'], 'a'] }, scope)).toThrow(
      'condition {"Fn::Contains":[["a"],"a"]} is not implemented locally',
    );
  });
});

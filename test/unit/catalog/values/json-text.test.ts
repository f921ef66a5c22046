import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJsonText, jsonText } from '../../../../catalog/values/json-text.ts';

describe('JSON in a text', () => {
  it('has one spelling, which means the same', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const canonical = canonicalJsonText(text) ?? '';
        expect(JSON.parse(canonical)).toEqual(JSON.parse(text));
        expect(canonicalJsonText(canonical)).toBe(canonical);
        expect(jsonText(1_000_000).safeParse(canonical).success).toBe(true);
      }),
    );
  });

  it.each([
    ['a name that stands in it twice', '{"Type":"AWS::SQS::Queue","Type":"AWS::IAM::Role"}'],
    ['a name behind an escape', '{"\\u0054ype":"AWS::IAM::Role"}'],
    ['white space', '{ "Type": "AWS::SQS::Queue" }'],
    ['YAML', 'Type: AWS::SQS::Queue'],
    ['no text', ''],
  ])('is refused with %s', (_, text) => {
    expect(jsonText(1_000).safeParse(text).success).toBe(false);
  });

  it('is not repeated in the answer', () => {
    const read = jsonText(1_000).safeParse('{ "Password": "hunter2" }');
    expect(JSON.stringify(read.error?.issues.map(({ message }) => message))).not.toContain('hunter2');
  });
});

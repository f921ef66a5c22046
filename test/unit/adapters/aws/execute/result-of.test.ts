import { NumericValue } from '@smithy/core/serde';
import { describe, expect, it } from 'vitest';
import { requestIdOf, resultOf } from '../../../../../adapters/aws/execute/result-of.ts';

describe('an answer of AWS, as JSON', () => {
  it('has times in UTC, bytes as base64, and what JSON has', () => {
    const output = {
      $metadata: { requestId: 'aws-1', httpStatusCode: 200 },
      Text: 'a',
      Number: 7,
      Flag: false,
      Second: new Date('2026-01-31T12:00:00Z'),
      Fraction: new Date('2026-01-31T12:00:00.250Z'),
      Bytes: new Uint8Array([1, 2, 3]),
      List: [{ One: 1 }, null, undefined],
      Map: { a: new Date(0) },
      Document: { any: [true, null] },
    };
    expect(resultOf(output)).toEqual({
      Text: 'a',
      Number: 7,
      Flag: false,
      Second: '2026-01-31T12:00:00Z',
      Fraction: '2026-01-31T12:00:00.250Z',
      Bytes: 'AQID',
      List: [{ One: 1 }, null, null],
      Map: { a: '1970-01-01T00:00:00Z' },
      Document: { any: [true, null] },
    });
    expect(requestIdOf(output)).toBe('aws-1');
  });

  it('has a text for a number that JSON does not hold', () => {
    const big = new NumericValue('12345678901234567890.5', 'bigDecimal');
    expect(resultOf({ Big: big, Whole: 12345678901234567890n, None: Number.NaN, All: Infinity })).toEqual({
      Big: '12345678901234567890.5',
      Whole: '12345678901234567890',
      None: 'NaN',
      All: 'Infinity',
    });
  });

  it('leaves out what is no value', () => {
    expect(resultOf({ None: undefined, Method: () => 1, Never: new Date(Number.NaN) })).toEqual({});
    expect(requestIdOf({})).toBeUndefined();
  });
});

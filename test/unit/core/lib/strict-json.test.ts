import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStrictJson } from '../../../../core/lib/strict-json.ts';

const codeOf = (text: string, maxDepth?: number): string => {
  const read = readStrictJson(text, maxDepth);
  return read.ok ? 'ok' : read.code;
};

describe('strict JSON', () => {
  it.each<[what: string, text: string, code: string]>([
    ['a letter as an escape', '"\\u0041"', 'escape'],
    ['a star as an escape', '{"a":"\\u002a"}', 'escape'],
    ['an escape in a key', '{"\\u0061":1}', 'escape'],
    ['an escaped slash', '"a\\/b"', 'escape'],
    ['an emoji as two escapes', '"\\ud83d\\ude80"', 'escape'],
    ['half a pair as an escape', '"\\ud83d"', 'escape'],
    ['a line break as a number', '"\\u000a"', 'escape'],
    ['an upper-case escape of a control', '"\\u001F"', 'escape'],
    ['a key twice', '{"a":1,"b":2,"a":3}', 'repeated-key'],
    ['a key twice, far down', '[{"x":{"a":1, "a" : 1}}]', 'repeated-key'],
    ['a key of JavaScript twice', '{"__proto__":1,"__proto__":2}', 'repeated-key'],
    ['a number with an exponent', '1e2', 'number'],
    ['a number with a useless zero', '[1.0]', 'number'],
    ['minus zero', '-0', 'number'],
    ['a number that JSON cannot hold', '1e999', 'number'],
    ['deeper than allowed', '[[[[1]]]]', 'too-deep'],
    ['a comma at the end', '[1,]', 'not-json'],
    ['a comment', '{} // all', 'not-json'],
    ['a byte order mark', '\uFEFF{}', 'not-json'],
    ['two values', '{} {}', 'not-json'],
    ['nothing', '', 'not-json'],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(text, 3)).toBe(code);
  });

  it.each([
    ['what needs an escape', '"\\" \\\\ \\n \\u001f"'],
    ['a key in two objects', '[{"a":1},{"a":{"a":1}}]'],
    ['a key that looks like a value', '{"a":"b","b":["a","a"]}'],
    ['white space between the parts', ' { "a" :\n\t[ 1 , true , null ] } '],
    ['brackets in a text', '"{[:\\"}"'],
  ])('takes %s', (_, text) => {
    expect(readStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it('says where and what', () => {
    expect(readStrictJson('{"Action":"*","Action":"s3:*"}')).toEqual({
      ok: false,
      code: 'repeated-key',
      at: 14,
      detail: 'The key "Action" stands twice in one object',
    });
  });

  it('gives a value back as every parser would, if its text has one spelling', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (text, indent) => {
        const value = JSON.parse(text);
        const read = readStrictJson(JSON.stringify(value, null, indent));
        expect(read).toEqual({ ok: true, value });
      }),
    );
  });

  it('holds every text as it stands, so that a search through the whole finds it', () => {
    const escapes = fc.array(
      fc.constantFrom('\\u0061', 'a', '\\/', '/', '*', '\\u002A', '\\"', '\\\\', '\\n'),
    );
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(escapes, (parts) => {
        const text = `"${parts.join('')}"`;
        const read = readStrictJson(text);
        const needless = /\\[/u]/.test(text.replaceAll('\\\\', ''));
        expect(read.ok).toBe(!needless);
        if (read.ok) taken += 1;
        else refused += 1;
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(100);
  });

  it('answers whatever it is given', () => {
    const pieces = fc.string({ unit: fc.constantFrom(...'{}[]",:\\/u0041eE+-.ntrue \n'), maxLength: 30 });
    fc.assert(
      fc.property(pieces, (text) => {
        expect(readStrictJson(text)).toHaveProperty('ok');
      }),
    );
    expect(codeOf('['.repeat(200_000))).toBe('not-json');
    expect(codeOf('['.repeat(100_000) + ']'.repeat(100_000))).toBe('too-deep');
    expect(codeOf(`"${'\\\\'.repeat(100_000)}"`)).toBe('ok');
  });
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { oneSpelling } from '../../../../catalog/values/one-spelling.ts';
import { complaint } from './spellings.ts';

const lower = { canonical: (text: string) => text.toLowerCase(), hint: 'must be a word', max: 5 };

describe('a value with several spellings', () => {
  it('passes in one of them, and is told that one otherwise', () => {
    expect(complaint(oneSpelling(lower), 'abc')).toBeUndefined();
    expect(complaint(oneSpelling(lower), 'Abc')).toBe('must be written abc');
  });

  it('is told what is expected where there is nothing to suggest, or where it may be a secret', () => {
    const none = oneSpelling({ ...lower, canonical: () => undefined });
    expect(complaint(none, 'abc')).toBe('must be a word');
    expect(complaint(oneSpelling({ ...lower, suggest: false }), 'Abc')).toBe('must be a word');
  });

  it('is not looked into where it is too long', () => {
    const looked: string[] = [];
    const canonical = (text: string) => {
      looked.push(text);
      return text;
    };
    expect(complaint(oneSpelling({ ...lower, canonical }), 'abcdef')).toBe('must be a word');
    expect(looked).toEqual([]);
  });

  it('is described to agents as a text with a pattern', () => {
    const schema = z.strictObject({ word: oneSpelling({ ...lower, pattern: '^[a-z]+$' }).optional() });
    expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({
      properties: { word: { type: 'string', maxLength: 5, pattern: '^[a-z]+$' } },
    });
  });
});

import type { JsonObject } from '../../../core/lib/json.ts';

/** What has broken stores before: numbers at their limits, scripts, empty values, look-alikes, sheer size. */
export const awkward: JsonObject = {
  'the largest': Number.MAX_VALUE,
  'the smallest': Number.MIN_VALUE,
  'past 38 digits': 1.2345678901234567e300,
  'an integer': Number.MAX_SAFE_INTEGER,
  half: 0.1,
  zero: 0,
  empty: '',
  nothing: null,
  'no list': [],
  'no object': {},
  '': 'an empty key',
  'a\u0000b': 'controls \u0000\u001f\u007f',
  scripts: 'Größe 東京 العربية 👩‍👩‍👧‍👦 \u{10FFFF} e\u0301 \u00e9',
  'key 🗝️ "quoted" \\ /': 'line\nbreak\u2028\u2029',
  S: { S: 'as DynamoDB writes it', N: '1', M: {}, NULL: true },
  order: { z: 1, a: 2, 10: 3, 9: 4 },
  $ref: '#/x',
  toString: 'own',
};

/** As large as parameters may be. */
export const large = (bytes: number): JsonObject => ({ text: 'ü'.repeat(Math.floor(bytes / 2)) });

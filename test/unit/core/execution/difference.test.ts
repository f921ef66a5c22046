import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, nowAndThen } from '../../../../core/execution/difference.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';

const policy = (...actions: string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

describe('a difference', () => {
  it('of a value says what it is now and what it would be then', () => {
    expect(difference({ ACL: 'private' }, { ACL: 'public-read' })).toEqual([
      'ACL: now: private; then: public-read',
    ]);
  });

  it('says where there is nothing, on either side', () => {
    expect(difference({}, { Boundary: 'agents' })).toEqual(['Boundary: now: (nothing); then: agents']);
    expect(difference({ Boundary: 'agents' }, {})).toEqual(['Boundary: now: agents; then: (nothing)']);
  });

  it('leaves out what is the same', () => {
    expect(difference({ A: 1, B: true, C: null }, { A: 1, B: false, C: null })).toEqual([
      'B: now: true; then: false',
    ]);
  });

  it('of a document are the lines that go and come, with a little around them', () => {
    const lines = difference(
      { Policy: policy('s3:GetObject', 's3:ListBucket') },
      { Policy: policy('s3:*', 's3:ListBucket') },
    );
    expect(lines).toEqual([
      'Policy:',
      '    …',
      '          "Effect": "Allow",',
      '          "Action": [',
      '  -         "s3:GetObject",',
      '  +         "s3:*",',
      '            "s3:ListBucket"',
      '          ],',
      '    …',
    ]);
  });

  it('takes no notice of how a document is set', () => {
    const set = JSON.stringify(JSON.parse(policy('s3:*')), null, 4);
    expect(difference({ Policy: policy('s3:*') }, { Policy: set })).toEqual([]);
  });

  it('of a document that is none is of its text', () => {
    expect(difference({ Script: '{not json' }, { Script: 'a\nb' })).toEqual([
      'Script:',
      '  - {not json',
      '  + a',
      '  + b',
    ]);
  });

  it('of a document that says a thing twice is of its text: nothing in it goes unseen', () => {
    const twice = '{"Effect":"Deny","Effect":"Allow"}';
    expect(difference({ Policy: '{"Effect":"Allow"}' }, { Policy: twice })).toContain(`  + ${twice}`);
  });

  it('takes no name that every object has for a member', () => {
    expect(difference({ constructor: 'a' }, {})).toEqual(['constructor: now: a; then: (nothing)']);
    expect(difference({}, { toString: 'a' })).toEqual(['toString: now: (nothing); then: a']);
    expect(nowAndThen({ valueOf: 'a' }, {})).toEqual(['valueOf: now: a']);
  });

  it('of a document against none are all its lines', () => {
    expect(difference({}, { Policy: '{"A":1}' })).toEqual(['Policy:', '  + {', '  +   "A": 1', '  + }']);
    expect(difference({ Policy: { A: 1 } }, {})).toEqual(['Policy:', '  - {', '  -   "A": 1', '  - }']);
  });

  it('shows what cannot be seen, and never runs over its lines', () => {
    const [line = ''] = difference({ Name: 'a' }, { Name: 'b\u202Ec\u0007' });
    expect(line).toBe('Name: now: a; then: b\\u{202E}c\\u{7}');
  });

  it('is bounded, and says how much it leaves out', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`N${index}`, index]));
    const lines = difference({}, many);
    expect(lines).toHaveLength(41);
    expect(lines.at(-1)).toBe('… and 60 more lines');
    const [long = ''] = difference({}, { A: 'x'.repeat(10_000) });
    expect(long.length).toBeLessThan(400);
    expect(long).toMatch(/…$/);
    expect(difference({}, { A: `${' '.repeat(10_000)}x\n` }).join('').length).toBeLessThan(500);
  });

  it('of documents of thousands of lines is all that goes and all that comes, at once', () => {
    const of = (start: number) => ({ List: Array.from({ length: 1_500 }, (_, index) => start + index) });
    const lines = difference(of(0), of(1));
    expect(lines.at(-1)).toMatch(/^… and \d+ more lines$/);
  });

  it('makes the one document of the other, whatever they are', () => {
    const document = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(document, document, (now, then) => {
        const lines = difference({ D: now.join('\n') }, { D: then.join('\n') });
        const changed = (mark: string) =>
          lines.filter((line) => line.startsWith(`  ${mark} `)).map((line) => line.slice(4));
        const count = (all: string[], one: string) => all.filter((line) => line === one).length;
        for (const one of ['a', 'b', 'c'])
          expect(count(now, one) - count(changed('-'), one)).toBe(
            count(then, one) - count(changed('+'), one),
          );
      }),
    );
  });
});

describe('what people see beside what they decide', () => {
  it('is what there is now and what would be, where both have one name', () => {
    const seen: JsonObject = { Status: 'Active', DefaultVersionId: 'v3', Same: 'x' };
    expect(nowAndThen(seen, { Status: 'Inactive', Other: 'y', Same: 'x' })).toEqual([
      'DefaultVersionId: now: v3',
      'Same: stays as it is',
      'Status: now: Active; then: Inactive',
    ]);
  });

  it('is the whole of a document of which nobody knows what it becomes', () => {
    expect(nowAndThen({ Policy: { A: 1 } }, {})).toEqual(['Policy, now:', '  {', '    "A": 1', '  }']);
  });

  it('is that there is none', () => {
    expect(nowAndThen({}, { PolicyDocument: '{}' })).toEqual(['now: there is none']);
  });
});

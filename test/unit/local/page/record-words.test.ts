import { describe, expect, it } from 'vitest';
import { recordVersions } from '../../../../core/evidence/record.ts';
import { states } from '../../../../core/request/lifecycle.ts';
import { voteRefusals } from '../../../../core/vote/eligibility.ts';

/** The page's own files, which have no types. */
const asset = (name: string) =>
  import(String(new URL(`../../../../local/page/assets/${name}`, import.meta.url)));
const { wordsOf } = await asset('record-words.js');
const { looks } = await asset('states.js');

const say = (change: object, state = 'done'): string => wordsOf({ change, state })[1];
const failure = (code: string) => ({ code, message: 'No.' });
const seen = { at: '2026-01-05T12:00:00.000Z', hash: 'a', value: {} };

/** Every type that a record can have, as its schema has them. */
const types = recordVersions.readers.flatMap((reader) => {
  const shape = (
    reader as unknown as { shape: { change: { options: { shape: { type: { value: string } } }[] } } }
  ).shape;
  return shape.change.options.map(({ shape: { type } }) => type.value);
});

describe('a record on the page', () => {
  it('is told in words, whatever happened', () => {
    expect(types.length).toBeGreaterThan(15);
    const any = {
      choice: 'approve',
      groups: ['security'],
      voided: [],
      seen,
      failure: failure('x'),
      sent: true,
      why: 'owner',
    };
    for (const type of types) {
      const [, words] = wordsOf({ change: { type, ...any }, state: 'pending' });
      expect(words, type).toMatch(/^[a-z].{7,}$/);
      expect(words, type).not.toBe(type);
    }
  });

  it('says of a vote that does not count why, in words', () => {
    for (const why of voteRefusals)
      expect(say({ type: 'vote-refused', choice: 'approve', why }), why).toMatch(
        /^tried to approve and may not: [a-z]+ .{5,}$/,
      );
  });

  it.each([
    [{ type: 'looked', seen, voided: [] }, 'pending', 'looked at what it would change'],
    [{ type: 'looked', seen, voided: [] }, 'done', 'looked at what it left'],
    [
      { type: 'looked', notSeen: 'AccessDenied', voided: [] },
      'pending',
      'could not look at what it changes: “AccessDenied”',
    ],
    [
      { type: 'looked', seen, voided: ['a@example.com'] },
      'pending',
      'saw that what it changes is another now; the votes of a@example.com count no more',
    ],
    [
      { type: 'not-run', sent: false, failure: failure('stale') },
      'failed',
      'did not run it: what it changes is another than people saw',
    ],
    [
      { type: 'not-run', sent: false, failure: failure('unreachable') },
      'failed',
      'did not run it: unreachable',
    ],
    [
      { type: 'not-run', sent: true, failure: failure('NoSuchEntity') },
      'failed',
      'tried to run it, and AWS refused: NoSuchEntity',
    ],
    [
      { type: 'revoked', all: true },
      'unknown',
      'took its credentials back, with those of every request in this account',
    ],
  ])('tells apart what is not the same: %j', (change, state, words) => {
    expect(say(change, state)).toBe(words);
  });

  it('that nobody knows yet shows its type', () => {
    expect(wordsOf({ change: { type: 'new-one' }, state: 'done' })).toEqual(['ask', 'new-one']);
  });
});

it('every state of a request has its look', () => {
  expect(Object.keys(looks).sort()).toEqual([...states].sort());
});

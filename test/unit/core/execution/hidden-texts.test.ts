import { describe, expect, it } from 'vitest';
import { hiddenTexts, holdsAny } from '../../../../core/execution/hidden-texts.ts';
import { redact } from '../../../../core/lib/redact.ts';

const sent = {
  UserName: 'build-bot',
  Password: 'a-password',
  Environment: { Variables: { KEY: 'k-1', COUNT: 7, none: null, list: ['k-2', true] } },
  Tags: [{ Key: 'team', Value: 'a-value' }],
};

describe('what is hidden of parameters', () => {
  it('is nothing where all is shown', () => {
    expect(hiddenTexts(sent, sent)).toEqual([]);
    expect(hiddenTexts(sent, structuredClone(sent))).toEqual([]);
    expect(hiddenTexts({}, {})).toEqual([]);
  });

  it('is every text in the place of which another stands', () => {
    const shown = redact(sent, {
      '/Password': 'a password',
      '/Environment/Variables': 'variables',
      '/Tags/*/Value': 'a value',
    });
    expect(hiddenTexts(sent, shown)).toEqual(['a-password', 'k-1', '7', 'null', 'k-2', 'true', 'a-value']);
  });

  it('is what is not shown at all', () => {
    expect(hiddenTexts({ a: 'x', b: { c: 'y' } }, { a: 'x' })).toEqual(['y']);
  });
});

describe('an answer', () => {
  it.each([
    ['a-password', true],
    [{ Users: [{ note: 'it is a-password, he says' }] }, true],
    [{ Count: 17 }, true],
    [{ Users: [{ 'a-password': 'x' }] }, false],
    ['a password', false],
    [{}, false],
    [null, false],
  ])('%j repeats it: %s', (answer, repeats) => {
    expect(holdsAny(answer, ['a-password', '7', ''])).toBe(repeats);
  });

  it('repeats nothing where nothing is hidden', () => {
    expect(holdsAny('anything', [])).toBe(false);
    expect(holdsAny('anything', [''])).toBe(false);
  });
});

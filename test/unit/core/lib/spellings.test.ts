import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spellingsOf } from '../../../../core/lib/spellings.ts';

describe('the spellings of a text', () => {
  it.each([
    ['Orders', 'orders'],
    ['orders%2Ftrial', 'orders/trial'],
    ['orders%252Ftrial', 'orders/trial'],
    ['\\u006frders', 'orders'],
    ['\\x6frders\\/trial', 'orders/trial'],
    ['ｏrders', 'orders'],
    [Buffer.from('the table orders').toString('base64'), 'the table orders'],
    [Buffer.from('>>>orders???orders').toString('base64url'), '>>>orders???orders'],
    [encodeURIComponent(Buffer.from('the table orders').toString('base64')), 'the table orders'],
  ])('of %s are among others %s', (text, spelling) => {
    expect([...spellingsOf(text)]).toContain(spelling);
  });

  it('are those undone once, however long a chain of another escape stands beside them', () => {
    const chain = `\\${'u005c'.repeat(60)}`;
    expect([...spellingsOf(`orders%2Dtrial ${chain}`)].some((text) => text.startsWith('orders-trial'))).toBe(
      true,
    );
  });

  it('are few, and found without fail, whatever the text', () => {
    const piece = fc.constantFrom('%', '%25', '%2', '\\', '\\u', '\\u005c', '=', 'QUFB', 'a', '\ud800');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const found = spellingsOf(text);
        expect(found.size).toBeLessThanOrEqual(32);
        expect([...found]).toContain(text.normalize('NFKC').toLowerCase());
      }),
    );
  });
});

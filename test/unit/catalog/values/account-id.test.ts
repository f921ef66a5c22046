import { describe, expect, it } from 'vitest';
import { accountId } from '../../../../catalog/values/account-id.ts';
import { complaint, suggestion } from './spellings.ts';

describe('an account', () => {
  it('is twelve digits, also with zeros in front', () => {
    expect(complaint(accountId, '111122223333')).toBeUndefined();
    expect(complaint(accountId, '000000000001')).toBeUndefined();
  });

  it.each(['1111-2222-3333', 'arn:aws:iam::111122223333:root', '111122223333:root'])(
    'says what to write instead of %s',
    (text) => {
      expect(suggestion(accountId, text)).toBe('111122223333');
    },
  );

  it.each([
    '11112222333',
    '1111222233334',
    '111122223333\n',
    ' 111122223333',
    '１１１１２２２２３３３３',
    '',
    'all',
    'arn:aws:iam::111122223333:role/x',
  ])('is refused where it is none: %j', (text) => {
    expect(complaint(accountId, text)).toMatch(/^must be an account of 12 digits/);
  });
});

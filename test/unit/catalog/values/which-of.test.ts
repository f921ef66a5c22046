import { expect, it } from 'vitest';
import { moreThan } from '../../../../catalog/values/which-of.ts';

const [check, message] = moreThan('FunctionName');

it('needs something beside what is changed', () => {
  expect(check({ FunctionName: 'checkout' })).toBe(false);
  expect(check({ FunctionName: 'checkout', Timeout: 3 })).toBe(true);
  expect(message).toBe('Name something to change beside FunctionName: without, nothing would happen');
});

import { describe, expect, it } from 'vitest';
import { shortName } from '../../../../catalog/values/short-name.ts';
import { complaint, suggestion } from './spellings.ts';

const functionName = shortName('lambda', 'function:', '[a-zA-Z0-9_-]{1,64}', 'checkout');

describe('what can be named or given as an ARN', () => {
  it('is named', () => {
    expect(complaint(functionName, 'checkout')).toBeUndefined();
    expect(suggestion(functionName, 'arn:aws:lambda:eu-central-1:111122223333:function:checkout')).toBe(
      'checkout',
    );
  });

  it.each([
    'arn:aws:lambda:eu-central-1:111122223333:function:checkout:3',
    'arn:aws:sqs:eu-central-1:111122223333:checkout',
    '111122223333:checkout',
    'checkout:3',
    '',
    'a b',
    'checkout\n',
  ])('is refused where it is neither: %j', (text) => {
    expect(complaint(functionName, text)).toBe('must be a name such as checkout, and not an ARN');
  });
});

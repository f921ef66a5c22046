import { describe, expect, it } from 'vitest';
import { secretPointers } from '../../../../catalog/shapes/secret-pointers.ts';
import { givenOperation } from './given-operation.ts';

describe('what the SDK knows as sensitive', () => {
  it('is named where it stands', async () => {
    const operation = await givenOperation('secretsmanager:PutSecretValue');
    expect(secretPointers(operation, { SecretId: 'a', SecretString: 'x', SecretBinary: 'AA==' })).toEqual([
      '/SecretString',
      '/SecretBinary',
    ]);
    expect(secretPointers(operation, { SecretId: 'a' })).toEqual([]);
  });

  it('is found through structures, lists and maps', async () => {
    const lambda = await givenOperation('lambda:UpdateFunctionConfiguration');
    expect(secretPointers(lambda, { Environment: { Variables: { 'A/B': 'x' } } })).toEqual([
      '/Environment/Variables',
    ]);
    const cognito = await givenOperation('cognito-idp:AdminCreateUser');
    const attributes = [{ Name: 'email', Value: 'one' }, { Name: 'phone' }, { Value: 'two' }];
    expect(secretPointers(cognito, { UserPoolId: 'p', Username: 'u', UserAttributes: attributes })).toEqual([
      '/Username',
      '/UserAttributes/0/Value',
      '/UserAttributes/2/Value',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { secretsOfShape } from '../../../catalog/shape-pointers.ts';
import { givenOperation } from './shapes/given-operation.ts';

const sensitiveIn = async (action: string): Promise<string[]> =>
  secretsOfShape((await givenOperation(action)).input, (_, type) => type.isSensitive);

describe('what the SDK knows as sensitive', () => {
  it('is named where it can stand', async () => {
    expect(await sensitiveIn('secretsmanager:PutSecretValue')).toEqual(
      expect.arrayContaining(['/SecretString', '/SecretBinary']),
    );
    expect(await sensitiveIn('secretsmanager:PutSecretValue')).not.toContain('/SecretId');
  });

  it('is found through structures, lists and maps', async () => {
    expect(await sensitiveIn('lambda:UpdateFunctionConfiguration')).toContain('/Environment/Variables');
    const cognito = await sensitiveIn('cognito-idp:AdminCreateUser');
    expect(cognito).toEqual(expect.arrayContaining(['/Username', '/UserAttributes/*/Value']));
    expect(cognito).not.toContain('/UserAttributes/*/Name');
  });
});

import { describe, expect, it } from 'vitest';
import { toSdkInput } from '../../../../catalog/shapes/to-sdk-input.ts';
import { givenOperation } from './given-operation.ts';

describe('what the SDK is given', () => {
  it('has a Date for a time and bytes for base64, wherever they stand', async () => {
    const kms = await givenOperation('kms:ImportKeyMaterial');
    expect(toSdkInput(kms, { KeyId: 'k', ImportToken: 'aGk=', ValidTo: '2026-01-31T12:00:00Z' })).toEqual({
      KeyId: 'k',
      ImportToken: new Uint8Array([104, 105]),
      ValidTo: new Date(Date.UTC(2026, 0, 31, 12)),
    });
    const dynamodb = await givenOperation('dynamodb:PutItem');
    const item = { one: { BS: ['aGk='] }, two: { M: { three: { L: [{ B: 'aGk=' }, { N: '1' }] } } } };
    expect(toSdkInput(dynamodb, { TableName: 't', Item: item })).toEqual({
      TableName: 't',
      Item: {
        one: { BS: [new Uint8Array([104, 105])] },
        two: { M: { three: { L: [{ B: new Uint8Array([104, 105]) }, { N: '1' }] } } },
      },
    });
  });

  it('is nothing where a member is unknown', async () => {
    const kms = await givenOperation('kms:EnableKey');
    expect(() => toSdkInput(kms, { keyId: 'k' })).toThrow('EnableKeyRequest has no member keyId.');
  });
});

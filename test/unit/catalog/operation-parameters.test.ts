import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operationParameters, sensitive } from '../../../catalog/operation-parameters.ts';

const nothing = { values: {}, required: [], without: [], rules: [], shown: [], secrets: {} };

describe('what AWS marks as sensitive is a secret of an entry', () => {
  const zipped = ['/Code/ZipFile', '/Environment/Variables'];

  it('wherever it can stand', () => {
    const { secrets } = operationParameters('lambda', 'CreateFunction', nothing);
    expect(secrets).toMatchObject(Object.fromEntries(zipped.map((pointer) => [pointer, sensitive])));
  });

  it('unless its own values leave no place for it', () => {
    const Code = z.strictObject({ ImageUri: z.string() });
    const { secrets } = operationParameters('lambda', 'CreateFunction', { ...nothing, values: { Code } });
    expect(Object.keys(secrets)).toEqual(['/Environment/Variables']);
  });

  it('unless it cannot be asked for', () => {
    const { secrets } = operationParameters('lambda', 'CreateFunction', { ...nothing, without: ['Code'] });
    expect(Object.keys(secrets)).toEqual(['/Environment/Variables']);
  });

  it('in one of several forms, in lists and in maps', () => {
    const Code = z.union([z.strictObject({}), z.strictObject({ ZipFile: z.string() })]).optional();
    const { secrets } = operationParameters('lambda', 'CreateFunction', { ...nothing, values: { Code } });
    expect(Object.keys(secrets).sort()).toEqual(zipped);
    const { secrets: ofConnection } = operationParameters('events', 'UpdateConnection', nothing);
    expect(Object.keys(ofConnection)).toContain(
      '/AuthParameters/InvocationHttpParameters/HeaderParameters/*/Value',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readShape } from '../../../../core/lib/read-shape.ts';

const faultsOf = (schema: z.ZodType, value: unknown) => {
  const read = readShape(schema, value);
  return read.ok ? [] : read.faults;
};

describe('what is wrong with a value', () => {
  it('is named by names that the schema knows', () => {
    const schema = z.strictObject({ Tags: z.array(z.strictObject({ Key: z.string() })) });
    expect(faultsOf(schema, { Tags: [{ Key: 1 }] })).toMatchObject([{ name: 'Tags[0].Key' }]);
    expect(faultsOf(schema, { Tags: [{ Kay: 'a' }] })).toMatchObject([
      { name: undefined, path: ['Tags', 0, 'Kay'] },
      { name: 'Tags[0].Key' },
    ]);
  });

  it('has no name below what the schema does not describe: it could be a secret in the wrong place', () => {
    const schema = z.strictObject({ Anything: z.unknown() }).superRefine((_, context) => {
      context.addIssue({ code: 'custom', path: ['Anything', 'hunter2', 'inner'], message: 'is not good' });
    });
    expect(faultsOf(schema, { Anything: {} })).toMatchObject([{ name: undefined, message: 'is not good' }]);
  });
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { readFields } from '../../../../functions/shared/http/read-body.ts';
import { submissionSchema } from '../../../../functions/shared/submit/submission-schema.ts';
import { someOf } from '../../../support/all.ts';

const faultOf = (schema: z.ZodType, value: unknown, root?: string): string | undefined => {
  const read = readFields(schema, value, root);
  return read.ok ? undefined : `${read.problem.field}: ${read.problem.detail}`;
};

const role = z.strictObject({
  RoleName: z.string().min(1).max(64),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
  Days: z.int().min(7).max(30).optional(),
  ACL: z.enum(['private', 'public-read']).optional(),
  Grantee: z.union([z.strictObject({ Id: z.string() }), z.array(z.string())]).optional(),
});

describe('a field that is not usable', () => {
  it.each<[string, unknown, string]>([
    ['missing', {}, '/parameters/RoleName: RoleName is missing.'],
    ['of another type', { RoleName: 5 }, '/parameters/RoleName: RoleName must be a text, not a number.'],
    ['null', { RoleName: null }, '/parameters/RoleName: RoleName must be a text, not null.'],
    ['empty', { RoleName: '' }, '/parameters/RoleName: RoleName must not be empty.'],
    [
      'too long',
      { RoleName: 'x'.repeat(65) },
      '/parameters/RoleName: RoleName must have at most 64 characters.',
    ],
    ['too small', { RoleName: 'x', Days: 1 }, '/parameters/Days: Days must be at least 7.'],
    [
      'one that is not among them',
      { RoleName: 'x', ACL: 'publc-read' },
      '/parameters/ACL: ACL must be one of "private", "public-read"; did you mean "public-read"?',
    ],
    [
      'misspelt, before the one that is missing for it',
      { Rolename: 'x' },
      '/parameters/Rolename: This field is not known; did you mean "RoleName"?',
    ],
    [
      'like no other',
      { RoleName: 'x', owner: 'me' },
      '/parameters/owner: This field is not known: there are RoleName, Tags, Days, ACL, Grantee.',
    ],
    [
      'inside of a list',
      {
        RoleName: 'x',
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: 'c', Valu: 'd' },
        ],
      },
      '/parameters/Tags/1/Valu: This field is not known; did you mean "Value"?',
    ],
    [
      'in none of several forms',
      { RoleName: 'x', Grantee: 5 },
      '/parameters/Grantee: Grantee has none of the forms that it may have.',
    ],
    ['no object at all', [], '/parameters: parameters must be an object, not a list.'],
  ])('%s', (_, value, fault) => {
    expect(faultOf(role, value, 'parameters')).toBe(fault);
  });

  it('is named by names of the schema alone: another one could be a secret', () => {
    const free = z.strictObject({ Parameters: z.record(z.string(), z.array(z.string())) });
    expect(faultOf(free, { Parameters: { hunter2: 5 } })).toBe(
      '/Parameters/hunter2: This field must be a list, not a number.',
    );
    expect(faultOf(free, { hunter2: 5, Parameters: {} })).toBe(
      '/hunter2: This field is not known: there are Parameters.',
    );
  });

  it('of the body is named like one of the parameters', () => {
    const written = { action: 'iam:CreateUser', resource: 'x', parameters: {} };
    expect(faultOf(submissionSchema, { ...written, reson: 'x' })).toBe(
      '/reson: This field is not known; did you mean "reason"?',
    );
    expect(faultOf(submissionSchema, { ...written, reason: ' ' })).toBe('/reason: reason must not be empty.');
    expect(faultOf(submissionSchema, 5)).toBe(': The body must be an object, not a number.');
  });
});

describe('what is wrong with the parameters of any action is told in plain words', () => {
  const foreign = /expected|received|undefined|invalid|unrecognized|object Object/i;
  const odd = [5, '', 'x'.repeat(5_000), null, [], [[]], [null], {}, { Nothing: 1 }, true, 1.5, -1];

  it.each(someOf(catalogWith().entries, 4).map((entry) => [entry.action, entry] as const))(
    '%s',
    (_, entry) => {
      const given = entry.example.parameters;
      for (const [name, value] of Object.entries(given)) {
        const { [name]: _, ...others } = given;
        const without = faultOf(entry.parameters, others, 'parameters');
        if (without?.startsWith(`/parameters/${name}:`))
          expect(without).toMatch(new RegExp(`${name} (is missing|must be given)`));
        else expect(without ?? '').not.toMatch(foreign);

        const misspelt = `${name}${name.at(-1)}`;
        expect(faultOf(entry.parameters, { ...others, [misspelt]: value }, 'parameters')).toBe(
          `/parameters/${misspelt}: This field is not known; did you mean "${name}"?`,
        );
        for (const wrong of odd) {
          const fault = faultOf(entry.parameters, { ...given, [name]: wrong }, 'parameters') ?? '';
          // AWS has names such as ExpectedBucketOwner.
          expect(fault.replace(/: there are .*/, '')).not.toMatch(foreign);
        }
      }
    },
  );
});

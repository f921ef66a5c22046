import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { actionPatterns } from '../../../../catalog/boundary/action-patterns.ts';
import { type IamReference, iamReference } from '../../../../catalog/iam-reference/iam-reference.ts';

let reference: IamReference;
beforeAll(async () => {
  reference = await iamReference();
});

const known = [
  'a:CreateRole',
  'a:CreateUser',
  'a:GetRole',
  'a:GetUser',
  'a:PutRolePolicy',
  'a:PutUserPolicy',
];
const patterns = (wanted: string[], options = {}) => actionPatterns(new Set(wanted), known, options);

/** As IAM reads them, in any case. */
const matched = (some: readonly string[], actions: readonly string[]): string[] =>
  actions.filter((action) =>
    some.some((pattern) => new RegExp(`^${pattern.split('*').join('.*')}$`, 'i').test(action)),
  );

describe('patterns of actions', () => {
  it('are whole words with stars, where that is shorter', () => {
    expect(patterns(['a:PutRolePolicy', 'a:PutUserPolicy'])).toEqual(['a:Put*']);
    expect(patterns(['a:CreateRole', 'a:CreateUser', 'a:GetUser'])).toEqual(['a:*User', 'a:Create*']);
    expect(patterns(known)).toEqual(['a:*']);
  });

  it('take in nothing else, though it were shorter', () => {
    expect(patterns(['a:GetRole'])).toEqual(['a:GetRole']);
  });

  it('are none for nothing', () => {
    expect(patterns([])).toEqual([]);
  });

  it('cut words where they are told to', () => {
    expect(patterns(['a:GetRole', 'a:CreateUser'], { cutsWords: true })).toEqual(['a:C*r', 'a:G*e']);
  });

  it('take in what they may, where it saves more than it is worth', () => {
    const takesIn = (worth: number) => ({
      takesIn: { may: (name: string) => name === 'a:CreateUser', worth },
    });
    expect(patterns(['a:CreateRole'], takesIn(1))).toEqual(['a:Create*']);
    expect(patterns(['a:CreateRole'], takesIn(5))).toEqual(['a:CreateRole']);
  });

  it('know the case of nothing: DELETE is among D*', () => {
    const some = actionPatterns(new Set(['a:DeletePolicy']), ['a:DeletePolicy', 'a:DELETE'], {
      cutsWords: true,
    });
    expect(matched(some, ['a:DELETE'])).toEqual([]);
  });

  it('match what is wanted and nothing else of the service, of whatever is wanted of whatever service', () => {
    const services = [...reference.values()]
      .map((actions) => [...actions.keys()])
      .filter(({ length }) => length < 200);
    fc.assert(
      fc.property(
        fc.constantFrom(...services).chain((all) => fc.tuple(fc.constant(all), fc.subarray(all))),
        fc.boolean(),
        ([all, wanted], cutsWords) => {
          const some = actionPatterns(new Set(wanted), all, { cutsWords });
          expect(matched(some, all)).toEqual(wanted);
          expect(some.join().length).toBeLessThanOrEqual(wanted.join().length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('take in nothing that they may not', () => {
    const all = [...(reference.get('sqs')?.keys() ?? [])];
    fc.assert(
      fc.property(fc.subarray(all), fc.subarray(all), (wanted, allowed) => {
        const may = (name: string) => allowed.includes(name);
        const some = actionPatterns(new Set(wanted), all, { cutsWords: true, takesIn: { may, worth: 1 } });
        const found = matched(some, all);
        expect(found).toEqual(expect.arrayContaining(wanted));
        expect(found.filter((name) => !wanted.includes(name) && !may(name))).toEqual([]);
      }),
    );
  });
});

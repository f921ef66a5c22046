import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCaseCheck, sameButCase } from '../../../../catalog/values/iam-case.ts';
import type { Mentioned } from '../../../../core/policy/bundle.ts';

const mentioned: Mentioned = {
  texts: ['arn:aws:iam::111122223333:role/Admin', 'etl-runner'],
  patterns: [
    ['', ':policy/AdministratorAccess'],
    ['Team-', '-x-', ''],
  ],
};
const whyNot = createCaseCheck(mentioned);

describe('a name of IAM', () => {
  it.each([
    ['arn:aws:iam::111122223333:role/admin', 'arn:aws:iam::111122223333:role/Admin'],
    ['arn:aws:iam::111122223333:role/ADMIN', 'arn:aws:iam::111122223333:role/Admin'],
    ['ETL-runner', 'etl-runner'],
    ['arn:aws:iam::aws:policy/administratoraccess', '*:policy/AdministratorAccess'],
    ['team-a-x-b', 'Team-*-x-*'],
  ])('is refused where only its case keeps a policy from it: %s', (name, known) => {
    expect(whyNot(name)).toBe(
      `must be written as policies write it, ${known}: IAM takes names that differ in case for one`,
    );
  });

  it.each([
    ...['arn:aws:iam::111122223333:role/Admin', 'etl-runner', 'arn:aws:iam::aws:policy/AdministratorAccess'],
    ...['Team-a-x-b', 'Administrator', 'Something-Else', 'arn:aws:iam::444455556666:role/admin', ''],
  ])('is taken as policies write it, and where they do not: %s', (name) => {
    expect(whyNot(name)).toBeUndefined();
  });

  const text = fc.string({ unit: fc.constantFrom(...'aAbB*:'), maxLength: 4 });
  const part = fc.string({ unit: fc.constantFrom(...'aAbB:'), maxLength: 2 });

  it('meets a policy with case exactly if it does without, wherever it is taken', () => {
    const counts = { taken: 0, refused: 0, met: 0 };
    const policies = fc.record({
      texts: fc.array(text, { maxLength: 3 }),
      patterns: fc.array(fc.array(part, { minLength: 1, maxLength: 4 }), { maxLength: 3 }),
    });
    // Often the name is one that a policy has, in some case: else it is hardly ever refused.
    const cases = policies.chain((policy) => {
      const known = policy.texts.length === 0 ? text : fc.mixedCase(fc.constantFrom(...policy.texts));
      return fc.tuple(fc.constant(policy), fc.oneof(text, known));
    });
    fc.assert(
      fc.property(cases, ([policy, name]) => {
        fc.pre(sameButCase(policy) === undefined);
        if (createCaseCheck(policy)(name) !== undefined) {
          counts.refused += 1;
          return;
        }
        counts.taken += 1;
        for (const each of policy.texts) {
          expect(each === name).toBe(each.toLowerCase() === name.toLowerCase());
        }
        for (const each of policy.patterns) {
          expect(like(each, name)).toBe(
            like(
              each.map((one) => one.toLowerCase()),
              name.toLowerCase(),
            ),
          );
          counts.met += like(each, name) ? 1 : 0;
        }
      }),
      { numRuns: 3_000 },
    );
    for (const [outcome, count] of Object.entries(counts)) expect(count, outcome).toBeGreaterThan(100);
  });
});

describe('two mentions that differ in case only', () => {
  it.each<[Mentioned, readonly [string, string]]>([
    [{ texts: ['Admin', 'x', 'admin'], patterns: [] }, ['Admin', 'admin']],
    [
      {
        texts: [],
        patterns: [
          ['', 'Admin'],
          ['', 'admin'],
        ],
      },
      ['*Admin', '*admin'],
    ],
  ])('are found: %j', (mentions, pair) => {
    expect(sameButCase(mentions)).toEqual(pair);
  });

  it('are none where the same is mentioned again', () => {
    expect(
      sameButCase({
        texts: ['Admin', 'Admin', 'other'],
        patterns: [
          ['a', 'b'],
          ['a', 'b'],
        ],
      }),
    ).toBeUndefined();
  });
});

/** By a regular expression, which shares nothing with ours. */
const like = (parts: readonly string[], name: string): boolean =>
  new RegExp(`^${parts.map((part) => part.replace(/[*.]/g, '\\$&')).join('.*')}$`, 's').test(name);

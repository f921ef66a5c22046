import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealBundle } from '../../../../functions/core/policy/bundle.ts';
import { createRuleOn } from '../../../../functions/core/policy/engine.ts';
import { parseFile } from '../../../../functions/core/policy/parse.ts';
import { atLeastAsStrict } from '../../../../functions/core/policy/strictness.ts';
import type { Ruling } from '../../../../functions/core/ruling.ts';
import { bundleOf, facts } from '../../../support/policy-world.ts';

const { version: _, ...contents } = bundleOf('@id("any") permit (principal, action, resource);');

/** Past the check of shadows: here policies that change nothing are the point. */
const ruleBy = (heads: readonly string[], order = [...heads.keys()]): Ruling => {
  const policies = heads.flatMap((head, at) => {
    const text = `@id("p${at}") ${head};`;
    return parseFile({ path: 'policies/test.cedar', text }).policies.map(({ policy }) => policy);
  });
  const ordered = order.flatMap((at) => policies[at] ?? []);
  return createRuleOn(
    { ...sealBundle({ ...contents, policies: ordered }), version: '' },
    (_action, parameters) => parameters,
  )(facts());
};

const risk = fc.constantFrom('low', 'medium', 'high', 'critical').map((level) => `@risk("${level}")`);
const when = fc
  .constantFrom('prod', 'prod', 'prod', 'dev')
  .map((name) => `when { context.environment == "${name}" }`);
const people = fc.constantFrom(
  '1',
  'security: 1',
  'security: 2',
  'data-owners: 1',
  'security: 1, data-owners: 1',
);
const time = fc.constantFrom('5m', '30m', '2h');
const escalate = fc.constantFrom('', '@escalate("1m: legal")');

const allow = fc
  .tuple(risk, when)
  .map(([level, condition]) => `${level} permit (principal, action, resource) ${condition}`);
const forbid = fc
  .tuple(risk, when)
  .map(([level, condition]) => `${level} forbid (principal, action, resource) ${condition}`);
const review = fc
  .tuple(people, time, escalate, allow)
  .map(([places, open, told, permit]) => `@approvals("${places}") @expires("${open}") ${told} ${permit}`);
/** Mostly what can be merged: one forbid, and nothing else shows. */
const any = fc.oneof(
  { weight: 6, arbitrary: review },
  { weight: 2, arbitrary: allow },
  { weight: 1, arbitrary: forbid },
);

describe('strictness', () => {
  it('never falls by one more policy that asks or forbids, once anything has matched', () => {
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 4 }),
        fc.oneof({ weight: 4, arbitrary: review }, { weight: 1, arbitrary: forbid }),
        (before, added) => {
          const [was, now] = [ruleBy(before), ruleBy([...before, added])];
          // From "no policy permits it" one with @approvals may lead to "ask": that is what it is written for.
          if (was.policies.length > 0 || added.includes('forbid'))
            expect(atLeastAsStrict(now, was)).toBe(true);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('is that of the strictest, whatever order policies come in', () => {
    const shuffled = fc
      .array(any, { minLength: 1, maxLength: 5 })
      .chain((heads) =>
        fc.tuple(
          fc.constant(heads),
          fc.shuffledSubarray([...heads.keys()], { minLength: heads.length, maxLength: heads.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([heads, order]) => {
        expect(ruleBy(heads, order)).toEqual(ruleBy(heads));
      }),
    );
  });

  it('is a partial order', () => {
    const some = fc.array(any, { minLength: 1, maxLength: 3 }).map((heads) => ruleBy(heads));
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        expect(atLeastAsStrict(a, a)).toBe(true);
        if (atLeastAsStrict(a, b) && atLeastAsStrict(b, c)) expect(atLeastAsStrict(a, c)).toBe(true);
      }),
    );
  });

  it.each([
    [
      'refuses',
      'forbid (principal, action, resource)',
      '@approvals("2") permit (principal, action, resource)',
    ],
    [
      'asks',
      '@approvals("1") permit (principal, action, resource)',
      '@risk("critical") permit (principal, action, resource)',
    ],
    [
      'asks more people',
      '@approvals("2") permit (principal, action, resource)',
      '@approvals("1") permit (principal, action, resource)',
    ],
    [
      'asks for less long',
      '@approvals("1") @expires("5m") permit (principal, action, resource)',
      '@approvals("1") permit (principal, action, resource)',
    ],
    [
      'calls it riskier',
      '@risk("high") permit (principal, action, resource)',
      'permit (principal, action, resource)',
    ],
  ])('is greater where a policy %s', (_, strict, lax) => {
    const [more, less] = [ruleBy([strict]), ruleBy([lax])];
    expect([atLeastAsStrict(more, less), atLeastAsStrict(less, more)]).toEqual([true, false]);
  });
});

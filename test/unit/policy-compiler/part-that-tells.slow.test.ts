import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { cedarSchema, knownActions, type SchemaPart } from '../../../catalog/generate/cedar-schema.ts';
import { partThatTells } from '../../../policy-compiler/analysis/part-that-tells.ts';
import { checkSchema } from '../../../policy-compiler/checks/check-schema.ts';
import { parseFile } from '../../../policy-compiler/read/parse-policies.ts';
import { longTimeout, runs } from '../../support/all.ts';

/** Some actions stand in the same groups, and each has parameters of its own. */
const catalog = { entries: catalogWith().entries.filter(({ action }) => action.startsWith('kms:')) };
const known = { actions: knownActions(catalog) };
const actions = Object.keys(known.actions);

const parsed = (texts: readonly string[]) =>
  texts.flatMap(
    (text, at) => parseFile({ path: 'policies/test.cedar', text: `@id("p${at}") ${text};` }).policies,
  );
const partFor = (...texts: string[]) => partThatTells(parsed(texts), known);

describe('the part of the schema that tells', () => {
  it('has the parameters of every action that a policy which looks at some can reach', () => {
    const part = partFor(
      'permit (principal, action in Action::"destruction", resource) when { context.parameters has KeyId }',
    );
    const destroying = actions.filter((action) => known.actions[action]?.includes('destruction'));
    expect([...part.typed].sort()).toEqual(destroying.sort());
    expect([...part.actions]).toEqual(expect.arrayContaining(destroying));
  });

  it.each([
    'context.parameters.KeyId == "k"',
    'context["parameters"]["KeyId"] == "k"',
    'context has parameters',
    'context == {}',
    '[context].contains(context)',
  ])('is the whole schema for a policy on any action with %s', (condition) => {
    const { typed } = partFor(`permit (principal, action, resource) when { ${condition} }`);
    expect([...typed].sort()).toEqual([...actions].sort());
  });

  it('has no parameters for policies that look at none, and one action of each set of groups', () => {
    const part = partFor('permit (principal, action, resource) when { context.environment == "dev" }');
    expect([...part.typed]).toEqual([]);
    const groupsOf = (all: Iterable<string>) =>
      [...all].map((action) => String(known.actions[action])).sort();
    expect(groupsOf(part.actions)).toEqual([...new Set(groupsOf(actions))]);
    expect(part.actions.size).toBeLessThan(actions.length);
  });

  it('has every action that a policy names, wherever it does', () => {
    for (const action of actions) {
      const head = `permit (principal, action == Action::"${action}", resource)`;
      const condition = `permit (principal, action, resource) unless { action in [Action::"${action}"] }`;
      for (const policy of [head, condition]) expect(partFor(policy).actions).toContain(action);
    }
  });
});

describe("Cedar's check of a part", () => {
  const groups = [...new Set(Object.values(known.actions).flat())];
  const names = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...actions) },
    { weight: 8, arbitrary: fc.constantFrom(...groups) },
    { weight: 1, arbitrary: fc.constantFrom('kms:DisableKye', 'destrution') },
  );
  const named = names.map((name) => `Action::"${name}"`);
  const scope = fc.oneof(
    fc.constant('action'),
    named.map((name) => `action == ${name}`),
    named.map((name) => `action in ${name}`),
    fc.array(named, { minLength: 1, maxLength: 3 }).map((some) => `action in [${some.join(', ')}]`),
  );
  const principal = fc.oneof(
    { weight: 9, arbitrary: fc.constant('principal') },
    { weight: 1, arbitrary: fc.constant('principal is AgentGroup') },
  );
  const parameter = fc.constantFrom('KeyId', 'AliasName', 'PendingWindowInDays', 'Policy');
  const looking = fc.oneof(
    parameter.map((name) => `context.parameters has ${name}`),
    parameter.map((name) => `context.parameters.${name} == "x"`),
    parameter.map((name) => `context.parameters has ${name} && context.parameters.${name} == "x"`),
    parameter.map((name) => `!(context.parameters has ${name}) || context.parameters.${name} == "x"`),
    fc.tuple(named, parameter).map(([name, of]) => `action in ${name} && context.parameters.${of} == "x"`),
    fc.constantFrom('[context] == [context]', 'context has parameters', 'context == {}'),
  );
  const notLooking = fc.oneof(
    fc.constantFrom(
      'context.account == "111122223333"',
      'context.stated has ticket',
      '{ parameters: 1 }.parameters == 1',
      '{ context: context.region }.context == "eu-west-1"',
    ),
    fc.constantFrom(
      'context.acount == "111122223333"',
      'context.account == 1',
      'context.stated.ticket == "OPS-1"',
      'context has elsewhere',
      'resource.name == "x"',
    ),
    named.map((name) => `action == ${name}`),
    named.map((name) => `action in ${name} && context.account == 1`),
    fc.tuple(named, named).map((pair) => pair.map((name) => `action in ${name}`).join(' && ')),
    named.map((name) => `if action in ${name} then context.region == "eu-west-1" else false`),
  );
  const asking = fc
    .oneof(
      parameter.map((name) => `context.parameters has ${name}`),
      fc.constantFrom('context has elsewhere', 'context.stated has tikcet', 'principal has rolle'),
    )
    .map((question) => `context.region == "eu-west-1" || ${question}`);
  const policy = fc
    .tuple(
      fc.constantFrom('permit', 'forbid'),
      principal,
      scope,
      fc.constantFrom('when', 'unless'),
      fc.oneof(
        { weight: 2, arbitrary: looking },
        { weight: 1, arbitrary: notLooking },
        { weight: 2, arbitrary: asking },
      ),
    )
    .map(
      ([effect, who, what, kind, condition]) =>
        `${effect} (${who}, ${what}, resource) ${kind} { ${condition} }`,
    );

  it(
    'finds what the check of the whole finds, in the same words',
    () => {
      const whole = cedarSchema(catalog);
      let clean = 0;
      let faulty = 0;
      let onlyNeverThere = 0;
      fc.assert(
        fc.property(fc.array(policy, { minLength: 1, maxLength: 2 }), (texts) => {
          const policies = parsed(texts);
          const byPart = checkSchema(policies, (part?: SchemaPart) => cedarSchema(catalog, part), known);
          const byWhole = checkSchema(policies, () => whole, known);
          expect(new Set(byPart)).toEqual(new Set(byWhole));
          const codes = new Set(byWhole.map(({ code }) => code));
          if (byWhole.length > 0) faulty += 1;
          else clean += 1;
          if (codes.size === 1 && codes.has('unknown-attribute')) onlyNeverThere += 1;
        }),
        runs(40, 400),
      );

      expect(clean).toBeGreaterThan(5);
      expect(faulty).toBeGreaterThan(5);
      expect(onlyNeverThere).toBeGreaterThan(3);
    },
    longTimeout,
  );
});

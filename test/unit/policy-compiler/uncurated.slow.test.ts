import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { doors } from '../../../adapters/doors.ts';
import { deriveFacts } from '../../../catalog/derive-facts.ts';
import { toCedar } from '../../../catalog/generate/cedar-schema.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import { environmentOf } from '../../../core/policy/bundle.ts';
import { createRuleOn } from '../../../core/policy/engine.ts';
import type { Ruling } from '../../../core/policy/ruling.ts';
import { compileFolder } from '../../../policy-compiler/compile-folder.ts';

const account = '111122223333';
const folder = new URL('../../../policies/', import.meta.url);
const starter = readdirSync(folder)
  .filter((name) => /\.(?:cedar|yaml)$/.test(name))
  .map((name) => ({ path: `policies/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }));

/** The same text is compiled once. */
const compiledWith = new Map<string, ReturnType<typeof compileFolder>>();
function compileWith(cedar: string): ReturnType<typeof compileFolder> {
  const compiled = compiledWith.get(cedar) ?? compileStarterAnd(cedar);
  compiledWith.set(cedar, compiled);
  return compiled;
}
const compileStarterAnd = (cedar: string) =>
  compileFolder([...starter, { path: 'policies/own.cedar', text: cedar }], {
    environments: { [account]: 'prod', '444455556666': 'staging', '777788889999': 'dev' },
    doors,
    agentRolePatterns: [],
  });

function ruleOn(action: string, parameters: JsonObject = {}, cedar = ''): Ruling {
  const compiled = compileWith(cedar);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const { bundle, catalog } = compiled;
  const entry = catalog.find(action);
  const agent = bundle.directory.agents[0];
  if (!entry || !agent) throw new Error(`Nothing is found for ${action}.`);
  const role = agent.roles[0]?.replaceAll('*', account) ?? '';
  const caller = { agent, role, account, session: 'nightly' };
  const context = {
    caller,
    region: 'eu-central-1',
    environmentOf: (of: string) => environmentOf(bundle, of),
    whyNotCase: () => undefined,
  };
  const derived = deriveFacts(entry, parameters, context, { stated: { reason: 'a test' } });
  if (!derived.ok) throw new Error(derived.detail);
  return createRuleOn(bundle, (...call) => toCedar(catalog, ...call))(derived.facts);
}

describe('what nobody has described, under the starter policies', () => {
  it('is plainly allowed where it only lists', () => {
    expect(ruleOn('glue:ListCrawlers')).toMatchObject({ decision: 'allow', policies: ['uncurated-lists'] });
  });

  it('needs one person where it reads', () => {
    expect(ruleOn('glue:GetClassifier', { Name: 'x' })).toMatchObject({
      decision: 'review',
      policies: ['uncurated-reads'],
      terms: { approvals: [{ count: 1 }] },
    });
  });

  it('needs two people where it writes, one of them from security', () => {
    expect(ruleOn('glue:DeleteClassifier', { Name: 'x' })).toMatchObject({
      decision: 'review',
      policies: ['uncurated-writes'],
      terms: {
        approvals: [
          { group: 'approvers', count: 1 },
          { group: 'security', count: 1 },
        ],
      },
    });
  });

  it('is refused where it manages permissions', () => {
    expect(ruleOn('ecr:DeleteRepositoryPolicy', { repositoryName: 'x' })).toMatchObject({
      decision: 'refuse',
      policies: ['no-uncurated-permissions'],
    });
  });
});

describe('a policy about an action that nobody has described', () => {
  const named = 'Action::"glue:DeleteClassifier"';

  it('rules on it by its name', () => {
    const forbid = `@id("keep-classifiers") @risk("high") forbid (principal, action == ${named}, resource);`;
    expect(ruleOn('glue:DeleteClassifier', { Name: 'x' }, forbid)).toMatchObject({
      decision: 'refuse',
      policies: ['keep-classifiers'],
    });
  });

  it('never loosens what its group says', () => {
    const compiled = compileWith(`@id("own") permit (principal, action == ${named}, resource);`);
    expect(compiled.ok).toBe(false);
    if (!compiled.ok) expect(compiled.errors[0]?.message).toContain('own can never decide: uncurated-writes');
  });

  it('may not look at its parameters, which nobody has typed', () => {
    const looks = `@id("own") permit (principal, action == ${named}, resource) when { context.parameters.Name == "x" };`;
    const compiled = compileWith(looks);
    expect(compiled.ok).toBe(false);
    if (!compiled.ok)
      expect(compiled.errors.map(({ message }) => message).join()).toContain('parameters.Name');
  });

  it('is an error where AWS has no such action', () => {
    const compiled = compileWith(
      '@id("own") permit (principal, action == Action::"glue:deleteClassifier", resource);',
    );
    expect(compiled.ok).toBe(false);
    if (!compiled.ok)
      expect(compiled.errors.map(({ message }) => message).join()).toContain('glue:DeleteClassifier');
  });
});

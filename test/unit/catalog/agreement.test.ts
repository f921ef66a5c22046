import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { doors } from '../../../adapters/doors.ts';
import { catalogWith } from '../../../catalog/catalog.ts';
import { customActionsSchema } from '../../../catalog/custom/custom-action.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import { cedarSchema, knownActions, toCedar } from '../../../catalog/generate/cedar-schema.ts';
import { eventRules } from '../../../catalog/generate/event-patterns.ts';
import { gatedActions } from '../../../catalog/generate/gated-actions.ts';
import { permissionsBoundary } from '../../../catalog/generate/permissions-boundary.ts';
import { locationOf } from '../../../catalog/location.ts';
import { createRuleOn } from '../../../core/policy/engine.ts';
import { compilePattern } from '../../../emulator/lib/event-pattern.ts';
import { compilePolicies } from '../../../policy-compiler/compile.ts';
import { trailEventsOf } from './trail-events.ts';

/** Rulings, the boundary and the rules come from the same policies by three ways; here they are held against each other. */
const folder = new URL('../../../policies/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const catalog = catalogWith(customActionsSchema.parse(parse(read('actions.yaml')) ?? {}));
const compiled = compilePolicies(
  readdirSync(folder)
    .filter((name) => /\.cedar$|^directory\.yaml$/.test(name))
    .map((name) => ({ path: `policies/${name}`, text: read(name) })),
  {
    cedarSchema: cedarSchema(catalog),
    knownActions: knownActions(catalog),
    environments: { '111122223333': 'prod', '444455556666': 'staging', '777788889999': 'dev' },
    doors,
  },
);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
const { bundle } = compiled;

const ruleOn = createRuleOn(bundle, (...call) => toCedar(catalog, ...call));
const gated = gatedActions(catalog, bundle.policies);
const boundary = permissionsBoundary(gated);
if (!boundary.ok) throw new Error(boundary.problem);
const denied = boundary.value.Statement.filter(({ Effect }) => Effect === 'Deny').flatMap(
  ({ Action }) => Action,
);
const rules = eventRules(gated);

const caller = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
const environments = ['prod', 'staging', 'dev', 'unknown'];

/** What each agent is told about the entry's example in each environment. */
const decisionsOn = ({ action, example: { parameters, resource } }: CatalogEntry): string[] =>
  bundle.directory.agents.flatMap(({ id, groups }) =>
    environments.map((environment) => {
      const { account, region } = locationOf(resource, caller);
      const agent = { id, groups, role: `arn:aws:iam::${account}:role/${id}` };
      const stated = { reason: 'a test of all actions' };
      return ruleOn({ agent, action, resource, parameters, account, region, environment, stated }).decision;
    }),
  );

describe.each(catalog.entries)('$action', (entry) => {
  const mustAsk = decisionsOn(entry).some((decision) => decision !== 'allow');
  const ofAws = entry.iamActions.length > 0;

  it(
    mustAsk ? 'must be asked for, so the boundary denies it' : 'is plainly allowed, so no boundary denies it',
    () => {
      expect(gated.includes(entry)).toBe(mustAsk);
      for (const action of entry.denial.actions) expect(denied.includes(action)).toBe(mustAsk);
      expect(entry.denial.actions.length > 0).toBe(ofAws);
    },
  );

  it(mustAsk ? 'is caught by a rule when it is done anyway' : 'is caught by no rule', () => {
    const events = trailEventsOf(entry);
    expect(events.length > 0).toBe(ofAws);
    for (const event of events) {
      expect(rules.some(({ pattern }) => compilePattern({ ...pattern })(event))).toBe(mustAsk);
    }
  });
});

describe('the starter policies', () => {
  it('leave something plainly allowed and put the rest behind the gate', () => {
    const open = catalog.entries.filter((entry) => !gated.includes(entry));
    const plain = ['data-read', 'data-write', 'read'];
    expect(open.flatMap(({ groups }) => groups).filter((group) => !plain.includes(group))).toEqual([]);
    expect(open.length).toBeGreaterThanOrEqual(3);
    expect(gated.length).toBeGreaterThanOrEqual(45);
  });
});

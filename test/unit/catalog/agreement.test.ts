import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { doors } from '../../../adapters/doors.ts';
import { limitAgents } from '../../../catalog/boundary/limit-agents.ts';
import { makeRoom } from '../../../catalog/boundary/make-room.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import { readPublished } from '../../../catalog/escalation-paths/read-published.ts';
import { toCedar } from '../../../catalog/generate/cedar-schema.ts';
import { eventRules } from '../../../catalog/generate/event-patterns.ts';
import { gatedActions } from '../../../catalog/generate/gated-actions.ts';
import { permissionsBoundary, roomForPatterns } from '../../../catalog/generate/permissions-boundary.ts';
import { secondPolicy } from '../../../catalog/generate/second-policy.ts';
import { iamReference } from '../../../catalog/iam-reference/iam-reference.ts';
import { locationOf } from '../../../catalog/location.ts';
import { createRuleOn } from '../../../core/policy/engine.ts';
import { compileFolder } from '../../../policy-compiler/compile-folder.ts';
import { gatedSettings } from '../../support/gated-settings.ts';
import { isDenied } from '../../support/is-denied.ts';
import { agentRoles, isCaughtBy, trailEventsOf } from './trail-events.ts';

/** Rulings, the boundary and the rules come from the same policies by three ways; here they are held against each other. */
const folder = new URL('../../../policies/', import.meta.url);

const compiled = compileFolder(
  readdirSync(folder)
    .filter((name) => /\.(?:cedar|yaml)$/.test(name))
    .map((name) => ({ path: `policies/${name}`, text: readFileSync(new URL(name, folder), 'utf8') })),
  {
    environments: { '111122223333': 'prod', '444455556666': 'staging', '777788889999': 'dev' },
    doors,
    agentRolePatterns: [],
  },
);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
const { bundle, catalog } = compiled;

const ruleOn = createRuleOn(bundle, (...call) => toCedar(catalog, ...call));
const gated = gatedActions(catalog, bundle.policies);
const published = { reference: await iamReference(), paths: readPublished().flatMap(({ paths }) => paths) };
const all = limitAgents({ catalog, policies: bundle.policies }, gatedSettings, published);
const limits = makeRoom(all, roomForPatterns(all, [], 0), published.paths);
const [boundary, second] = [permissionsBoundary(limits), secondPolicy(limits)];
if (!boundary.ok) throw new Error(boundary.problem);
if (!second.ok) throw new Error(second.problem);
const documents = [boundary.value, second.value].filter((document) => document !== undefined);
/** On a condition or not: secure strings are denied by their key. */
const isDeniedAtAll = (action: string): boolean =>
  isDenied(documents, { action, context: { 'kms:EncryptionContextKeys': 'PARAMETER_ARN' } });
const rules = eventRules(gated, agentRoles);

const naming = rules.filter(({ state }) => state !== 'ENABLED');

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
    mustAsk
      ? 'must be asked for, so the boundary denies it, or the policy beside it'
      : 'is plainly allowed, so neither denies it',
    () => {
      expect(gated.includes(entry)).toBe(mustAsk);
      for (const action of entry.denial.actions) expect(isDeniedAtAll(action)).toBe(mustAsk);
      expect(entry.denial.actions.length > 0).toBe(ofAws);
    },
  );

  it(mustAsk ? 'is caught by a rule when it is done anyway' : 'is named by no rule', () => {
    const events = trailEventsOf(entry);
    expect(events.length > 0).toBe(ofAws);
    for (const event of events) {
      // Whatever EventBridge takes for a change of an agent is heard, asked for or not.
      expect(isCaughtBy(mustAsk ? rules : naming, event)).toBe(mustAsk);
    }
  });
});

describe('the starter policies', () => {
  it('leave something plainly allowed and put the rest behind the gate', () => {
    const open = catalog.entries.filter((entry) => !gated.includes(entry));
    expect([...new Set(open.map(({ groups: [first] }) => first))].sort()).toEqual([
      'data-read',
      'data-write',
      'read',
    ]);
    expect(open.length).toBeGreaterThanOrEqual(30);
    expect(gated.length).toBeGreaterThanOrEqual(300);
  });
});

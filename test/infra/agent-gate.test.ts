import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patternLimit } from '../../catalog/generate/event-patterns.ts';
import { gatedActions } from '../../catalog/generate/gated-actions.ts';
import { boundaryLimit } from '../../catalog/generate/permissions-boundary.ts';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import { writeAgentGate } from '../../infra/write-agent-gate.ts';
import { isDenied } from '../support/is-denied.ts';
import { statementsIn } from './statements.ts';
import { appOf, config, gateOf, ofType, policySet, type Resource, synthesize } from './synthesized.ts';

const trial = config('trial');
const resources = synthesize(trial);
const boundariesIn = (some: Resource[]): Resource[] =>
  ofType(some, 'AWS::IAM::ManagedPolicy').filter(({ properties }) =>
    String(properties.ManagedPolicyName).includes('agent-boundary'),
  );
const [boundary, ...others] = boundariesIn(resources);
const statements = statementsIn(boundary?.properties.PolicyDocument);
const denials = statements.filter(({ effect }) => effect === 'Deny');
/** Wherever, and for a parameter: that is what secure strings are known by. */
const gate = gateOf(trial);
const documents = [gate.boundary, ...(gate.secondPolicy ? [gate.secondPolicy] : [])];
const isDeniedEverywhere = (action: string): boolean =>
  isDenied(documents, { action, context: { 'kms:EncryptionContextKeys': 'PARAMETER_ARN' } });

const { catalog, policy } = policySet(trial);
const gated = gatedActions(catalog, policy.policies);
const open = catalog.entries.filter((entry) => !gated.includes(entry));

/** As IAM gets it: the API's id, of ten characters, stands in the other stack. */
const apiId = 'abcdef1234';
function resolved(value: Json | undefined): Json {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(resolved);
  if ('Fn::ImportValue' in value) return apiId;
  const { 'Fn::Join': join } = value;
  if (Array.isArray(join)) return (resolved(join[1]) as string[]).join(String(join[0]));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner)]));
}

describe("the boundary for agents' roles", () => {
  it('is one policy, named after stage and region, and tells its ARN', () => {
    expect(others).toEqual([]);
    expect(boundary?.properties.ManagedPolicyName).toBe('countersign-trial-agent-boundary-eu-west-1');
    const outputs = appOf(trial).synth().getStackByName('countersign-trial-approval').template.Outputs;
    expect(outputs.AgentBoundaryArn.Value).toEqual({ Ref: boundary?.logicalId });
  });

  it('is attached to nothing: what an agent is, its owners deploy', () => {
    expect(boundary?.properties).not.toHaveProperty('Roles');
    const bounded = ofType(resources, 'AWS::IAM::Role').filter(
      ({ properties }) => 'PermissionsBoundary' in properties,
    );
    // A role of ours, bounded by what it may do at the most.
    expect(bounded.map(({ logicalId }) => logicalId)).toEqual(['Grant']);
    expect(JSON.stringify(bounded)).not.toContain('AgentBoundary');
  });

  it.each(gated)('denies $action, which must be asked for', ({ denial }) => {
    expect(denial.actions.filter((action) => !isDeniedEverywhere(action))).toEqual([]);
  });

  it.each(open)('leaves $action open, which is plainly allowed', ({ iamActions }) => {
    expect(iamActions.filter(isDeniedEverywhere)).toEqual([]);
  });

  it('allows the rest, which the policies of the role still have to grant', () => {
    expect(statements.filter(({ effect }) => effect === 'Allow')).toMatchObject([
      { actions: ['*'], resources: ['*'] },
    ]);
  });

  it.each(['trial', 'production'])(
    'is within what IAM takes, as it stands in the template of %s',
    (stage) => {
      const [policyOf] = boundariesIn(synthesize(config(stage)));
      const text = JSON.stringify(resolved(policyOf?.properties.PolicyDocument));
      expect(text.length).toBeLessThanOrEqual(boundaryLimit);
      expect(text).toContain(apiId);
      expect(text).not.toMatch(/"Fn::|"Ref"/);
    },
  );
});

it('has its secret closed by the name in the settings', () => {
  const closed = denials.filter(({ actions }) => actions.includes('*')).flatMap((one) => one.resources);
  expect(closed).toContain(`arn:aws:secretsmanager:*:*:secret:${trial.slack.secretName}-??????`);
});

describe('the files beside the templates', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'agents-')), 'agents');
  const gate = gateOf(trial);
  const older = { ...gate, serviceControlPolicies: Array(4).fill(gate.boundary) };
  for (const written of [older, gate]) writeAgentGate(written, folder);
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

  it('are the boundary, the service control policies and the rules, and nothing of an older synth', () => {
    expect(readdirSync(folder).sort()).toEqual([
      'boundary.json',
      'event-rules.json',
      'scp-1.json',
      'scp-2.json',
      'second-policy.json',
    ]);
    const deployed = boundary?.properties.PolicyDocument as JsonObject & { Statement: JsonObject[] };
    const { Statement: statements, ...rest } = deployed;
    // The API can be changed in its own account alone, so only the boundary there names it.
    expect(JSON.parse(textOf('boundary.json'))).toEqual({ ...rest, Statement: statements.slice(0, -1) });
  });

  it('can be uploaded as they are: their white space counts too', () => {
    const scps = readdirSync(folder).filter((name) => name.startsWith('scp-'));
    expect(scps.length).toBeGreaterThan(0);
    for (const name of scps) expect(textOf(name).length).toBeLessThanOrEqual(10_240);
    for (const { pattern } of JSON.parse(textOf('event-rules.json'))) {
      expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(patternLimit);
    }
  });

  it("bind the agents' roles alone, by the patterns of the settings, but for who would take the boundary off", () => {
    for (const { Statement } of gate.serviceControlPolicies) {
      for (const { Sid, Effect, Condition, ...on } of Statement) {
        expect(Effect).toBe('Deny');
        if (/^Keep/.test(Sid)) {
          expect('Resource' in on && on.Resource).toEqual(
            expect.arrayContaining([...trial.agentRolePatterns]),
          );
          continue;
        }
        expect(Condition?.ArnLike).toMatchObject({
          'aws:PrincipalArn': expect.arrayContaining([...trial.agentRolePatterns]),
        });
      }
    }
  });
});

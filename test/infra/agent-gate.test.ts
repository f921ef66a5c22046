import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../catalog/aws/aws-actions.ts';
import { defineCatalog } from '../../catalog/define-catalog.ts';
import type { CatalogEntry } from '../../catalog/entry.ts';
import { patternLimit } from '../../catalog/generate/event-patterns.ts';
import { gatedActions } from '../../catalog/generate/gated-actions.ts';
import { boundaryLimit } from '../../catalog/generate/permissions-boundary.ts';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import { agentGate } from '../../infra/agent-gate.ts';
import type { Config } from '../../infra/settings-schema.ts';
import { writeAgentGate } from '../../infra/write-agent-gate.ts';
import { isDenied } from '../support/is-denied.ts';
import { statementsIn } from './statements.ts';
import {
  appOf,
  config,
  gateOf,
  ofType,
  policySet,
  published,
  type Resource,
  synthesize,
} from './synthesized.ts';

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

describe('a gate that AWS would not take', () => {
  const [sample] = awsActions as [CatalogEntry, ...CatalogEntry[]];
  const many = (count: number): CatalogEntry[] =>
    Array.from({ length: count }, (_, index) => ({
      ...sample,
      action: `service:Operation${index}`,
      denial: { actions: [`service:AnOperationWithQuiteALongName${index}`] },
    }));
  /** Without a policy that permits them, all entries are behind the gate. */
  const problemsWith = (entries: CatalogEntry[], settings: Partial<Config> = {}): string[] => {
    const made = agentGate(
      { catalog: defineCatalog(entries), policy: { ...policy, policies: [] } },
      { ...trial, ...settings },
      published,
    );
    return made.ok ? [] : made.problems;
  };

  const agentRolePatterns = Array.from(
    { length: 100 },
    (_, n) => `arn:aws:iam::*:role/agent-of-department-${n}-*`,
  );

  /** Such as an entry would be written for next, out of those that nobody has described. */
  const nextActions = (count: number): CatalogEntry[] => {
    const services = new Set(awsActions.map(({ action }) => action.split(':')[0]));
    const writes = [...gateOf(trial).limits.verdicts]
      .filter(([, { kind }]) => kind === 'left-to-the-role')
      .map(([name]) => name)
      .filter(
        (name) => services.has(name.split(':')[0]) && /:(Create|Update|Delete|Put|Modify|Start)/.test(name),
      );
    const step = Math.floor(writes.length / count);
    return writes
      .filter((_, index) => index % step === 0)
      .slice(0, count)
      .map((action) => ({ ...sample, action, iamActions: [action], denial: { actions: [action] } }));
  };

  it('is none with a hundred actions more than there are today', () => {
    const more = nextActions(100);
    expect(more).toHaveLength(100);
    expect(problemsWith([...awsActions, ...more])).toEqual([]);
  });

  it('stops the synth where the boundary is too long', () => {
    const problems = problemsWith(many(200));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^The second policy has \d+ characters and IAM takes 6144: \d+ actions have no room in the boundary, in \d+ patterns\. Permit some of them plainly by a policy, or set agentBoundary: closed\.$/,
    );
  });

  it('stops the synth where the service control policies are too long', () => {
    const [problem] = problemsWith([...awsActions], { agentRolePatterns });
    expect(problem).toMatch(
      /^The service control policies do not fit [^\n]+ fewer or shorter patterns, [^\n]+\.$/,
    );
  });

  it('stops the synth where the rules are too long, for so many roles', () => {
    expect(problemsWith([...awsActions], { agentRolePatterns }).at(-1)).toMatch(
      /^An event rule has \d+ characters and EventBridge takes 2048: name the agents' roles by fewer or shorter patterns\.$/,
    );
  });

  it('stops the synth where the rule for one call is too long, and says which', () => {
    const where = { path: ['requestParameters', 'name'], oneOf: ['x'.repeat(patternLimit)] };
    const cloudTrail = { source: 'rds.amazonaws.com', names: ['DescribeExportTasks'], where };
    expect(problemsWith([{ ...sample, cloudTrail }])).toEqual([
      expect.stringMatching(
        /^An event rule has \d{4} characters and EventBridge takes 2048: shorten `where` of the catalog entry whose CloudTrail event is DescribeExportTasks\.$/,
      ),
    ]);
  });

  it('tells all that is wrong with it, a line each', () => {
    expect(problemsWith(many(200), { agentRolePatterns })).toHaveLength(3);
  });
});

import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../catalog/aws/aws-actions.ts';
import { defineCatalog } from '../../catalog/catalog.ts';
import type { CatalogEntry } from '../../catalog/entry.ts';
import { patternLimit } from '../../catalog/generate/event-patterns.ts';
import { gatedActions } from '../../catalog/generate/gated-actions.ts';
import { boundaryLimit } from '../../catalog/generate/permissions-boundary.ts';
import { scpLimit } from '../../catalog/generate/service-control-policies.ts';
import { agentGate } from '../../infra/agent-gate.ts';
import type { Config } from '../../infra/settings-schema.ts';
import { writeAgentGate } from '../../infra/write-agent-gate.ts';
import { statementsIn } from './statements.ts';
import { appOf, config, gateOf, ofType, policySet, type Resource, synthesize } from './synthesized.ts';

const trial = config('trial');
const resources = synthesize(trial);
const [boundary, ...others] = ofType(resources, 'AWS::IAM::ManagedPolicy');
const statements = statementsIn(boundary?.properties.PolicyDocument);
const denials = statements.filter(({ effect }) => effect === 'Deny');
const deniedEverywhere = denials
  .filter((one) => one.resources.includes('*'))
  .flatMap(({ actions }) => actions);

const { catalog, policy } = policySet(trial);
const gated = gatedActions(catalog, policy.policies);
const open = catalog.entries.filter((entry) => !gated.includes(entry));

describe("the boundary for agents' roles", () => {
  it('is one policy, named after stage and region, and tells its ARN', () => {
    expect(others).toEqual([]);
    expect(boundary?.properties.ManagedPolicyName).toBe('countersign-trial-agent-boundary-eu-west-1');
    const outputs = appOf(trial).synth().getStackByName('countersign-trial-approval').template.Outputs;
    expect(outputs.AgentBoundaryArn.Value).toEqual({ Ref: boundary?.logicalId });
  });

  it('is attached to nothing: what an agent is, its owners deploy', () => {
    expect(boundary?.properties).not.toHaveProperty('Roles');
    expect(JSON.stringify(ofType(resources, 'AWS::IAM::Role'))).not.toContain('PermissionsBoundary');
  });

  it.each(gated)('denies $action, which must be asked for', ({ denial }) => {
    expect(deniedEverywhere).toEqual(expect.arrayContaining([...denial.actions]));
  });

  it.each(open)('leaves $action open, which is plainly allowed', ({ iamActions }) => {
    expect(deniedEverywhere.filter((action) => iamActions.includes(action))).toEqual([]);
  });

  it('denies nothing but these', () => {
    const asked = new Set(gated.flatMap(({ denial }) => denial.actions));
    expect(deniedEverywhere.filter((action) => !asked.has(action))).toEqual([]);
  });

  it('allows the rest, which the policies of the role still have to grant', () => {
    expect(statements.filter(({ effect }) => effect === 'Allow')).toMatchObject([
      { actions: ['*'], resources: ['*'] },
    ]);
  });

  it.each(['trial', 'production'])(
    'is within what IAM takes, as it stands in the template of %s',
    (stage) => {
      const [policyOf] = ofType(synthesize(config(stage)), 'AWS::IAM::ManagedPolicy');
      const text = JSON.stringify(policyOf?.properties.PolicyDocument);
      expect(text.length).toBeLessThanOrEqual(boundaryLimit);
      // An intrinsic would be measured as it is written here and not as IAM gets it.
      expect(text).not.toMatch(/"Fn::|"Ref"/);
    },
  );
});

describe('what stands between agents and people', () => {
  const location = 'eu-west-1:111122223333';
  const arnsOf: Record<string, (properties: Resource['properties']) => string> = {
    'AWS::Lambda::Function': ({ FunctionName }) => `arn:aws:lambda:${location}:function:${FunctionName}`,
    'AWS::DynamoDB::Table': ({ TableName }) => `arn:aws:dynamodb:${location}:table/${TableName}`,
    'AWS::StepFunctions::StateMachine': ({ StateMachineName }) =>
      `arn:aws:states:${location}:stateMachine:${StateMachineName}`,
    'AWS::Events::EventBus': ({ Name }) => `arn:aws:events:${location}:event-bus/${Name}`,
    'AWS::SQS::Queue': ({ QueueName }) => `arn:aws:sqs:${location}:${QueueName}`,
    'AWS::IAM::Role': ({ RoleName }) => `arn:aws:iam::111122223333:role/${RoleName}`,
    'AWS::IAM::ManagedPolicy': ({ ManagedPolicyName }) =>
      `arn:aws:iam::111122223333:policy/${ManagedPolicyName}`,
    // CloudFormation names it after the stack.
    'AWS::S3::Bucket': () => 'arn:aws:s3:::countersign-trial-audit-audit1234-5678/records/x',
  };
  const closed = denials.filter(({ actions }) => actions.includes('*')).flatMap((one) => one.resources);
  const isClosed = (arn: string): boolean =>
    closed.some((pattern) =>
      new RegExp(
        `^${pattern
          .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
          .replace(/\*/g, '.*')
          .replace(/\?/g, '.')}$`,
      ).test(arn),
    );

  it.each(resources.filter(({ type }) => type in arnsOf))(
    'is closed to agents: $type $logicalId',
    (resource) => {
      expect(isClosed(arnsOf[resource.type]?.(resource.properties) ?? '')).toBe(true);
    },
  );

  it('is open at the API, and nowhere else in the account', () => {
    expect(isClosed(`arn:aws:execute-api:${location}:abcdef1234/$default/POST/v1/requests`)).toBe(false);
    expect(isClosed(`arn:aws:lambda:${location}:function:orders`)).toBe(false);
    expect(isClosed(`arn:aws:dynamodb:${location}:table/countersign-production-requests`)).toBe(false);
  });

  it('has its secrets closed by the names in the settings', () => {
    const secret = `arn:aws:secretsmanager:${location}:secret:${trial.slack.signingSecretName}-a1B2c3`;
    expect(isClosed(secret)).toBe(true);
  });
});

describe('the files beside the templates', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'agents-')), 'agents');
  const gate = gateOf(trial);
  const older = { ...gate, serviceControlPolicies: Array(3).fill(gate.boundary) };
  for (const written of [older, gate]) writeAgentGate(written, folder);
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

  it('are the boundary, the service control policies and the rules, and nothing of an older synth', () => {
    expect(readdirSync(folder).sort()).toEqual(['boundary.json', 'event-rules.json', 'scp-1.json']);
    expect(JSON.parse(textOf('boundary.json'))).toEqual(boundary?.properties.PolicyDocument);
  });

  it('can be uploaded as they are: their white space counts too', () => {
    const scps = readdirSync(folder).filter((name) => name.startsWith('scp-'));
    expect(scps.length).toBeGreaterThan(0);
    for (const name of scps) expect(textOf(name).length).toBeLessThanOrEqual(scpLimit);
    for (const { pattern } of JSON.parse(textOf('event-rules.json'))) {
      expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(patternLimit);
    }
  });

  it("bind the agents' roles alone, by the patterns of the settings", () => {
    for (const { Statement } of gate.serviceControlPolicies) {
      for (const { Effect, Condition } of Statement) {
        expect(Effect).toBe('Deny');
        expect(Condition?.ArnLike).toEqual({ 'aws:PrincipalArn': trial.agentRolePatterns });
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
    );
    return made.ok ? [] : made.problems;
  };

  const agentRolePatterns = Array.from(
    { length: 100 },
    (_, n) => `arn:aws:iam::*:role/agent-of-department-${n}-*`,
  );

  it('is none with as many actions as there are today, twice over', () => {
    expect(problemsWith([...awsActions, ...many(70)])).toEqual([]);
  });

  it('stops the synth where the boundary is too long', () => {
    const problems = problemsWith(many(200));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^The permissions boundary has \d{4} characters and IAM takes 6144: 200 actions are behind the gate\. Permit some of them plainly by a policy, [^\n]+\.$/,
    );
  });

  it('stops the synth where the service control policies are too long', () => {
    const problems = problemsWith([...awsActions], { agentRolePatterns });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^The service control policies do not fit [^\n]+ fewer or shorter patterns, [^\n]+\.$/,
    );
  });

  it('stops the synth where the rule for one call is too long, and says which', () => {
    const where = { path: ['requestParameters', 'name'], oneOf: ['x'.repeat(patternLimit)] };
    const cloudTrail = { source: 'rds.amazonaws.com', names: ['StartExportTask'], where };
    expect(problemsWith([{ ...sample, cloudTrail }])).toEqual([
      expect.stringMatching(
        /^An event rule has \d{4} characters and EventBridge takes 2048: shorten `where` of the catalog entry whose CloudTrail event is StartExportTask\.$/,
      ),
    ]);
  });

  it('tells all that is wrong with it, a line each', () => {
    expect(problemsWith(many(200), { agentRolePatterns })).toHaveLength(2);
  });
});

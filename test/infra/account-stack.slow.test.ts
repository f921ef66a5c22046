import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { serviceOf } from '../../catalog/boundary/agent-limits.ts';
import { matchesPattern } from '../../catalog/boundary/matches-pattern.ts';
import type { PolicyDocument } from '../../catalog/generate/policy-document.ts';
import { sizeOf } from '../../catalog/generate/policy-document.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { reconcilePermissions } from '../../infra/reconcile-permissions.ts';
import { writeCarriedTemplates } from '../../infra/write-carried-templates.ts';
import { isDenied } from '../support/is-denied.ts';
import {
  accountAppOf,
  config,
  gateOf,
  ofType,
  permissionsOf,
  policySet,
  published,
  type Resource,
  resourcesOf,
  synthesize,
} from './synthesized.ts';

const settings = { ...config('trial'), account: '111122223333' };
const elsewhere = resourcesOf(accountAppOf(settings));
const home = synthesize(settings);
const named = (resources: Resource[], name: string): Resource => {
  const found = resources.find(
    ({ properties: { RoleName, ManagedPolicyName } }) => (RoleName ?? ManagedPolicyName) === name,
  );
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};
const roleNames = ['executor', 'grant', 'look-only'] as const;
const roleOf = (name: string, resources = elsewhere) =>
  named(resources, `countersign-trial-${name}-eu-west-1`);

/** Every policy of a role. */
function documentsOf(name: string, resources = elsewhere): PolicyDocument[] {
  const refs = roleOf(name, resources).properties.ManagedPolicyArns as { Ref: string }[];
  return refs.map(({ Ref }) => {
    const policy = resources.find(({ logicalId }) => logicalId === Ref);
    return policy?.properties.PolicyDocument as unknown as PolicyDocument;
  });
}

const allowsOf = (name: string) =>
  documentsOf(name).flatMap(({ Statement }) => Statement.filter(({ Effect }) => Effect === 'Allow'));
/** The patterns of each role, by the service that they begin with: thousands of actions are held against them. */
const patternsOf = Object.fromEntries(
  roleNames.map((name) => [
    name,
    Object.groupBy(
      allowsOf(name).flatMap((one) =>
        'Action' in one
          ? [one.Action].flat().map((pattern) => ({ pattern, onlyViaService: !!one.Condition }))
          : [],
      ),
      ({ pattern }) => serviceOf(pattern),
    ),
  ]),
);
const allowed = (name: string, action: string, viaService = false): boolean =>
  (patternsOf[name]?.[serviceOf(action)] ?? []).some(
    ({ pattern, onlyViaService }) => (viaService || !onlyViaService) && matchesPattern(pattern, action),
  );

describe('the names and the trust of the roles', () => {
  // Stacks in other accounts are older than the home's for a while: what stands here is a promise to them.
  it.each([
    ['executor', 'execute'],
    ['grant', 'credentials'],
    ['look-only', 'look', 'heartbeat'],
    ['revoke-only', 'revoke'],
    ['contain-only', 'contain'],
    ['reconcile-only', 'reconcile'],
  ])('let %s be assumed by the function %s alone, under a source identity of ours', (role, ...functions) => {
    const callers = functions.map((fn) => `arn:aws:iam::111122223333:role/countersign-trial-${fn}-eu-west-1`);
    const ofFunction = {
      ArnEquals: { 'aws:PrincipalArn': callers.length > 1 ? callers : callers[0] },
    };
    const Principal = { AWS: 'arn:aws:iam::111122223333:root' };
    expect(roleOf(role).properties.AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal,
          Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
          Condition: { ...ofFunction, StringLike: { 'sts:SourceIdentity': 'countersign-*' } },
        },
        // Its call knows no source identity: with the condition of the other it would never be met.
        { Effect: 'Allow', Principal, Action: 'sts:TagSession', Condition: ofFunction },
      ],
    });
  });

  it('are the same at home', () => {
    for (const name of roleNames) {
      expect(roleOf(name, home).properties.AssumeRolePolicyDocument).toEqual(
        roleOf(name).properties.AssumeRolePolicyDocument,
      );
    }
  });

  it('are no names that a function has', () => {
    const names = ofType(home, 'AWS::IAM::Role').map(({ properties }) => properties.RoleName);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('the executor', () => {
  const { catalog, policy } = policySet(settings);
  const all = [...published.reference.values()].flatMap((actions) => [...actions.values()]);
  const forbidden = policy.policies
    .filter(({ id }) => id.startsWith('no-audit-tampering') || id === 'no-uncurated-permissions')
    .flatMap(({ scope }) => scope.actions ?? []);

  it('is allowed what policies can let run, described or not', () => {
    const some = [
      'iam:AttachRolePolicy',
      's3:PutBucketPolicy',
      'rds:DeleteDBInstance', // Only in development: no policy forbids it to everyone.
      'ec2:RunInstances',
      'ec2:CreateFleet',
      'iam:PassRole',
    ];
    expect(some.filter((action) => !allowed('executor', action))).toEqual([]);
  });

  it('is not allowed what a policy forbids to everyone', () => {
    const names = forbidden.filter((name) => name.includes(':'));
    const ofGroups = catalog.entries.filter(({ groups }) => groups.includes('audit-tampering'));
    const refused = [...names, ...ofGroups.map(({ action }) => action), 'cloudtrail:StopLogging'];
    expect(refused.length).toBeGreaterThan(60);
    expect(refused.filter((action) => allowed('executor', action))).toEqual([]);
  });

  it('is not allowed what nobody can ask for, and no management of permissions that nobody has described', () => {
    const described = new Set(catalog.entries.flatMap(({ iamActions }) => iamActions));
    const open = all.filter(({ name }) => allowed('executor', name)).map(({ name }) => name);
    const beyond = open.filter((name) => !described.has(name) && catalog.find(name) === undefined);
    // What is handed over beside a call.
    expect(beyond.filter((name) => !/:Pass[A-Z]/.test(name))).toEqual([]);
    const managing = all.filter(
      ({ name, accessLevel }) => accessLevel === 'Permissions management' && !described.has(name),
    );
    expect(managing.length).toBeGreaterThan(100);
    expect(managing.map(({ name }) => name).filter((name) => allowed('executor', name))).toEqual([]);
  });

  it('is allowed what a service calls on its behalf, and not those calls themselves', () => {
    const dependent = 'elasticloadbalancing:SetWebAcl';
    expect([allowed('executor', dependent), allowed('executor', dependent, true)]).toEqual([false, true]);
  });

  it('becomes no other role', () => {
    expect(allowed('executor', 'sts:AssumeRole', true)).toBe(false);
  });

  it('fits into what IAM takes, with room for one policy more', () => {
    const documents = documentsOf('executor');
    expect(documents.length).toBeLessThan(10);
    for (const document of documents) expect(sizeOf(document)).toBeLessThanOrEqual(6_144);
  });
});

describe('the other roles', () => {
  const { entries } = policySet(settings).catalog;
  const actionsOf = (name: string): string[] =>
    allowsOf(name).flatMap((one) => ('Action' in one ? [one.Action].flat() : []));

  it('allow what entries of the catalog say, each by its name', () => {
    const granted = new Set(entries.flatMap(({ grant }) => grant?.actions ?? []));
    expect(actionsOf('grant')).toEqual([...granted].sort());
    const looked = new Set(entries.flatMap(({ look }) => (look ? [look.action] : [])));
    // And the one call by which it is seen that looking is seen.
    expect(actionsOf('look-only')).toEqual([...[...looked].sort(), 'ec2:DeleteKeyPair']);
  });
});

describe('what is taken back', () => {
  const grantRole = 'role/countersign-trial-grant-eu-west-1';

  it('is denied in the role of credentials, by a role that changes what stands in that one and nothing else', () => {
    expect(documentsOf('revoke-only')).toEqual([
      {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'DenyASession',
            Effect: 'Allow',
            Action: ['iam:DeleteRolePolicy', 'iam:ListRolePolicies', 'iam:PutRolePolicy'],
            Resource: [`arn:aws:iam::*:${grantRole}`],
          },
        ],
      },
    ]);
  });

  it('cannot become more: what credentials may do at the most is the boundary of their role', () => {
    const { PermissionsBoundary, ManagedPolicyArns } = roleOf('grant').properties;
    expect(ManagedPolicyArns).toContainEqual(PermissionsBoundary);
    const { Ref } = PermissionsBoundary as { Ref: string };
    const bounding = elsewhere.find(({ logicalId }) => logicalId === Ref);
    expect(JSON.stringify(bounding?.properties.PolicyDocument)).toContain('s3:GetObject');
  });

  it.each(roleNames)('is nothing that the role %s could undo', (name) => {
    const arn = `arn:aws:iam::444455556666:${grantRole}`;
    for (const action of ['iam:DeleteRolePolicy', 'iam:DeleteRolePermissionsBoundary', 'iam:PutRolePolicy'])
      expect(isDenied(documentsOf(name), { action, arn, context: {} })).toBe(true);
  });
});

describe.each(roleNames)('whoever signed, the role %s', (name) => {
  const on = (action: string, arn: string, context: Record<string, string> = {}) =>
    isDenied(documentsOf(name), { action, arn, context });
  const iamOf = (resource: string) => `arn:aws:iam::444455556666:${resource}`;

  it('becomes no other role', () => {
    for (const action of ['AssumeRole', 'AssumeRoleWithWebIdentity', 'AssumeRoot'])
      expect(on(`sts:${action}`, iamOf('role/any'))).toBe(true);
  });

  it.each([...roleNames, 'contain-only', 'reconcile-only', 'submit', 'execute'])(
    'does not touch the role %s',
    (role) => {
      const arn = iamOf(`role/countersign-trial-${role}-eu-west-1`);
      for (const action of [
        'iam:UpdateAssumeRolePolicy',
        'iam:PutRolePolicy',
        'iam:DeleteRole',
        'iam:PassRole',
      ])
        expect(on(action, arn)).toBe(true);
    },
  );

  it("does not change the agents' boundary, nor its own limits", () => {
    for (const policy of ['agent-boundary', 'never', 'executor-1'])
      expect(on('iam:CreatePolicyVersion', iamOf(`policy/countersign-trial-${policy}-eu-west-1`))).toBe(true);
  });

  it('does not take the boundary off an agent, nor put another in its place', () => {
    const agent = iamOf('role/team/agent-etl');
    const boundary = (policy: string) => ({ 'iam:PermissionsBoundary': iamOf(`policy/${policy}`) });
    expect(on('iam:DeleteRolePermissionsBoundary', agent)).toBe(true);
    expect(on('iam:PutRolePermissionsBoundary', agent, boundary('AdministratorAccess'))).toBe(true);
    const ours = boundary('countersign-trial-agent-boundary-eu-west-1');
    expect(on('iam:PutRolePermissionsBoundary', agent, ours)).toBe(false);
  });

  it('does not touch the stack that holds it, nor the StackSet that brings it, nor who deploys them', () => {
    const stack = (of: string) => `arn:aws:cloudformation:eu-west-1:444455556666:${of}`;
    expect(on('cloudformation:DeleteStack', stack('stack/countersign-trial-account/0f3c'))).toBe(true);
    expect(on('cloudformation:DeleteStack', stack('stack/StackSet-countersign-trial-account-0f3c/1'))).toBe(
      true,
    );
    expect(on('cloudformation:UpdateStackSet', stack('stackset/countersign-trial-account:0f3c'))).toBe(true);
    expect(on('iam:UpdateAssumeRolePolicy', iamOf('role/stacksets-exec-0f3c'))).toBe(true);
    expect(on('cloudformation:DeleteStack', stack('stack/orders/0f3c'))).toBe(false);
  });

  it('does not touch what decides, at home', () => {
    expect(
      on('dynamodb:PutItem', 'arn:aws:dynamodb:eu-west-1:111122223333:table/countersign-trial-requests'),
    ).toBe(true);
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/0f3c';
    expect(on('kms:DisableKey', key, { 'aws:ResourceTag/countersign:stage': 'trial' })).toBe(true);
    expect(JSON.stringify(documentsOf(name, home))).toContain('NobodyTurnsTheApi');
  });

  it('is free to do the rest, as far as it is allowed', () => {
    expect(on('iam:AttachRolePolicy', iamOf('role/etl-runner'))).toBe(false);
    expect(on('iam:CreateServiceLinkedRole', iamOf('role/aws-service-role/x'))).toBe(false);
  });
});

describe("the agents' boundary", () => {
  it('stands in the approval stack at home, where it always stood, and under the same name in other accounts', () => {
    const name = 'countersign-trial-agent-boundary-eu-west-1';
    const atHome = home.filter(({ properties }) => properties.ManagedPolicyName === name);
    expect(atHome).toHaveLength(1);
    // Another logical id would make CloudFormation create it a second time, under a name that is taken.
    expect(atHome[0]?.logicalId).toBe('AgentBoundary');
    expect(named(elsewhere, name).properties.PolicyDocument).toEqual(gateOf(settings).boundary);
  });
});

describe('who is contained', () => {
  const allows = allowsOf('contain-only').map((one) => ({
    on: [...('Resource' in one ? one.Resource : [])],
    actions: [...('Action' in one ? one.Action : [])],
    when: one.Condition,
  }));

  it('is an agent, under any path, and nobody else', () => {
    expect(allows.length).toBe(2);
    for (const { on } of allows)
      expect(on).toEqual(['arn:aws:iam::*:role/agent-*', 'arn:aws:iam::*:role/*/agent-*']);
  });

  it("gets Countersign's boundary and no other", () => {
    const [put] = allows.filter(({ actions }) => actions.includes('iam:PutRolePermissionsBoundary'));
    expect(put?.when).toEqual({
      ArnLike: {
        'iam:PermissionsBoundary': 'arn:aws:iam::*:policy/countersign-trial-agent-boundary-eu-west-1',
      },
    });
  });

  it.each(['contain-only', 'reconcile-only'])('is no role of ours: %s touches none', (name) => {
    const arn = 'arn:aws:iam::444455556666:role/countersign-trial-executor-eu-west-1';
    for (const action of ['iam:PutRolePolicy', 'iam:DeleteRolePolicy', 'iam:PutRolePermissionsBoundary'])
      expect(isDenied(documentsOf(name), { action, arn, context: {} })).toBe(true);
  });
});

describe('what CloudTrail saw', () => {
  const trail = {
    bucket: 'example-trail',
    prefix: 'all',
    keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/0f3c',
  };
  const actionsWith = (detection: Partial<typeof settings.detection>) =>
    reconcilePermissions(
      { ...settings, detection: { ...settings.detection, ...detection } },
      '111122223333',
    ).Statement.flatMap((one) => ('Action' in one ? one.Action : []));

  it('is asked of CloudTrail alone where no bucket is named', () => {
    expect(actionsWith({})).toEqual(['cloudtrail:ListPublicKeys', 'cloudtrail:LookupEvents']);
  });

  it('is read from the bucket that the settings name, and opened with its key', () => {
    expect(actionsWith({ trail })).toEqual([
      'cloudtrail:ListPublicKeys',
      'cloudtrail:LookupEvents',
      's3:GetObject',
      's3:ListBucket',
      'kms:Decrypt',
    ]);
  });
});

describe('the template for other accounts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'agents-'));
  const textFor = (of: typeof settings | ReturnType<typeof config>): string => {
    writeCarriedTemplates(of, { gate: gateOf(of), permissions: permissionsOf(of) }, folder);
    return readFileSync(join(folder, 'account.template.json'), 'utf8');
  };

  it('is IAM alone, and reads nothing from elsewhere: no assets, no parameters, no bootstrap', () => {
    const template = JSON.parse(textFor(settings)) as JsonObject;
    expect(Object.keys(template)).toEqual(['Resources']);
    expect(new Set(elsewhere.map(({ type }) => type))).toEqual(
      new Set(['AWS::IAM::Role', 'AWS::IAM::ManagedPolicy']),
    );
    expect(JSON.stringify(template)).not.toMatch(/Fn::ImportValue|AWS::Region/);
  });

  it('asks for the home account where the settings leave it open, and for nothing else', () => {
    const { Parameters } = JSON.parse(textFor(config('trial'))) as { Parameters: JsonObject };
    expect(Object.keys(Parameters)).toEqual(['HomeAccount']);
  });

  it.each(['trial', 'production'])('of %s is short enough to be sent as it is', (stage) => {
    expect(Buffer.byteLength(textFor(config(stage)))).toBeLessThanOrEqual(51_200);
  });

  it('leaves cdk-nag with nothing to say', () => {
    const app = accountAppOf(settings);
    app.synth();
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import type { AgentLimits, BoundarySettings } from '../../../../catalog/boundary/agent-limits.ts';
import { limitAgents } from '../../../../catalog/boundary/limit-agents.ts';
import { catalogWith } from '../../../../catalog/catalog.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { boundaryLimit, permissionsBoundary } from '../../../../catalog/generate/permissions-boundary.ts';
import { type Denied, type PolicyDocument, sizeOf } from '../../../../catalog/generate/policy-document.ts';
import {
  type ScpLimits,
  serviceControlPolicies,
} from '../../../../catalog/generate/service-control-policies.ts';
import { agentCaller } from '../../../../core/directory/identity.ts';
import { gatedSettings } from '../../../support/gated-settings.ts';
import { isDenied } from '../../../support/is-denied.ts';

const roles = ['arn:aws:iam::*:role/agent-*'];
/** As AWS sees an agent: with the path of its role, which a session's ARN leaves out. */
const anyPath = [...roles, 'arn:aws:iam::*:role/*/agent-*'];
const many = (count: number): CatalogEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    ...(awsActions[0] as CatalogEntry),
    iamActions: [],
    denial: { actions: [`service:AnOperationWithQuiteALongName${index}`] },
  }));

/** Without policies everything is gated, and without a list of actions each is named. */
const limitsOf = (entries: readonly CatalogEntry[], settings: Partial<BoundarySettings> = {}): AgentLimits =>
  limitAgents(
    { catalog: { entries }, policies: [] },
    { ...gatedSettings, ...settings },
    { reference: new Map(), paths: [] },
  );
const usual: ScpLimits = { perNode: 10, characters: 10_240 };
const organization = (
  entries: readonly CatalogEntry[],
  agentRolePatterns: readonly string[] = roles,
  { beside = [], ...limits }: Partial<ScpLimits> & { beside?: Denied[] } = {},
) =>
  serviceControlPolicies({ limits: limitsOf(entries), agentRolePatterns, beside }, { ...usual, ...limits });

const deniedBy = (documents: readonly PolicyDocument[]): string[] =>
  documents.flatMap(({ Statement }) =>
    Statement.flatMap((one) => (one.Effect === 'Deny' && 'Action' in one ? one.Action : [])),
  );
/** As many as fit with each of them named. What more take is tried with IAM's own list of actions, in test/infra. */
const some = awsActions.filter(({ denial }, index) => index % 6 === 0 || denial.condition !== undefined);
const problemOf = (fitted: { ok: boolean; problem?: string }): string => fitted.problem ?? 'none';
const never = ['iam:PassRole', 'sts:AssumeRole'];

describe("the agents' permissions boundary", () => {
  it('denies what must be asked for and allows the rest', () => {
    fc.assert(
      fc.property(fc.subarray([...awsActions], { maxLength: 100 }), (gated) => {
        const boundary = permissionsBoundary(limitsOf(gated));
        if (!boundary.ok) throw new Error(boundary.problem);
        expect(deniedBy([boundary.value]).sort()).toEqual(
          [...new Set([...never, ...gated.flatMap(({ denial }) => denial.actions)])].sort(),
        );
        expect(boundary.value.Statement[0]).toMatchObject({ Effect: 'Allow', Action: '*' });
      }),
      { numRuns: 30 },
    );
  });

  it('is refused where it does not fit, and says what to do', () => {
    const problem = problemOf(permissionsBoundary(limitsOf(many(200))));
    expect(problem).toMatch(
      /has \d+ characters and IAM takes 6144: 200 actions are denied, in 200 patterns\. Permit some of them plainly by a policy, or let their catalog entries deny fewer actions\.$/,
    );
  });

  it('is measured as IAM does, without white space', () => {
    const boundary = permissionsBoundary(limitsOf(many(100)));
    expect(boundary.ok && JSON.stringify(boundary.value, null, 4).replace(/\s/g, '').length).toBe(
      boundary.ok && sizeOf(boundary.value),
    );
    expect(permissionsBoundary(limitsOf(many(100)), [], boundaryLimit).ok).toBe(false);
  });

  it('leaves plain parameters of Parameter Store open: it denies the key, not the call', () => {
    const boundary = permissionsBoundary(
      limitsOf(awsActions.filter(({ action }) => action.startsWith('ssm:GetParameter'))),
    );
    expect(boundary.ok && boundary.value.Statement.at(-1)).toMatchObject({
      Action: ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      Condition: { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'PARAMETER_ARN' } },
    });
  });

  it('denies beside that what it is told, on the resources it is told', () => {
    const own = { actions: ['*'], resources: ['arn:aws:sqs:*:*:ours-*'] };
    const boundary = permissionsBoundary(limitsOf(many(1)), [own]);
    const policies = organization(many(1), roles, { beside: [own] });
    if (!boundary.ok || !policies.ok) throw new Error('They should fit.');
    for (const document of [boundary.value, ...policies.value]) {
      expect(document.Statement.at(-1)).toMatchObject({
        Effect: 'Deny',
        Action: ['*'],
        Resource: own.resources,
      });
      expect(document.Statement.at(-2)).toMatchObject({ Resource: '*' });
    }
  });

  it('says nothing of custom actions, which are none of AWS', () => {
    const custom = catalogWith().entries.filter(({ iamActions }) => iamActions.length === 0);
    expect(custom.length).toBeGreaterThan(0);
    const boundary = permissionsBoundary(limitsOf(custom));
    expect(boundary.ok && deniedBy([boundary.value])).toEqual(never);
  });
});

describe('the service control policies', () => {
  it('deny the same, to agents alone', () => {
    const policies = organization(some);
    const boundary = permissionsBoundary(limitsOf(some));
    if (!policies.ok || !boundary.ok) throw new Error('They should fit.');
    const agent = { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/agent-etl' };
    for (const action of some.flatMap(({ denial }) => denial.actions)) {
      const call = { action, context: { ...agent, 'kms:EncryptionContextKeys': 'PARAMETER_ARN' } };
      expect(isDenied(policies.value, call), action).toBe(true);
      expect(isDenied([boundary.value], call), action).toBe(true);
    }
    for (const { Condition } of policies.value.flatMap(({ Statement }) => Statement)) {
      expect(Condition).toMatchObject({ ArnLike: { 'aws:PrincipalArn': anyPath } });
    }
  });

  it('bind whoever the directory takes for an agent, whatever the path of the role', () => {
    const directory = {
      people: [],
      agents: [
        {
          id: 'etl',
          roles: ['arn:aws:iam::111122223333:role/agent-*'],
          owners: ['a@example.com'],
          groups: [],
        },
      ],
    };
    const session = 'arn:aws:sts::111122223333:assumed-role/agent-etl/nightly';
    expect(agentCaller(directory, session)?.agent.id).toBe('etl');
    const policies = organization(many(1));
    if (!policies.ok) throw new Error(policies.problem);
    const bound = (role: string) =>
      isDenied(policies.value, { action: 'iam:PassRole', context: { 'aws:PrincipalArn': role } });
    for (const path of ['', 'team/', 'a/b/c/']) {
      expect(bound(`arn:aws:iam::111122223333:role/${path}agent-etl`)).toBe(true);
      expect(bound(`arn:aws:iam::111122223333:role/${path}operator`)).toBe(false);
    }
  });

  it('are one document where one is enough, and as many as it takes of at most what an organization takes', () => {
    expect(organization(some)).toMatchObject({ value: { length: 1 } });
    const several = organization(many(400));
    if (!several.ok) throw new Error(several.problem);
    expect(several.value.length).toBeGreaterThan(1);
    for (const document of several.value) expect(sizeOf(document)).toBeLessThanOrEqual(usual.characters);
    const denied = deniedBy(several.value);
    for (const { denial } of many(400)) expect(denied).toEqual(expect.arrayContaining([...denial.actions]));
  });

  it('leave the place of FullAWSAccess free', () => {
    const three = organization(many(400));
    const needed = three.ok ? three.value.length : 0;
    expect(organization(many(400), roles, { perNode: needed + 1 }).ok).toBe(true);
    expect(organization(many(400), roles, { perNode: needed }).ok).toBe(false);
  });

  it('are refused where they do not fit, and say what to do', () => {
    expect(problemOf(organization(many(1_000), roles, { perNode: 5, characters: 5_120 }))).toMatch(
      /4 documents of 5120 characters\. Name the/,
    );
    expect(problemOf(organization(many(1), [`arn:aws:iam::*:role/${'x'.repeat(6_000)}`]))).toMatch(
      /fewer or shorter patterns/,
    );
  });

  it('are refused without a role pattern: they would bind everybody', () => {
    expect(problemOf(organization(awsActions, []))).toContain('would bind everybody');
  });
});

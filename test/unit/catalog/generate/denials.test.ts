import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import { catalogWith } from '../../../../catalog/catalog.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { boundaryLimit, permissionsBoundary } from '../../../../catalog/generate/permissions-boundary.ts';
import { type PolicyDocument, sizeOf } from '../../../../catalog/generate/policy-document.ts';
import { scpLimit, serviceControlPolicies } from '../../../../catalog/generate/service-control-policies.ts';
import { agentCaller } from '../../../../core/directory/identity.ts';

const roles = ['arn:aws:iam::*:role/agent-*'];
/** As AWS sees an agent: with the path of its role, which a session's ARN leaves out. */
const anyPath = [...roles, 'arn:aws:iam::*:role/*/agent-*'];
const many = (count: number): CatalogEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    ...(awsActions[0] as CatalogEntry),
    denial: { actions: [`service:AnOperationWithQuiteALongName${index}`] },
  }));
const deniedBy = (documents: readonly PolicyDocument[]): string[] =>
  documents.flatMap(({ Statement }) =>
    Statement.filter(({ Effect }) => Effect === 'Deny').flatMap(({ Action }) => Action),
  );
const problemOf = (fitted: { ok: boolean; problem?: string }): string => fitted.problem ?? 'none';

describe("the agents' permissions boundary", () => {
  it('denies what must be asked for and allows the rest', () => {
    fc.assert(
      fc.property(fc.subarray([...awsActions]), (gated) => {
        const boundary = permissionsBoundary(gated);
        if (!boundary.ok) throw new Error(boundary.problem);
        expect(deniedBy([boundary.value]).sort()).toEqual(
          [...new Set(gated.flatMap(({ denial }) => denial.actions))].sort(),
        );
        expect(boundary.value.Statement[0]).toMatchObject({ Effect: 'Allow', Action: '*' });
      }),
      { numRuns: 30 },
    );
  });

  it('has room for the whole catalog, twice over', () => {
    const boundary = permissionsBoundary(awsActions);
    expect(boundary.ok && sizeOf(boundary.value) * 2).toBeLessThanOrEqual(boundaryLimit);
  });

  it('is refused where it does not fit, and says what to do', () => {
    const problem = problemOf(permissionsBoundary(many(200)));
    expect(problem).toMatch(
      /has \d+ characters and IAM takes 6144: 200 actions are behind the gate\. Permit some/,
    );
  });

  it('is measured as IAM does, without white space', () => {
    const boundary = permissionsBoundary(many(100));
    expect(boundary.ok && JSON.stringify(boundary.value, null, 4).replace(/\s/g, '').length).toBe(
      boundary.ok && sizeOf(boundary.value),
    );
  });

  it('leaves plain parameters of Parameter Store open: it denies the key, not the call', () => {
    const boundary = permissionsBoundary(
      awsActions.filter(({ action }) => action.startsWith('ssm:GetParameter')),
    );
    expect(boundary.ok && boundary.value.Statement[1]).toMatchObject({
      Action: ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      Condition: { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'PARAMETER_ARN' } },
    });
  });

  it('denies beside that what it is told, on the resources it is told', () => {
    const own = { actions: ['*'], resources: ['arn:aws:sqs:*:*:ours-*'] };
    const boundary = permissionsBoundary(many(1), [own]);
    const policies = serviceControlPolicies(many(1), roles, [own]);
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
    expect(permissionsBoundary(custom)).toMatchObject({ value: { Statement: [{ Effect: 'Allow' }] } });
  });
});

describe('the service control policies', () => {
  it('deny the same, to agents alone', () => {
    const policies = serviceControlPolicies(awsActions, roles);
    const boundary = permissionsBoundary(awsActions);
    if (!policies.ok || !boundary.ok) throw new Error('They should fit.');
    expect(deniedBy(policies.value).sort()).toEqual(deniedBy([boundary.value]).sort());
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
    const policies = serviceControlPolicies(awsActions, roles);
    if (!policies.ok) throw new Error(policies.problem);
    const bound = (role: string) =>
      policies.value
        .flatMap(({ Statement }) => Statement)
        .every(({ Condition }) =>
          (Condition as { ArnLike: Record<string, string[]> }).ArnLike['aws:PrincipalArn']?.some((pattern) =>
            new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(role),
          ),
        );
    for (const path of ['', 'team/', 'a/b/c/']) {
      expect(bound(`arn:aws:iam::111122223333:role/${path}agent-etl`)).toBe(true);
      expect(bound(`arn:aws:iam::111122223333:role/${path}operator`)).toBe(false);
    }
  });

  it('are one document where one is enough, and up to four of at most 5,120 characters', () => {
    expect(serviceControlPolicies(awsActions, roles)).toMatchObject({ value: { length: 1 } });
    const several = serviceControlPolicies(many(400), roles);
    if (!several.ok) throw new Error(several.problem);
    expect(several.value.length).toBeGreaterThan(1);
    for (const document of several.value) expect(sizeOf(document)).toBeLessThanOrEqual(scpLimit);
    expect(deniedBy(several.value)).toHaveLength(400);
  });

  it('are refused where they do not fit, and say what to do', () => {
    expect(problemOf(serviceControlPolicies(many(1_000), roles))).toMatch(
      /4 documents of 5120 characters\. Name the/,
    );
    expect(problemOf(serviceControlPolicies(many(1), [`arn:aws:iam::*:role/${'x'.repeat(6_000)}`]))).toMatch(
      /fewer or shorter patterns/,
    );
  });

  it('are refused without a role pattern: they would bind everybody', () => {
    expect(problemOf(serviceControlPolicies(awsActions, []))).toContain('would bind everybody');
  });
});

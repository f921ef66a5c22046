import { describe, expect, it } from 'vitest';
import type { RoleSettings } from '../../../../../../clients/cli/doctor/check.ts';
import { rolesCarryTheBoundary } from '../../../../../../clients/cli/doctor/checks/roles-carry-the-boundary.ts';
import { contextWith, deployment, settings } from '../well-deployment.ts';

const role = (name: string, account = deployment.account) => `arn:aws:iam::${account}:role/${name}`;
const another = 'arn:aws:iam::111122223333:policy/of-somebody-else';

/** What is found in an account with these roles, each with the boundary that it carries. */
const find = (boundaries: Record<string, string | undefined>, changed: Partial<RoleSettings> = {}) =>
  rolesCarryTheBoundary.run(
    contextWith({
      settings: { ok: true, value: { ...settings, passableRoles: [], ...changed } },
      aws: {
        roles: async (isWanted) =>
          Object.entries(boundaries)
            .map(([name, boundaryArn]) => ({ arn: role(name), boundaryArn }))
            .filter(({ arn }) => isWanted(arn)),
      },
    }),
  );
const carried = deployment.agentBoundaryArn;

describe('a role without the boundary', () => {
  it.each<[string, string, Partial<RoleSettings>]>([
    ['is an agent', 'agent-etl', {}],
    ['is an agent under a path', 'team/data/agent-etl', {}],
    ['may be passed on', 'jobs/nightly', { passableRoles: [role('jobs/nightly')] }],
    ['may be passed on by a star, which goes over paths', 'jobs/a/b', { passableRoles: [role('jobs/*')] }],
    ['may be assumed', 'reader', { assumableRoles: [role('reader', '*')] }],
  ])('fails where it %s', async (_, name, changed) => {
    const finding = await find({ 'agent-release': carried, [name]: undefined }, changed);
    expect(finding).toEqual({
      outcome: 'failed',
      found: `${role(name)} has no boundary`,
      todo: expect.stringContaining(`--permissions-boundary ${carried} --role-name`),
    });
  });

  it('fails where it carries another boundary, which is named', async () => {
    expect(await find({ 'agent-etl': another })).toMatchObject({
      outcome: 'failed',
      found: `${role('agent-etl')} has another boundary, ${another}`,
    });
  });

  it('fails whatever could not be looked at besides', async () => {
    const finding = await find({ 'agent-etl': undefined }, { passableRoles: [role('x', '444455556666')] });
    expect(finding.outcome).toBe('failed');
  });

  it('is nothing to Countersign where no setting names it', async () => {
    const finding = await find(
      { 'agent-etl': carried, people: undefined, 'agent-team/people': undefined, 'other/nightly': undefined },
      { passableRoles: [role('agent-etl')] },
    );
    expect(finding).toEqual({ outcome: 'passed', found: '1 roles of this account carry the boundary.' });
  });
});

describe('what could not be found out', () => {
  it.each<[string, Partial<RoleSettings>, string]>([
    [
      'a role of another account',
      { assumableRoles: [role('reader', '444455556666')] },
      'arn:aws:iam::444455556666:role/reader of assumableRoles is not looked for in 444455556666',
    ],
    [
      'a pattern over the accounts of the settings',
      { accounts: { '111122223333': 'prod', '777788889999': 'dev' } },
      'arn:aws:iam::*:role/agent-* of agentRolePatterns is not looked for in 777788889999',
    ],
    [
      'a role that is not there yet',
      { passableRoles: [role('jobs/nightly')] },
      'no role of this account is arn:aws:iam::111122223333:role/jobs/nightly of passableRoles',
    ],
  ])('is skipped, with what to do: %s', async (_, changed, why) => {
    expect(await find({ 'agent-etl': carried }, changed)).toEqual({
      outcome: 'skipped',
      found: `1 roles of this account carry the boundary; ${why}.`,
      todo: expect.stringContaining('aws iam get-role'),
    });
  });

  it('is everything, without settings that can be read', async () => {
    const unread = { ok: false as const, problems: ['infra/settings/trial.yaml cannot be read.'] };
    expect(await rolesCarryTheBoundary.run(contextWith({ settings: unread }))).toEqual({
      outcome: 'skipped',
      found: 'infra/settings/trial.yaml cannot be read.',
      todo: expect.stringContaining('--settings'),
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Aws } from '../../../../../../clients/cli/doctor/aws/aws.ts';
import { accountsLetCountersignIn } from '../../../../../../clients/cli/doctor/checks/accounts-let-countersign-in.ts';
import { contextWith, deployment, settings, wellAws } from '../well-deployment.ts';

const other = '444455556666';
const { account } = deployment;

const find = (
  aws: Partial<Aws> = {},
  accounts: Record<string, string> = { [account]: 'prod', [other]: 'dev' },
) =>
  accountsLetCountersignIn.run(
    contextWith({ settings: { ok: true, value: { ...settings, accounts } }, aws }),
  );

/** All as it was made, but this role. */
const butFor = (name: string, change: (trust: string) => string | undefined): Partial<Aws> => ({
  trustOf: async (asked) => {
    const trust = await wellAws.trustOf(asked);
    return asked === name && trust !== undefined ? change(trust) : trust;
  },
});
const executor = 'countersign-trial-executor-eu-west-1';

describe('accounts where agents act', () => {
  it('pass where the roles are as they were made and the others let revoke in', async () => {
    expect(await find()).toEqual({
      outcome: 'passed',
      found: expect.stringContaining(`${other} let \`revoke\` in when it last came`),
    });
    const quiet = { shutOut: async () => ({ calls: 0, accounts: [] }) };
    expect(await find(quiet, { [account]: 'prod' })).toMatchObject({ outcome: 'passed' });
  });

  it('looks at each of the roles, by its name', async () => {
    const asked: string[] = [];
    const trustOf: Aws['trustOf'] = (name) => {
      asked.push(name);
      return wellAws.trustOf(name);
    };
    await find({ trustOf });
    expect(asked.sort()).toEqual(
      ['contain-only', 'executor', 'grant', 'look-only', 'reconcile-only', 'revoke-only'].map(
        (role) => `countersign-trial-${role}-eu-west-1`,
      ),
    );
  });

  it('fail where a role is not there', async () => {
    expect(await find(butFor(executor, () => undefined))).toMatchObject({
      outcome: 'failed',
      found: `account ${account} has no role ${executor}`,
      todo: expect.stringContaining('countersign-trial-account'),
    });
  });

  it.each<[string, (trust: string) => string]>([
    ['another account', (trust) => trust.replaceAll(`iam::${account}:root`, `iam::${other}:root`)],
    ['another function', (trust) => trust.replaceAll('trial-execute-', 'trial-submit-')],
    ['everybody of the account', (trust) => trust.replaceAll('aws:PrincipalArn', 'aws:PrincipalType')],
    ['sessions of any name', (trust) => trust.replace('countersign-*', '*')],
    ['somebody more', (trust) => trust.replace('"Statement":[', '"Statement":[{"Effect":"Allow"},')],
  ])('fail where a role trusts %s', async (_, change) => {
    expect(await find(butFor(executor, change))).toMatchObject({
      outcome: 'failed',
      found: `${executor} of account ${account} trusts others than execute`,
    });
  });

  it('fail where one did not let revoke in, which is named with what AWS said', async () => {
    const shutOut: Aws['shutOut'] = async (logGroup, since) => {
      expect(logGroup).toBe('/countersign/trial/revoke');
      expect(since.getTime()).toBeGreaterThan(0);
      return { calls: 1, accounts: [{ account: other, why: 'AccessDenied: the role was not assumed' }] };
    };
    expect(await find({ shutOut })).toMatchObject({
      outcome: 'failed',
      found: `account ${other} did not let it in: AccessDenied: the role was not assumed`,
      todo: expect.stringContaining('within an hour'),
    });
    // The settings list it no more.
    expect(await find({ shutOut }, { [account]: 'prod' })).toMatchObject({ outcome: 'passed' });
  });

  it('are not known where revoke did not come, or the settings are not read', async () => {
    expect(await find({ shutOut: async () => ({ calls: 0, accounts: [] }) })).toMatchObject({
      outcome: 'skipped',
      found: expect.stringContaining(other),
    });
    const unread = { ok: false as const, problems: ['No file.'] };
    expect(await accountsLetCountersignIn.run(contextWith({ settings: unread }))).toMatchObject({
      outcome: 'skipped',
      found: 'No file.',
    });
  });
});

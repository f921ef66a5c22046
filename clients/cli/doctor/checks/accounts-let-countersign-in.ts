import { canonicalJson, type Json } from '../../../../core/lib/json.ts';
import { accountRoles } from '../../../../infra/account-role.ts';
import { accountTrust } from '../../../../infra/account-trust.ts';
import { iamNameOf } from '../../../../infra/name-of.ts';
import type { AccountAccess } from '../aws/account-access.ts';
import type { Check } from '../check.ts';
import type { Deployment } from '../deployment.ts';
import { failed, passed, skipped } from '../finding.ts';

/** `revoke` comes once an hour, and a while is left for its log. */
const sinceMs = 75 * 60_000;

export const accountsLetCountersignIn: Check = {
  name: 'accounts-let-countersign-in',
  how: 'iam:GetRole of the roles of this account, and the log of `revoke`, which enters each account of the settings once an hour',
  async run({ deployment, settings, aws, timing }) {
    if (!settings.ok)
      return skipped(settings.problems.join(' '), "Give --settings with this deployment's settings.");
    const { account: home, stage } = deployment;
    const others = Object.keys(settings.value.accounts).filter((account) => account !== home);
    const since = new Date(timing.now() - sinceMs);
    const [here, { calls, accounts }] = await Promise.all([
      wrongAtHome(deployment, aws),
      aws.shutOut(`/countersign/${stage}/revoke`, since),
    ]);
    const shut = accounts.filter(({ account }) => account === home || others.includes(account));
    const wrong = [
      ...here,
      ...shut.map(({ account, why }) => `account ${account} did not let it in: ${why}`),
    ];
    if (wrong.length > 0) return failed(wrong.join('; '), whatToDo(stage));
    const roles = `The roles of account ${home} are as they were made`;
    if (others.length === 0) return passed(`${roles}; the settings list no other account.`);
    return calls > 0
      ? passed(`${roles}; ${others.join(', ')} let \`revoke\` in when it last came.`)
      : skipped(
          `${roles}; nothing is known of ${others.join(', ')}: \`revoke\` has not come there for an hour.`,
          'See whether its schedule is on, and look again in an hour.',
        );
  },
};

async function wrongAtHome(
  { stage, region, account }: Deployment,
  { trustOf }: Pick<AccountAccess, 'trustOf'>,
): Promise<string[]> {
  const named = (name: string) => iamNameOf({ stage, region }, name);
  const found = Object.values(accountRoles).map(async ({ name, functions }) => {
    const trust = await trustOf(named(name));
    if (trust === undefined) return [`account ${account} has no role ${named(name)}`];
    const expected = accountTrust(
      account,
      functions.map((caller) => `arn:aws:iam::${account}:role/${named(caller)}`),
    );
    return isSame(trust, expected)
      ? []
      : [`${named(name)} of account ${account} trusts others than ${functions.join(' and ')}`];
  });
  return (await Promise.all(found)).flat();
}

const isSame = (trust: string, expected: object): boolean =>
  canonicalJson(JSON.parse(trust) as Json) === canonicalJson(expected as Json);

const whatToDo = (stage: string): string =>
  `Deploy the stack countersign-${stage}-account there anew, as docs/deploy.md says, from the version that stands at home. What was mended is seen within an hour.`;

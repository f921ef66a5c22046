import { matchesWildcard } from '../../../../core/lib/wildcard.ts';
import type { Role } from '../aws/roles.ts';
import type { Check, RoleSettings } from '../check.ts';
import { failed, passed, skipped } from '../finding.ts';

/** Some roles, as a setting names them. */
interface Named {
  setting: string;
  pattern: string;
  isNamed(arn: string): boolean;
}

export const rolesCarryTheBoundary: Check = {
  name: 'roles-carry-the-boundary',
  how: 'iam:ListRoles, and iam:GetRole of those that are agents, or that agents may pass on or assume',
  async run({ deployment: { account, agentBoundaryArn }, settings, aws }) {
    if (!settings.ok)
      return skipped(settings.problems.join(' '), "Give --settings with this deployment's settings.");
    const named = namedRoles(settings.value);
    const here = named.filter(({ pattern }) => matchesWildcard(accountIn(pattern), account));
    const roles = await aws.roles((arn) => here.some((each) => each.isNamed(arn)));
    const without = roles.filter(({ boundaryArn }) => boundaryArn !== agentBoundaryArn);
    if (without.length > 0) return failed(without.map(sayWithout).join('; '), putOn(agentBoundaryArn));
    const unseen = [
      ...here
        .filter((each) => !roles.some(({ arn }) => each.isNamed(arn)))
        .map(({ setting, pattern }) => `no role of this account is ${pattern} of ${setting}`),
      ...namedElsewhere(named, account, Object.keys(settings.value.accounts)),
    ];
    return unseen.length > 0
      ? skipped(`${sayWith(roles)}; ${unseen.join('; ')}.`, lookYourself)
      : passed(`${sayWith(roles)}.`);
  },
};

/** A session's ARN leaves out the path of its role, so agents are known without it; a role that is passed on, with it. */
const namedRoles = ({ agentRolePatterns, passableRoles, assumableRoles }: RoleSettings): Named[] => [
  ...agentRolePatterns.map((pattern) => ({
    setting: 'agentRolePatterns',
    pattern,
    isNamed: (arn: string) => matchesWildcard(pattern, arn.replace(/:role\/.*\//, ':role/')),
  })),
  ...Object.entries({ passableRoles, assumableRoles }).flatMap(([setting, patterns]) =>
    patterns.map((pattern) => ({
      setting,
      pattern,
      isNamed: (arn: string) => matchesWildcard(pattern, arn),
    })),
  ),
];

/** Twelve digits, or a star. */
const accountIn = (pattern: string): string => pattern.split(':')[4] ?? '';

const namedElsewhere = (named: readonly Named[], own: string, accounts: readonly string[]): string[] =>
  named.flatMap(({ setting, pattern }) => {
    const account = accountIn(pattern);
    const others = (account === '*' ? accounts : [account]).filter((other) => other !== own);
    return others.length > 0 ? [`${pattern} of ${setting} is not looked for in ${others.join(', ')}`] : [];
  });

const sayWith = (roles: readonly Role[]): string =>
  `${roles.length} roles of this account carry the boundary`;

const sayWithout = ({ arn, boundaryArn }: Role): string =>
  boundaryArn === undefined ? `${arn} has no boundary` : `${arn} has another boundary, ${boundaryArn}`;

const putOn = (boundary: string): string =>
  `Put it on each: aws iam put-role-permissions-boundary --permissions-boundary ${boundary} --role-name <its name>. Or take the role out of the settings, and deploy.`;

const lookYourself =
  'Take roles that are not there out of the settings. In other accounts, look with credentials of theirs: aws iam get-role --role-name <its name> --query Role.PermissionsBoundary.';

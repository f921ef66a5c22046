import { type ConditionContext, conditionTest } from './condition.ts';
import { parsePolicy, type Statement } from './policy.ts';
import { accountOf, assumedRoleArn, type Principal } from './principal.ts';
import { wildcard } from './wildcard.ts';

/** One thing that IAM asks for before a call may happen. */
export interface Need {
  action: string;
  resource: string;
  context?: ConditionContext;
}

export type Decision = { kind: 'allowed' } | { kind: 'denied'; reason: string };

/** One pair of an allowing statement: what a permission is, when nobody uses it. */
export interface Grant {
  role: string;
  source: string;
  action: string;
  resource: string;
}

export interface Authority {
  decide: (principal: Principal, need: Need) => Decision;
  unusedGrants: () => Grant[];
}

export interface RolePolicies {
  arn: string;
  policies: { name: string; document: unknown }[];
}

interface Rule extends Grant {
  effect: Statement['effect'];
  matches: (need: Need, context: ConditionContext) => boolean;
}

/** Roles by their identity policies alone: an explicit deny wins, and what nothing allows is denied. */
export function createAuthority(roles: RolePolicies[]): Authority {
  const rules = new Map(
    roles.map(({ arn, policies }) => [
      arn,
      policies.flatMap(({ name, document }) =>
        parsePolicy(name, document).flatMap((one) => rulesOf(arn, one)),
      ),
    ]),
  );
  const used = new Set<Rule>();

  return {
    decide(principal, need) {
      const context = { ...contextOf(principal, need), ...need.context };
      const matching = (rules.get(principal.roleArn) ?? []).filter((rule) => rule.matches(need, context));
      if (matching.some(({ effect }) => effect === 'Deny'))
        return denied(principal, need, 'with an explicit deny in an identity-based policy');
      if (matching.length === 0)
        return denied(principal, need, `because no identity-based policy allows the ${need.action} action`);
      for (const rule of matching) used.add(rule);
      return { kind: 'allowed' };
    },
    unusedGrants: () =>
      [...rules.values()]
        .flat()
        .filter((rule) => rule.effect === 'Allow' && !used.has(rule))
        .map(({ role, source, action, resource }) => ({ role, source, action, resource })),
  };
}

function rulesOf(role: string, { source, effect, actions, resources, conditions }: Statement): Rule[] {
  const tests = conditions.map(conditionTest);
  return actions.flatMap((action) => {
    const actionMatches = wildcard(action, { ignoreCase: true });
    return resources.map((resource) => {
      const resourceMatches = wildcard(resource);
      return {
        ...{ role, source, effect, action, resource },
        matches: (need: Need, context: ConditionContext) =>
          actionMatches(need.action) &&
          resourceMatches(need.resource) &&
          tests.every((holds) => holds(context)),
      };
    });
  });
}

function contextOf(principal: Principal, { resource }: Need): ConditionContext {
  const [, , , region, account] = resource.split(':');
  return {
    'aws:PrincipalArn': principal.roleArn,
    'aws:PrincipalAccount': accountOf(principal),
    // What the template runs on is HTTPS; the loopback endpoint stands for it.
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
    ...(region ? { 'aws:RequestedRegion': region } : {}),
    'aws:ResourceAccount': account || accountOf(principal),
  };
}

const denied = (principal: Principal, { action, resource }: Need, why: string): Decision => ({
  kind: 'denied',
  reason: `User: ${assumedRoleArn(principal)} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
});

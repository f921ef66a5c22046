import { contextOf, whyDenied } from './call-context.ts';
import { conditionTest } from './condition.ts';
import { type KnowsKey, parsePolicy } from './policy.ts';
import { accountOf, type Principal } from './principal.ts';
import { type Need, type Rule, rulesOf } from './rule.ts';
import { parseTrustPolicy, type TrustStatement } from './trust-policy.ts';
import { wildcard } from './wildcard.ts';

export type { Need } from './rule.ts';

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
  /** Whether a role's trust policy lets somebody in, whatever their own policies say. `resource` is the role. */
  trusts: (principal: Principal, need: Need) => boolean;
  hasRole: (roleArn: string) => boolean;
  /** Writes a policy into a role while it is used; undefined takes it away. */
  setInlinePolicy: (roleArn: string, name: string, document: unknown) => void;
  /** Puts a boundary on a role while it is used; undefined takes it off. */
  setBoundary: (roleArn: string, boundary: PolicyText | undefined) => void;
  boundaryOf: (roleArn: string) => string | undefined;
  unusedGrants: () => Grant[];
}

export interface PolicyText {
  name: string;
  /** Of a managed policy, which AWS names in what it denies. */
  arn?: string;
  document: unknown;
}

export interface RolePolicies {
  arn: string;
  policies: PolicyText[];
  /** Left out: nobody may assume it by a call. */
  trust?: PolicyText;
  boundary?: PolicyText;
  /** Condition keys that its calls have beside those that all have. */
  knows?: KnowsKey;
}

interface Role {
  identity: Map<string, Rule[]>;
  boundary: Bound | undefined;
  trust: TrustStatement[];
  knows: KnowsKey | undefined;
}

interface Bound {
  arn: string | undefined;
  rules: Rule[];
}

/** Policies that must all allow, and of which each may deny. */
interface Layer {
  name: string;
  arn?: string | undefined;
  rules: Rule[];
}

/**
 * Roles by their identity policies, within their boundary and the policy of the session: an explicit deny wins, and what
 * nothing allows is denied.
 */
export function createAuthority(roles: RolePolicies[], now: () => Date): Authority {
  const known = new Map(roles.map((role) => [role.arn, readRole(role)]));
  const used = new Set<Rule>();

  return {
    decide(principal, need) {
      const context = contextOf(principal, need, now());
      const layers = layersOf(known.get(principal.roleArn), principal).map(({ rules, ...layer }) => ({
        ...layer,
        matching: rules.filter((rule) => rule.matches(need, context)),
      }));
      const denying = layers.find(({ matching }) => matching.some(({ effect }) => effect === 'Deny'));
      if (denying)
        return denied(
          principal,
          need,
          `with an explicit deny in ${withArticle(denying.name)}${denying.arn ? `: ${denying.arn}` : ''}`,
        );
      const silent = layers.find(({ matching }) => matching.length === 0);
      if (silent)
        return denied(principal, need, `because no ${silent.name} allows the ${need.action} action`);
      for (const rule of layers[0]?.matching ?? []) used.add(rule);
      return { kind: 'allowed' };
    },
    trusts(principal, need) {
      const context = contextOf(principal, need, now());
      const matching = (known.get(need.resource)?.trust ?? []).filter(
        ({ actions, accounts, conditions }) =>
          accounts.includes(accountOf(principal)) &&
          actions.some((action) => wildcard(action, { ignoreCase: true })(need.action)) &&
          conditions.every((condition) => conditionTest(condition)(context)),
      );
      return matching.length > 0 && matching.every(({ effect }) => effect === 'Allow');
    },
    hasRole: (roleArn) => known.has(roleArn),
    setInlinePolicy(roleArn, name, document) {
      const role = known.get(roleArn);
      if (!role) throw new Error(`No template has the role ${roleArn}.`);
      if (document === undefined) role.identity.delete(name);
      else role.identity.set(name, parsePolicy(name, document, role.knows).flatMap(rulesOf));
    },
    setBoundary(roleArn, boundary) {
      const role = known.get(roleArn);
      if (!role) throw new Error(`No template has the role ${roleArn}.`);
      role.boundary = boundary && boundOf(boundary, role.knows);
    },
    boundaryOf: (roleArn) => known.get(roleArn)?.boundary?.arn,
    unusedGrants: () =>
      [...known].flatMap(([role, { identity }]) =>
        [...identity.values()]
          .flat()
          .filter((rule) => rule.effect === 'Allow' && !used.has(rule))
          .map(({ source, action, resource }) => ({ role, source, action, resource })),
      ),
  };
}

const readRole = ({ policies, boundary, trust, knows }: RolePolicies): Role => ({
  identity: new Map(
    policies.map(({ name, document }) => [name, parsePolicy(name, document, knows).flatMap(rulesOf)]),
  ),
  boundary: boundary && boundOf(boundary, knows),
  trust: trust ? parseTrustPolicy(trust.name, trust.document) : [],
  knows,
});

const boundOf = ({ name, arn, document }: PolicyText, knows: KnowsKey | undefined): Bound => ({
  arn,
  rules: parsePolicy(name, document, knows).flatMap(rulesOf),
});

/** In the order in which AWS looks at them. */
const layersOf = (role: Role | undefined, { session }: Principal): Layer[] => [
  { name: 'identity-based policy', rules: [...(role?.identity.values() ?? [])].flat() },
  ...(role?.boundary ? [{ name: 'permissions boundary', ...role.boundary }] : []),
  ...(session?.policy ? [{ name: 'session policy', rules: session.policy.flatMap(rulesOf) }] : []),
];

const withArticle = (name: string): string => (name.startsWith('i') ? `an ${name}` : `a ${name}`);

const denied = (principal: Principal, need: Need, why: string): Decision => ({
  kind: 'denied',
  reason: whyDenied(principal, need, why),
});

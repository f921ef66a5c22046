import type { WAFV2 } from '@aws-sdk/client-wafv2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { nameIn, sentence } from '../sentence.ts';
import { matching, text, uuid } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<WAFV2>({ prefix: 'wafv2' });

/** Bare ones: what they answer with, or add to a request, would need words of its own. */
const bare = z.strictObject({}).optional();
const oneOf = <Name extends string>(...names: readonly Name[]) =>
  z
    .strictObject(Object.fromEntries(names.map((name) => [name, bare])) as Record<Name, typeof bare>)
    .refine(...exactlyOne(...names));
const arnOf = (kind: string) =>
  z.strictObject({
    ARN: matching(
      `arn:aws(?:-cn|-us-gov)?:wafv2:[a-z0-9-]+:[0-9]{12}:(?:regional|global)/${kind}/[A-Za-z0-9_-]+/${uuid}`,
      2_048,
      'must be a full ARN of wafv2',
    ),
  });

/** Those that one line can say. WAF's other statements hold each other without end. */
const statements = {
  ManagedRuleGroupStatement: z.strictObject({
    VendorName: text(128),
    Name: text(128),
    Version: text(64).optional(),
  }),
  RuleGroupReferenceStatement: arnOf('rulegroup'),
  IPSetReferenceStatement: arnOf('ipset'),
  GeoMatchStatement: z.strictObject({ CountryCodes: distinct(matching('[A-Z]{2}', 2)) }),
  RateBasedStatement: z.strictObject({
    Limit: z.int().positive(),
    EvaluationWindowSec: z.literal([60, 120, 300, 600]),
    AggregateKeyType: z.literal('IP'),
  }),
};
const statement = z
  .strictObject({
    ManagedRuleGroupStatement: statements.ManagedRuleGroupStatement.optional(),
    RuleGroupReferenceStatement: statements.RuleGroupReferenceStatement.optional(),
    IPSetReferenceStatement: statements.IPSetReferenceStatement.optional(),
    GeoMatchStatement: statements.GeoMatchStatement.optional(),
    RateBasedStatement: statements.RateBasedStatement.optional(),
  })
  .refine(...exactlyOne(...Object.keys(statements)));
const visibility = z.strictObject({
  SampledRequestsEnabled: z.boolean(),
  CloudWatchMetricsEnabled: z.boolean(),
  MetricName: matching('[A-Za-z0-9_-]+', 128),
});
const rule = z
  .strictObject({
    Name: text(128),
    Priority: z.int().min(0),
    Statement: statement,
    Action: oneOf('Allow', 'Block', 'Count', 'Captcha', 'Challenge').optional(),
    OverrideAction: oneOf('None', 'Count').optional(),
    VisibilityConfig: visibility,
  })
  .refine(...exactlyOne('Action', 'OverrideAction'));
type Rule = z.infer<typeof rule>;

function sayStatement({ Statement: given }: Rule): string {
  const { ManagedRuleGroupStatement: managed, GeoMatchStatement: geo, RateBasedStatement: rate } = given;
  if (managed) return `what ${managed.VendorName}'s ${managed.Name} ${managed.Version ?? ''}`.trimEnd();
  if (geo) return `what comes from ${listed(geo.CountryCodes, { most: 20 })}`;
  if (rate) return `an address after ${rate.Limit} requests in ${rate.EvaluationWindowSec} s`;
  return `what ${nameIn((given.RuleGroupReferenceStatement ?? given.IPSetReferenceStatement)?.ARN ?? '')}`;
}

/** "Allow what regional/ipset/… matches": in the order in which they are asked. */
const sayRule = (given: Rule): string => {
  const action = given.Action ? Object.keys(given.Action) : Object.keys(given.OverrideAction ?? {});
  const does = given.OverrideAction?.None ? 'do as it says with' : action.join();
  return `${given.Priority} ${given.Name}: ${does} ${sayStatement(given)}`;
};

const exampleVisibility = {
  SampledRequestsEnabled: true,
  CloudWatchMetricsEnabled: true,
  MetricName: 'shop',
};

export const updateWebAclAction = define({
  operation: 'UpdateWebACL',
  groups: ['network-exposure'],
  values: {
    Name: matching('[A-Za-z0-9_-]+', 128),
    Id: matching(uuid, 36),
    Scope: z.enum(['REGIONAL', 'CLOUDFRONT']),
    DefaultAction: oneOf('Allow', 'Block'),
    Rules: distinct(rule, ({ Name }) => Name).max(50),
    VisibilityConfig: visibility,
  },
  without: [
    ...(['ApplicationConfig', 'AssociationConfig', 'CaptchaConfig', 'ChallengeConfig'] as const),
    ...(['CustomResponseBodies', 'DataProtectionConfig', 'MonetizationConfig'] as const),
    ...(['OnSourceDDoSProtectionConfig', 'TokenDomains'] as const),
  ],
  resource: 'arn:{partition}:wafv2:{region}:{account}:{Place}/webacl/{Name}/{Id}',
  names: ({ Scope }) => ({ Place: Scope === 'CLOUDFRONT' ? 'global' : 'regional' }),
  say: ({ Name, Id, Scope, DefaultAction, Rules }) => {
    const rules = (Rules ?? []) as Rule[];
    const inOrder = rules.toSorted((one, other) => one.Priority - other.Priority);
    const worst = inOrder.filter(({ Action }) => Action?.Allow).map(sayRule);
    const said = rules.length > 0 ? listed(inOrder.map(sayRule), { worst, most: 6 }) : 'no rule';
    const rest = DefaultAction.Allow ? 'let all other requests through' : 'stop all other requests';
    return sentence`Replace all of web ACL ${Name} (${Id}, ${Scope}): ${rest}, but ${said}`;
  },
  reversible: true,
  example: {
    Name: 'shop',
    Id: '1234abcd-12ab-34cd-56ef-1234567890ab',
    Scope: 'REGIONAL',
    LockToken: '4444abcd-12ab-34cd-56ef-1234567890ab',
    DefaultAction: { Allow: {} },
    Rules: [
      {
        Name: 'common',
        Priority: 0,
        Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } },
        OverrideAction: { Count: {} },
        VisibilityConfig: { ...exampleVisibility, MetricName: 'common' },
      },
    ],
    VisibilityConfig: exampleVisibility,
  },
});

import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';

const define = actionsOf({ prefix: 'route53resolver' });

const id = '[a-z]+-[0-9a-z]{8,32}';
const place = 'arn:aws:route53resolver:eu-central-1:111122223333';
const examples = {
  logs: `${place}:resolver-query-log-config/rqlc-0123456789abcdef`,
  rules: `${place}:resolver-rule/rslvr-rr-0123456789abcdef`,
  firewall: `${place}:firewall-rule-group/rslvr-frg-0123456789abcdef`,
};
const shared = (action: string) =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"route53resolver:${action}","Resource":"*"}]}`;

const configuration = policyDocument('resource', 30_000, 'the configuration');
const rule = policyDocument('resource', 30_000, 'the rule');
const firewall = policyDocument('resource', 30_000, 'the rule group');

/** Which other accounts resolve, log and filter names by what is here. */
export const route53ResolverPolicyActions = [
  define({
    operation: 'PutResolverQueryLogConfigPolicy',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      Arn: arnOf('route53resolver', `resolver-query-log-config/${id}`, examples.logs),
      ResolverQueryLogConfigPolicy: configuration,
    }),
    resource: '{Arn}',
    say: ({ Arn, ResolverQueryLogConfigPolicy: policy }, { account }) =>
      sentence`Replace who may log DNS queries by ${namedIn(Arn, account)}: ${sayPolicy(policy, { kind: 'resource', everything: 'the configuration' }, account)}`,
    reversible: true,
    example: {
      parameters: {
        Arn: examples.logs,
        ResolverQueryLogConfigPolicy: shared('AssociateResolverQueryLogConfig'),
      },
      resource: examples.logs,
    },
  }),
  define({
    operation: 'PutResolverRulePolicy',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      Arn: arnOf('route53resolver', 'resolver-rule/rslvr-rr-[0-9a-z]{8,32}', examples.rules),
      ResolverRulePolicy: rule,
    }),
    resource: '{Arn}',
    say: ({ Arn, ResolverRulePolicy: policy }, { account }) =>
      sentence`Replace who may resolve names by ${namedIn(Arn, account)}: ${sayPolicy(policy, { kind: 'resource', everything: 'the rule' }, account)}`,
    reversible: true,
    example: {
      parameters: { Arn: examples.rules, ResolverRulePolicy: shared('AssociateResolverRule') },
      resource: examples.rules,
    },
  }),
  define({
    operation: 'PutFirewallRuleGroupPolicy',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      Arn: arnOf('route53resolver', 'firewall-rule-group/rslvr-frg-[0-9a-z]{8,32}', examples.firewall),
      FirewallRuleGroupPolicy: firewall,
    }),
    resource: '{Arn}',
    say: ({ Arn, FirewallRuleGroupPolicy: policy }, { account }) =>
      sentence`Replace who may filter names by ${namedIn(Arn, account)}: ${sayPolicy(policy, { kind: 'resource', everything: 'the rule group' }, account)}`,
    reversible: true,
    example: {
      parameters: {
        Arn: examples.firewall,
        FirewallRuleGroupPolicy: shared('AssociateFirewallRuleGroup'),
      },
      resource: examples.firewall,
    },
  }),
];

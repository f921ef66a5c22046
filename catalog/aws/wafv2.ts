import type { WAFV2 } from '@aws-sdk/client-wafv2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { matching, uuid } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { ruleGroupPolicy } from './resource-policy-looks.ts';

const define = operationsOf<WAFV2>({ prefix: 'wafv2' });

const webAcl = 'arn:aws(?:-cn|-us-gov)?:wafv2:[a-z0-9-]+:[0-9]{12}:(?:regional|global)/webacl/[A-Za-z0-9_-]+';
const exampleRuleGroup =
  'arn:aws:wafv2:eu-central-1:111122223333:regional/rulegroup/shop/1234abcd-12ab-34cd-56ef-1234567890ab';
const ruleGroupArn = matching(
  `arn:aws(?:-cn|-us-gov)?:wafv2:[a-z0-9-]+:[0-9]{12}:(?:regional|global)/rulegroup/[A-Za-z0-9_-]+/${uuid}`,
  2_048,
  'must be the ARN of a rule group',
);
const everything = 'the rule group';
const exampleAcl = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** What filters requests from outside, and what is told of it. */
export const wafActions = [
  define({
    operation: 'DeleteWebACL',
    groups: ['network-exposure', 'destruction'],
    values: {
      Name: matching('[A-Za-z0-9_-]+', 128),
      Id: matching(uuid, 36),
      Scope: z.enum(['REGIONAL', 'CLOUDFRONT']),
    },
    resource: 'arn:{partition}:wafv2:{region}:{account}:{Place}/webacl/{Name}/{Id}',
    names: ({ Scope }) => ({ Place: Scope === 'CLOUDFRONT' ? 'global' : 'regional' }),
    say: ({ Name, Id, Scope }) => sentence`Delete web ACL ${Name} (${Id}, ${Scope}) with all its rules`,
    reversible: false,
    example: {
      Name: 'shop',
      Scope: 'REGIONAL',
      Id: exampleAcl,
      LockToken: '4444abcd-12ab-34cd-56ef-1234567890ab',
    },
  }),
  define({
    operation: 'DisassociateWebACL',
    groups: ['network-exposure'],
    values: {
      ResourceArn: matching('arn:aws(?:-cn|-us-gov)?:[a-z0-9-]+:[a-z0-9-]+:[0-9]{0,12}:[^\\s*?]+', 2_048),
    },
    resource: '{ResourceArn}',
    say: ({ ResourceArn }, { account }) =>
      sentence`Let every request through to ${namedIn(ResourceArn, account)}: take it from behind its web ACL`,
    reversible: true,
    example: {
      ResourceArn:
        'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shop/50dc6c495c0c9188',
    },
  }),
  define({
    operation: 'DeleteLoggingConfiguration',
    groups: ['audit-tampering'],
    values: { ResourceArn: matching(`${webAcl}/${uuid}`, 2_048, 'must be the ARN of a web ACL') },
    resource: '{ResourceArn}',
    say: ({ ResourceArn }, { account }) =>
      sentence`Stop logging what ${namedIn(ResourceArn, account)} lets through and what it stops`,
    reversible: true,
    example: {
      ResourceArn: `arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/shop/${exampleAcl}`,
    },
  }),
  define({
    operation: 'PutPermissionPolicy',
    groups: ['privilege-escalation'],
    values: { ResourceArn: ruleGroupArn, Policy: policyDocument('resource', 395_000, everything) },
    resource: '{ResourceArn}',
    say: ({ ResourceArn, Policy }, { account }) =>
      sentence`Replace who may use ${namedIn(ResourceArn, account)}: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...ruleGroupPolicy,
    example: {
      ResourceArn: exampleRuleGroup,
      Policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"wafv2:CreateWebACL","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'DeletePermissionPolicy',
    groups: ['privilege-escalation'],
    values: { ResourceArn: ruleGroupArn },
    resource: '{ResourceArn}',
    say: ({ ResourceArn }, { account }) =>
      sentence`Delete the policy of ${namedIn(ResourceArn, account)}, with all that it allows and denies`,
    reversible: true,
    ...ruleGroupPolicy,
    example: { ResourceArn: exampleRuleGroup },
  }),
];

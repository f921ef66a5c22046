import type { WAFV2 } from '@aws-sdk/client-wafv2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { matching, uuid } from '../values/aws-values.ts';

const define = operationsOf<WAFV2>({ prefix: 'wafv2' });

const webAcl = 'arn:aws(?:-cn|-us-gov)?:wafv2:[a-z0-9-]+:[0-9]{12}:(?:regional|global)/webacl/[A-Za-z0-9_-]+';
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
];

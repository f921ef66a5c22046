import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { idOf, prefixListId, securityGroupId } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { ipv4Range, ipv6Range } from '../values/ip-range.ts';
import { checkPorts, port, protocol, sayTraffic } from '../values/traffic.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { allowedEgress, changedRules } from './ec2-group-looks.ts';
import { permission, sayPermissions } from './ec2-ingress.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

const resource = 'arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}';

const sides = {
  CidrIpv4: ipv4Range.optional(),
  CidrIpv6: ipv6Range.optional(),
  PrefixListId: prefixListId.optional(),
  ReferencedGroupId: securityGroupId.optional(),
};
const update = z.strictObject({
  SecurityGroupRuleId: idOf('sgr', 'a rule of a security group'),
  SecurityGroupRule: z
    .strictObject({
      IpProtocol: protocol,
      FromPort: port.optional(),
      ToPort: port.optional(),
      ...sides,
      Description: z.string().max(255).optional(),
    })
    .refine(...exactlyOne(...Object.keys(sides)))
    .superRefine(checkPorts),
});

export const ec2EgressActions = [
  define({
    operation: 'AuthorizeSecurityGroupEgress',
    groups: ['network-exposure', 'data-export'],
    resource,
    values: {
      GroupId: securityGroupId,
      IpPermissions: distinct(permission, ({ IpProtocol, FromPort, ToPort }) => [
        IpProtocol,
        FromPort,
        ToPort,
      ]),
    },
    required: ['IpPermissions'],
    // EC2 says not to use them.
    without: [
      'SourceSecurityGroupName',
      'SourceSecurityGroupOwnerId',
      'IpProtocol',
      'FromPort',
      'ToPort',
      'CidrIp',
    ],
    say: ({ GroupId, IpPermissions = [] }, { account }) => {
      const { sides, opened } = sayPermissions(IpPermissions, account);
      return sentence`Let what is in security group ${GroupId} reach ${sides}: ${opened}`;
    },
    reversible: true,
    ...allowedEgress,
    example: {
      GroupId: 'sg-0123456789abcdef0',
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    },
  }),
  define({
    operation: 'ModifySecurityGroupRules',
    groups: ['network-exposure'],
    resource,
    values: {
      GroupId: securityGroupId,
      SecurityGroupRules: distinct(update, ({ SecurityGroupRuleId }) => SecurityGroupRuleId),
    },
    say: ({ GroupId, SecurityGroupRules }) => {
      const rules = SecurityGroupRules.map(({ SecurityGroupRuleId, SecurityGroupRule: rule = {} }) => {
        const { CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId } = rule;
        const list = PrefixListId && `prefix list ${PrefixListId} (its entries can change)`;
        const side = CidrIpv4 ?? CidrIpv6 ?? list ?? `group ${ReferencedGroupId}`;
        return {
          text: `${side} for ${sayTraffic(rule)} (${SecurityGroupRuleId})`,
          isOpen: /\/0$/.test(side),
        };
      });
      const worst = rules.filter(({ isOpen }) => isOpen).map(({ text }) => text);
      return sentence`Change rules of security group ${GroupId} to ${listed(
        rules.map(({ text }) => text),
        { worst, most: 5 },
      )}`;
    },
    reversible: true,
    ...changedRules,
    example: {
      GroupId: 'sg-0123456789abcdef0',
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: 'sgr-0123456789abcdef0',
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' },
        },
      ],
    },
  }),
];

import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { idOf } from '../values/aws-values.ts';
import { holds } from '../values/holds.ts';
import { ipv4Range, ipv6Range } from '../values/ip-range.ts';
import { port } from '../values/traffic.ts';
import { exactlyOne } from '../values/which-of.ts';
import { aclOfSubnet, deletedAclEntry, networkAclEntry } from './ec2-network-looks.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

const NetworkAclId = idOf('acl', 'a network ACL');
const resource = 'arn:{partition}:ec2:{region}:{account}:network-acl/{NetworkAclId}';
const ports = z.strictObject({ From: port, To: port });
const typeAndCode = z.strictObject({ Type: port, Code: port });
/** As numbers, which is how a network ACL has them: -1 is all. */
const needsPorts = ['6', '17'];
const needsType = ['1', '58'];
const entry = {
  NetworkAclId,
  CidrBlock: ipv4Range,
  Ipv6CidrBlock: ipv6Range,
  Protocol: z
    .string()
    .regex(
      /^(?:-1|0|[1-9][0-9]{0,2})$/,
      'must be -1 for all, or the number of a protocol, such as 6 for TCP',
    ),
  RuleAction: z.enum(['allow', 'deny']),
  PortRange: ports,
  IcmpTypeCode: typeAndCode,
};
const rules = [
  exactlyOne('CidrBlock', 'Ipv6CidrBlock'),
  holds(
    z.union([
      z.object({ Protocol: z.enum(needsPorts), PortRange: ports, IcmpTypeCode: z.never().optional() }),
      z.object({ Protocol: z.enum(needsType), IcmpTypeCode: typeAndCode, PortRange: z.never().optional() }),
      z.object({
        Protocol: z.string().refine((number) => ![...needsPorts, ...needsType].includes(number)),
        PortRange: z.never().optional(),
        IcmpTypeCode: z.never().optional(),
      }),
    ]),
    'Name PortRange with TCP (6) and UDP (17), IcmpTypeCode with ICMP (1 and 58), and neither with another protocol',
  ),
];
const example = {
  NetworkAclId: 'acl-0123456789abcdef0',
  RuleNumber: 90,
  Protocol: '6',
  RuleAction: 'allow',
  Egress: false,
  CidrBlock: '0.0.0.0/0',
  PortRange: { From: 22, To: 22 },
} as const;

interface Rule {
  NetworkAclId: string;
  RuleNumber: number;
  Protocol: string;
  RuleAction: string;
  Egress: boolean;
  CidrBlock?: string;
  Ipv6CidrBlock?: string;
  PortRange?: { From?: number; To?: number };
  IcmpTypeCode?: { Type?: number; Code?: number };
}

/** "rule 90 of network ACL acl-…: allow tcp 22-22 from 0.0.0.0/0" */
function sayRule(rule: Rule): string {
  const { NetworkAclId: acl, RuleNumber, Protocol, RuleAction, Egress, CidrBlock, Ipv6CidrBlock } = rule;
  const { PortRange, IcmpTypeCode } = rule;
  const name = { '-1': 'everything', '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' }[Protocol];
  const range = PortRange === undefined ? '' : ` ${PortRange.From}-${PortRange.To}`;
  const type = IcmpTypeCode === undefined ? '' : ` type ${IcmpTypeCode.Type} code ${IcmpTypeCode.Code}`;
  const traffic = `${name ?? `protocol ${Protocol}`}${range}${type}`;
  return `rule ${RuleNumber} of network ACL ${acl}: ${RuleAction} ${traffic} ${Egress ? 'to' : 'from'} ${CidrBlock ?? Ipv6CidrBlock}`;
}

export const ec2NetworkAclActions = [
  define({
    operation: 'CreateNetworkAclEntry',
    groups: ['network-exposure'],
    resource,
    values: entry,
    rules,
    say: (rule) => sentence`Add ${sayRule(rule)}`,
    reversible: true,
    ...networkAclEntry,
    example,
  }),
  define({
    operation: 'ReplaceNetworkAclEntry',
    groups: ['network-exposure'],
    resource,
    values: entry,
    rules,
    say: (rule) => sentence`Replace ${sayRule(rule)}`,
    reversible: true,
    ...networkAclEntry,
    example,
  }),
  define({
    operation: 'DeleteNetworkAclEntry',
    groups: ['network-exposure'],
    resource,
    values: { NetworkAclId },
    say: ({ NetworkAclId: acl, RuleNumber, Egress }) =>
      sentence`Delete rule ${RuleNumber} for ${Egress ? 'outgoing' : 'incoming'} traffic of network ACL ${acl}`,
    reversible: true,
    ...deletedAclEntry,
    example: { NetworkAclId: 'acl-0123456789abcdef0', RuleNumber: 90, Egress: false },
  }),
  define({
    operation: 'ReplaceNetworkAclAssociation',
    groups: ['network-exposure'],
    resource,
    values: { NetworkAclId, AssociationId: idOf('aclassoc', 'an association of a network ACL') },
    say: ({ NetworkAclId: acl, AssociationId }) =>
      sentence`Put the subnet of association ${AssociationId} under network ACL ${acl}`,
    reversible: true,
    ...aclOfSubnet,
    example: { NetworkAclId: 'acl-0123456789abcdef0', AssociationId: 'aclassoc-0123456789abcdef0' },
  }),
];

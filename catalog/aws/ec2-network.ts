import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { actionsOf } from '../define-action.ts';
import { listed, sentence } from '../sentence.ts';
import { account, matching, securityGroupId, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'ec2' });

const port = z.int().min(-1).max(65_535).optional();
const protocol = matching(
  'tcp|udp|icmp|icmpv6|-1|[0-9]{1,3}',
  6,
  'must be tcp, udp, icmp, icmpv6, -1 or a number',
);
const description = z.string().max(255).optional();
const cidr4 = matching('[0-9.]{7,15}/[0-9]{1,2}', 18, 'must be an IPv4 range such as 10.0.0.0/16');
const cidr6 = matching('[0-9a-fA-F:.]{2,45}/[0-9]{1,3}', 49, 'must be an IPv6 range such as 2001:db8::/32');

const permission = z.strictObject({
  IpProtocol: protocol,
  FromPort: port,
  ToPort: port,
  IpRanges: z
    .array(z.strictObject({ CidrIp: cidr4, Description: description }))
    .max(60)
    .optional(),
  Ipv6Ranges: z
    .array(z.strictObject({ CidrIpv6: cidr6, Description: description }))
    .max(60)
    .optional(),
  PrefixListIds: z
    .array(z.strictObject({ PrefixListId: text(30), Description: description }))
    .max(60)
    .optional(),
  UserIdGroupPairs: z
    .array(z.strictObject({ GroupId: securityGroupId, UserId: account.optional(), Description: description }))
    .max(60)
    .optional(),
});
type Permission = z.infer<typeof permission>;

/** One rule as EC2's short form, which policies can look into; several as its long form. */
const ingress = z
  .strictObject({
    GroupId: securityGroupId,
    IpProtocol: protocol.optional(),
    FromPort: port,
    ToPort: port,
    CidrIp: cidr4.optional(),
    IpPermissions: z.array(permission).min(1).max(60).optional(),
  })
  .refine(
    ({ IpPermissions, CidrIp, IpProtocol }) =>
      (IpPermissions === undefined) === (CidrIp !== undefined && IpProtocol !== undefined),
    'Name either IpPermissions, or IpProtocol and CidrIp.',
  );

export const ec2NetworkActions = [
  define({
    operation: 'AuthorizeSecurityGroupIngress',
    groups: ['network-exposure'],
    parameters: ingress,
    resource: 'arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}',
    say: ({ GroupId, IpPermissions, ...short }) =>
      sentence`Open ${listed((IpPermissions ?? [shortForm(short)]).map(formatPermission))} in security group ${GroupId}`,
    reversible: true,
    example: {
      parameters: {
        GroupId: 'sg-0123456789abcdef0',
        IpProtocol: 'tcp',
        FromPort: 5432,
        ToPort: 5432,
        CidrIp: '0.0.0.0/0',
      },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:security-group/sg-0123456789abcdef0',
    },
  }),
  define({
    operation: 'DeleteFlowLogs',
    groups: ['audit-tampering'],
    parameters: z.strictObject({
      FlowLogIds: z
        .array(matching('fl-[0-9a-f]{8,17}', 20, 'must be a flow log id'))
        .min(1)
        .max(25),
    }),
    resource: 'arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{FlowLogId}',
    names: ({ FlowLogIds }) => ({ FlowLogId: oneOrAll(FlowLogIds) }),
    aliasParameter: 'FlowLogIds',
    say: ({ FlowLogIds }) => sentence`Delete network flow logs ${listed(FlowLogIds)}`,
    reversible: false,
    example: {
      parameters: { FlowLogIds: ['fl-0123456789abcdef0'] },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/fl-0123456789abcdef0',
    },
  }),
];

interface ShortForm {
  IpProtocol?: string | undefined;
  FromPort?: number | undefined;
  ToPort?: number | undefined;
  CidrIp?: string | undefined;
}

const shortForm = ({ IpProtocol = '-1', FromPort, ToPort, CidrIp = '' }: ShortForm): Permission => ({
  IpProtocol,
  FromPort,
  ToPort,
  IpRanges: [{ CidrIp }],
});

function formatPermission({ IpProtocol, FromPort, ToPort, ...from }: Permission): string {
  const ports =
    FromPort === undefined || FromPort === -1
      ? 'all ports'
      : FromPort === ToPort
        ? FromPort
        : `${FromPort}-${ToPort}`;
  const sources = [
    ...(from.IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    ...(from.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
    ...(from.PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
    ...(from.UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId),
  ];
  return `${IpProtocol === '-1' ? 'everything' : `${IpProtocol} ${ports}`} to ${listed(sources, 2)}`;
}

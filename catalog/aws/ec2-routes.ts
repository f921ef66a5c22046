import type { EC2 } from '@aws-sdk/client-ec2';
import { operationsOf } from '../define-operation.ts';
import { ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { idOf, instanceId, matching, prefixListId } from '../values/aws-values.ts';
import { ipv4Range, ipv6Range } from '../values/ip-range.ts';
import { exactlyOne } from '../values/which-of.ts';
import { newRoute, replacedRoute } from './ec2-network-looks.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

const vpcId = idOf('vpc', 'a VPC');
const peeringId = idOf('pcx', 'a peering connection');
const destinations = {
  DestinationCidrBlock: ipv4Range,
  DestinationIpv6CidrBlock: ipv6Range,
  DestinationPrefixListId: prefixListId,
};
const targets = [
  'GatewayId',
  'InstanceId',
  'NetworkInterfaceId',
  'NatGatewayId',
  'EgressOnlyInternetGatewayId',
  'VpcPeeringConnectionId',
  'TransitGatewayId',
  'VpcEndpointId',
  'LocalGatewayId',
  'CarrierGatewayId',
  'CoreNetworkArn',
  'OdbNetworkArn',
] as const;
const route = {
  resource: 'arn:{partition}:ec2:{region}:{account}:route-table/{RouteTableId}',
  values: { RouteTableId: idOf('rtb', 'a route table'), InstanceId: instanceId, ...destinations },
} as const;

type Route = { RouteTableId: string } & Partial<
  Record<keyof typeof destinations | (typeof targets)[number], string>
>;

function sayRoute(route: Route): string {
  const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = route;
  const list = DestinationPrefixListId && `prefix list ${DestinationPrefixListId} (its entries can change)`;
  const target = targets.map((name) => route[name]).find((id) => id !== undefined);
  return `what goes to ${DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? list} through ${target ?? 'the network itself'}, by route table ${route.RouteTableId}`;
}

export const ec2RouteActions = [
  define({
    ...route,
    operation: 'CreateRoute',
    groups: ['network-exposure'],
    rules: [exactlyOne(...Object.keys(destinations)), exactlyOne(...targets)],
    say: (route) => sentence`Send ${sayRoute(route)}`,
    reversible: true,
    ...newRoute,
    example: {
      RouteTableId: 'rtb-0123456789abcdef0',
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: 'igw-0123456789abcdef0',
    },
  }),
  define({
    ...route,
    operation: 'ReplaceRoute',
    groups: ['network-exposure'],
    rules: [exactlyOne(...Object.keys(destinations)), exactlyOne(...targets, 'LocalTarget')],
    say: (route) => sentence`From now on, send ${sayRoute(route)}`,
    reversible: true,
    ...replacedRoute,
    example: {
      RouteTableId: 'rtb-0123456789abcdef0',
      DestinationCidrBlock: '0.0.0.0/0',
      NetworkInterfaceId: 'eni-0123456789abcdef0',
    },
  }),
  define({
    operation: 'AttachInternetGateway',
    groups: ['network-exposure'],
    resource: 'arn:{partition}:ec2:{region}:{account}:vpc/{VpcId}',
    values: { VpcId: vpcId, InternetGatewayId: idOf('igw', 'an internet gateway') },
    say: ({ VpcId, InternetGatewayId }) =>
      sentence`Connect ${VpcId} to the internet through ${InternetGatewayId}`,
    reversible: true,
    example: { VpcId: 'vpc-0123456789abcdef0', InternetGatewayId: 'igw-0123456789abcdef0' },
  }),
  define({
    operation: 'CreateVpcPeeringConnection',
    groups: ['network-exposure', 'lateral-movement'],
    resource: 'arn:{partition}:ec2:{region}:{account}:vpc/{VpcId}',
    values: {
      VpcId: vpcId,
      PeerVpcId: vpcId,
      PeerOwnerId: accountId,
      PeerRegion: matching('[a-z0-9-]+', 32),
    },
    required: ['PeerVpcId'],
    say: ({ VpcId, PeerVpcId, PeerOwnerId, PeerRegion }, { account }) =>
      sentence`Ask to connect ${VpcId} with ${PeerVpcId ?? ''}${ofAccount(PeerOwnerId, account)}${PeerRegion === undefined ? '' : ` in ${PeerRegion}`}`,
    reversible: true,
    example: {
      VpcId: 'vpc-0123456789abcdef0',
      PeerVpcId: 'vpc-00000000000000001',
      PeerOwnerId: '444455556666',
    },
  }),
  define({
    operation: 'AcceptVpcPeeringConnection',
    groups: ['network-exposure', 'lateral-movement'],
    resource: 'arn:{partition}:ec2:{region}:{account}:vpc-peering-connection/{VpcPeeringConnectionId}',
    values: { VpcPeeringConnectionId: peeringId },
    say: ({ VpcPeeringConnectionId }) =>
      sentence`Accept peering connection ${VpcPeeringConnectionId}, by which another VPC can reach one of ours`,
    reversible: true,
    example: { VpcPeeringConnectionId: 'pcx-0123456789abcdef0' },
  }),
  define({
    operation: 'CreateTrafficMirrorSession',
    groups: ['data-export'],
    resource: 'arn:{partition}:ec2:{region}:{account}:network-interface/{NetworkInterfaceId}',
    values: {
      NetworkInterfaceId: idOf('eni', 'a network interface'),
      TrafficMirrorTargetId: idOf('tmt', 'a target of mirrored traffic'),
      TrafficMirrorFilterId: idOf('tmf', 'a filter of mirrored traffic'),
    },
    say: ({ NetworkInterfaceId, TrafficMirrorTargetId, TrafficMirrorFilterId }) =>
      sentence`Copy the traffic of network interface ${NetworkInterfaceId} to ${TrafficMirrorTargetId}, as filter ${TrafficMirrorFilterId} lets through`,
    reversible: true,
    example: {
      NetworkInterfaceId: 'eni-0123456789abcdef0',
      TrafficMirrorTargetId: 'tmt-0123456789abcdef0',
      TrafficMirrorFilterId: 'tmf-0123456789abcdef0',
      SessionNumber: 1,
    },
  }),
];

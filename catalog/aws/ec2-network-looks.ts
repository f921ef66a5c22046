import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { compareText } from '../../core/lib/compare-text.ts';
import { looksOf } from '../look.ts';
import { undoFrom, undoFromAnswer } from '../undo.ts';

const look = looksOf<EC2>({ prefix: 'ec2' });

interface Destination {
  DestinationCidrBlock?: string | undefined;
  DestinationIpv6CidrBlock?: string | undefined;
  DestinationPrefixListId?: string | undefined;
}
const destination = (route: Destination): Destination => ({
  DestinationCidrBlock: route.DestinationCidrBlock,
  DestinationIpv6CidrBlock: route.DestinationIpv6CidrBlock,
  DestinationPrefixListId: route.DestinationPrefixListId,
});
const nameOf = ({ DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId }: Destination) =>
  DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? DestinationPrefixListId;

interface OfTable extends Destination {
  RouteTableId: string;
}
const routes = look({
  operation: 'DescribeRouteTables',
  input: ({ RouteTableId }: OfTable) => ({ RouteTableIds: [RouteTableId] }),
  keep: ({ RouteTables = [] }, asked) => {
    const {
      State: _,
      Origin: __,
      InstanceOwnerId: ___,
      ...route
    } = RouteTables[0]?.Routes?.find((one) => nameOf(one) === nameOf(asked)) ?? {};
    return route;
  },
});
export const newRoute = { look: routes };

/** Where a route can lead. An instance's stands before its network interface, which EC2 names as well. */
const targets = [
  'InstanceId',
  'NatGatewayId',
  'TransitGatewayId',
  'LocalGatewayId',
  'CarrierGatewayId',
  'VpcPeeringConnectionId',
  'EgressOnlyInternetGatewayId',
  'CoreNetworkArn',
  'OdbNetworkArn',
  'NetworkInterfaceId',
  'GatewayId',
] as const;
export const replacedRoute = {
  look: routes,
  undo: undoFrom(routes, ['ec2:ReplaceRoute'], ({ parameters, before }) => {
    const { RouteTableId } = parameters;
    const target = targets.find((one) => before[one] !== undefined);
    const to = target === undefined ? undefined : before[target];
    if (target === undefined || to === undefined) return { impossible: 'nobody kept where it led' };
    const led =
      to === 'local' ? { LocalTarget: true } : /^vpce-/.test(to) ? { VpcEndpointId: to } : { [target]: to };
    return { action: 'ec2:ReplaceRoute', parameters: { RouteTableId, ...destination(parameters), ...led } };
  }),
};

interface OfAcl {
  NetworkAclId: string;
  RuleNumber: number;
  Egress: boolean;
}
const aclEntry = look({
  operation: 'DescribeNetworkAcls',
  input: ({ NetworkAclId }: OfAcl) => ({ NetworkAclIds: [NetworkAclId] }),
  keep: ({ NetworkAcls = [] }, { RuleNumber, Egress }) => ({
    Entry: NetworkAcls[0]?.Entries?.find(
      (entry) => entry.RuleNumber === RuleNumber && entry.Egress === Egress,
    ),
  }),
});
export const networkAclEntry = {
  look: aclEntry,
  undo: undoFrom(
    aclEntry,
    ['ec2:ReplaceNetworkAclEntry', 'ec2:DeleteNetworkAclEntry'],
    ({ parameters: { NetworkAclId, RuleNumber, Egress }, before: { Entry } }) =>
      Entry === undefined
        ? { action: 'ec2:DeleteNetworkAclEntry', parameters: { NetworkAclId, RuleNumber, Egress } }
        : { action: 'ec2:ReplaceNetworkAclEntry', parameters: { NetworkAclId, ...Entry } },
  ),
};
export const deletedAclEntry = {
  look: aclEntry,
  undo: undoFrom(
    aclEntry,
    ['ec2:CreateNetworkAclEntry'],
    ({ parameters: { NetworkAclId }, before: { Entry } }) =>
      Entry && { action: 'ec2:CreateNetworkAclEntry', parameters: { NetworkAclId, ...Entry } },
  ),
};

const association = look({
  operation: 'DescribeNetworkAcls',
  input: ({ AssociationId }: { AssociationId: string }) => ({
    Filters: [{ Name: 'association.association-id', Values: [AssociationId] }],
  }),
  keep: ({ NetworkAcls = [] }) => ({ NetworkAclId: NetworkAcls[0]?.NetworkAclId }),
});
export const aclOfSubnet = {
  look: association,
  undo: undoFromAnswer(
    association,
    ['ec2:ReplaceNetworkAclAssociation'],
    z.object({ NewAssociationId: z.string() }),
    ({ before: { NetworkAclId }, result: { NewAssociationId: AssociationId } }) =>
      NetworkAclId === undefined
        ? { impossible: 'nobody kept what it had' }
        : { action: 'ec2:ReplaceNetworkAclAssociation', parameters: { AssociationId, NetworkAclId } },
  ),
};

const subnet = look({
  operation: 'DescribeSubnets',
  input: ({ SubnetId }: { SubnetId: string; MapPublicIpOnLaunch?: unknown }) => ({ SubnetIds: [SubnetId] }),
  keep: ({ Subnets = [] }) => ({
    MapPublicIpOnLaunch: Subnets[0]?.MapPublicIpOnLaunch,
    AssignIpv6AddressOnCreation: Subnets[0]?.AssignIpv6AddressOnCreation,
    MapCustomerOwnedIpOnLaunch: Subnets[0]?.MapCustomerOwnedIpOnLaunch,
    CustomerOwnedIpv4Pool: Subnets[0]?.CustomerOwnedIpv4Pool,
    EnableDns64: Subnets[0]?.EnableDns64,
    EnableLniAtDeviceIndex: Subnets[0]?.EnableLniAtDeviceIndex,
    PrivateDnsNameOptionsOnLaunch: Subnets[0]?.PrivateDnsNameOptionsOnLaunch,
  }),
});
const flags = [
  'MapPublicIpOnLaunch',
  'AssignIpv6AddressOnCreation',
  'MapCustomerOwnedIpOnLaunch',
  'EnableDns64',
] as const;
export const subnetSettings = {
  look: subnet,
  undo: undoFrom(subnet, ['ec2:ModifySubnetAttribute'], ({ parameters: { SubnetId, ...change }, before }) => {
    const [name, ...others] = Object.keys(change);
    const flag = flags.find((one) => one === name);
    const value = flag && before[flag];
    return flag === undefined || value === undefined || others.length > 0
      ? { impossible: 'only what is turned on or off is turned back' }
      : { action: 'ec2:ModifySubnetAttribute', parameters: { SubnetId, [flag]: { Value: value } } };
  }),
};

const card = look({
  operation: 'DescribeNetworkInterfaces',
  input: ({ NetworkInterfaceId }: { NetworkInterfaceId: string; SourceDestCheck?: unknown }) => ({
    NetworkInterfaceIds: [NetworkInterfaceId],
  }),
  keep: ({ NetworkInterfaces = [] }) => ({
    Groups: (NetworkInterfaces[0]?.Groups ?? []).map(({ GroupId = '' }) => GroupId).toSorted(compareText),
    SourceDestCheck: NetworkInterfaces[0]?.SourceDestCheck,
    Description: NetworkInterfaces[0]?.Description,
  }),
});
export const networkInterface = {
  look: card,
  undo: undoFrom(
    card,
    ['ec2:ModifyNetworkInterfaceAttribute'],
    ({ parameters: { NetworkInterfaceId, ...change }, before: { Groups, SourceDestCheck } }) => {
      const [name, ...others] = Object.keys(change);
      const was = {
        Groups,
        SourceDestCheck: SourceDestCheck === undefined ? undefined : { Value: SourceDestCheck },
      };
      return (name !== 'Groups' && name !== 'SourceDestCheck') || others.length > 0
        ? { impossible: 'only its security groups and its check of source and destination are put back' }
        : {
            action: 'ec2:ModifyNetworkInterfaceAttribute',
            parameters: { NetworkInterfaceId, [name]: was[name] },
          };
    },
  ),
};

interface OfService {
  ServiceId: string;
  AddAllowedPrincipals?: string[];
  RemoveAllowedPrincipals?: string[];
}
const principals = look({
  operation: 'DescribeVpcEndpointServicePermissions',
  input: ({ ServiceId }: OfService) => ({ ServiceId, MaxResults: 1_000 }),
  keep: ({ AllowedPrincipals = [] }) => ({
    AllowedPrincipals: AllowedPrincipals.map(({ Principal = '' }) => Principal).toSorted(compareText),
  }),
});
export const serviceUsers = {
  look: principals,
  undo: undoFrom(
    principals,
    ['ec2:ModifyVpcEndpointServicePermissions'],
    ({ parameters, before: { AllowedPrincipals = [] } }) => {
      const { ServiceId, AddAllowedPrincipals: add = [], RemoveAllowedPrincipals: remove = [] } = parameters;
      const added = add.filter((one) => !AllowedPrincipals.includes(one));
      const removed = remove.filter((one) => AllowedPrincipals.includes(one));
      if (added.length === 0 && removed.length === 0) return undefined;
      return {
        action: 'ec2:ModifyVpcEndpointServicePermissions',
        parameters: {
          ServiceId,
          ...(removed.length > 0 && { AddAllowedPrincipals: removed }),
          ...(added.length > 0 && { RemoveAllowedPrincipals: added }),
        },
      };
    },
  ),
};

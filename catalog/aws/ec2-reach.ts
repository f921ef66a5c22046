import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { idOf, matching, securityGroupId, subnetId } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { accountRoot, identity, sayPrincipal, service } from '../values/principal.ts';
import { atLeastOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { networkInterface, serviceUsers, subnetSettings } from './ec2-network-looks.ts';
import { serialConsole } from './ec2-sharing-looks.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

const principals = distinct(
  matching(
    `[*]|${accountRoot}|${identity}|${service}`,
    2_048,
    'must be *, the ARN of an account, a role or a user, or a service',
  ),
);
const flag = z.strictObject({ Value: z.boolean() });

export const ec2ReachActions = [
  define({
    operation: 'ModifyNetworkInterfaceAttribute',
    groups: ['network-exposure'],
    resource: 'arn:{partition}:ec2:{region}:{account}:network-interface/{NetworkInterfaceId}',
    values: {
      NetworkInterfaceId: idOf('eni', 'a network interface'),
      Groups: distinct(securityGroupId).max(16),
      SourceDestCheck: flag,
    },
    // One attribute, as EC2 has it.
    rules: [
      exactlyOne(
        ...['Groups', 'SourceDestCheck', 'AssociatePublicIpAddress', 'Attachment', 'Description'],
        ...[
          'EnaSrdSpecification',
          'EnablePrimaryIpv6',
          'ConnectionTrackingSpecification',
          'AssociatedSubnetIds',
        ],
      ),
    ],
    say: ({ NetworkInterfaceId, Groups, AssociatePublicIpAddress: address }) =>
      Groups === undefined
        ? sentence`Change network interface ${NetworkInterfaceId}${address === true ? ': give it a public address' : ''}${address === false ? ': take its public address away' : ''}`
        : sentence`Put network interface ${NetworkInterfaceId} into ${listed(Groups, { most: 16 })} and no other security group`,
    reversible: true,
    ...networkInterface,
    example: { NetworkInterfaceId: 'eni-0123456789abcdef0', Groups: ['sg-0123456789abcdef0'] },
  }),
  define({
    operation: 'ModifySubnetAttribute',
    groups: ['network-exposure'],
    resource: 'arn:{partition}:ec2:{region}:{account}:subnet/{SubnetId}',
    values: { SubnetId: subnetId, MapPublicIpOnLaunch: flag },
    say: ({ SubnetId, MapPublicIpOnLaunch }) =>
      MapPublicIpOnLaunch === undefined
        ? sentence`Change ${SubnetId}`
        : sentence`Give what starts in ${SubnetId} ${MapPublicIpOnLaunch.Value ? 'a' : 'no'} public address`,
    reversible: true,
    ...subnetSettings,
    example: { SubnetId: 'subnet-0123456789abcdef0', MapPublicIpOnLaunch: { Value: true } },
  }),
  define({
    operation: 'CreateInstanceConnectEndpoint',
    groups: ['network-exposure', 'remote-access', 'persistence'],
    resource: 'arn:{partition}:ec2:{region}:{account}:subnet/{SubnetId}',
    values: { SubnetId: subnetId, SecurityGroupIds: distinct(securityGroupId).max(16) },
    say: ({ SubnetId, SecurityGroupIds }) =>
      sentence`Make an endpoint in ${SubnetId} by which machines without a public address are reached from outside${SecurityGroupIds === undefined ? '' : `, in security group ${listed(SecurityGroupIds)}`}`,
    reversible: true,
    example: { SubnetId: 'subnet-0123456789abcdef0' },
  }),
  define({
    operation: 'EnableSerialConsoleAccess',
    groups: ['network-exposure', 'remote-access'],
    resource: 'arn:{partition}:ec2:{region}:{account}:*',
    say: () => 'Allow serial consoles to be opened on all machines of the account in this region',
    reversible: true,
    look: serialConsole,
    example: {},
  }),
  define({
    operation: 'ModifyVpcEndpointServicePermissions',
    groups: ['network-exposure'],
    resource: 'arn:{partition}:ec2:{region}:{account}:vpc-endpoint-service/{ServiceId}',
    values: {
      ServiceId: idOf('vpce-svc', 'an endpoint service'),
      AddAllowedPrincipals: principals,
      RemoveAllowedPrincipals: principals,
    },
    rules: [atLeastOne('AddAllowedPrincipals', 'RemoveAllowedPrincipals')],
    say: (
      { ServiceId, AddAllowedPrincipals: added = [], RemoveAllowedPrincipals: removed = [] },
      { account },
    ) => {
      const names = (list: readonly string[]) => list.map((each) => sayPrincipal(each, account));
      const worst = ['anyone'];
      const parts = [
        ...(added.length > 0 ? [`let ${listed(names(added), { worst })} connect to`] : []),
        ...(removed.length > 0 ? [`no longer let ${listed(names(removed), { worst })} connect to`] : []),
      ].join(' and ');
      return sentence`${parts.charAt(0).toUpperCase()}${parts.slice(1)} endpoint service ${ServiceId}`;
    },
    reversible: true,
    ...serviceUsers,
    example: {
      ServiceId: 'vpce-svc-0123456789abcdef0',
      AddAllowedPrincipals: ['arn:aws:iam::444455556666:root'],
    },
  }),
];

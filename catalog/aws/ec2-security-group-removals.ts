import type { EC2 } from '@aws-sdk/client-ec2';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { idOf, securityGroupId } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';
import { revokedEgress, revokedIngress } from './ec2-group-looks.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

const resource = 'arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}';
/** By their ids alone: rules that are described can be others by now. */
const values = {
  GroupId: securityGroupId,
  SecurityGroupRuleIds: distinct(idOf('sgr', 'a rule of a security group')).max(60),
};
const described = ['IpPermissions', 'IpProtocol', 'FromPort', 'ToPort', 'CidrIp'] as const;
const ofClassic = ['SourceSecurityGroupName', 'SourceSecurityGroupOwnerId'] as const;
const example = { GroupId: 'sg-0123456789abcdef0', SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] };

/** Who can no longer reach what is in a group, and what that can no longer reach. */
export const ec2SecurityGroupRemovalActions = [
  define({
    operation: 'RevokeSecurityGroupIngress',
    groups: ['network-exposure'],
    values,
    required: ['GroupId', 'SecurityGroupRuleIds'],
    without: [...described, ...ofClassic, 'GroupName'],
    resource,
    say: ({ GroupId = '', SecurityGroupRuleIds = [] }) =>
      sentence`Close security group ${GroupId} to whom ${listed(SecurityGroupRuleIds, { most: 10 })} let in`,
    reversible: true,
    ...revokedIngress,
    example,
  }),
  define({
    operation: 'RevokeSecurityGroupEgress',
    groups: ['network-exposure'],
    values,
    required: ['SecurityGroupRuleIds'],
    without: [...described, ...ofClassic],
    resource,
    say: ({ GroupId, SecurityGroupRuleIds = [] }) =>
      sentence`Let what is in security group ${GroupId} no longer reach whom ${listed(SecurityGroupRuleIds, { most: 10 })} named`,
    reversible: true,
    ...revokedEgress,
    example,
  }),
];

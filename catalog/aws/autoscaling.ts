import type { AutoScaling } from '@aws-sdk/client-auto-scaling';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { inTurn, sentence } from '../sentence.ts';
import { instanceProfileArn } from '../values/arn.ts';
import { imageId, securityGroupId } from '../values/aws-values.ts';
import { base64Text } from '../values/base64.ts';
import { distinct } from '../values/distinct.ts';
import { holds } from '../values/holds.ts';
import { atMostOne, exactlyOne, moreThan } from '../values/which-of.ts';
import { launchTemplateVersion, sayLaunchTemplate, sayMachine } from './ec2-launch-data.ts';
import { scalingGroup } from './running-looks.ts';

const define = operationsOf<AutoScaling>({ prefix: 'autoscaling' });

const group =
  'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}';
const versions = holds(
  z.object({
    MixedInstancesPolicy: z
      .object({
        LaunchTemplate: z.object({
          LaunchTemplateSpecification: launchTemplateVersion,
          Overrides: z
            .array(z.object({ LaunchTemplateSpecification: launchTemplateVersion.optional() }))
            .optional(),
        }),
      })
      .optional(),
  }),
  'Name each launch template by its id and the number of a version, and nothing else of it',
);

interface Source {
  LaunchTemplate?: { LaunchTemplateId?: string; Version?: string };
  LaunchConfigurationName?: string;
  MixedInstancesPolicy?: {
    LaunchTemplate?: {
      LaunchTemplateSpecification?: { LaunchTemplateId?: string; Version?: string };
      Overrides?: readonly object[];
    };
    InstancesDistribution?: object;
  };
}

/** "from launch template lt-… version 3" */
function saySource({ LaunchTemplate, LaunchConfigurationName, MixedInstancesPolicy: mixed }: Source): string {
  if (LaunchTemplate) return `from ${sayLaunchTemplate(LaunchTemplate)}`;
  if (LaunchConfigurationName) return `from launch configuration ${LaunchConfigurationName}`;
  if (!mixed) return '';
  const { LaunchTemplate: template = {}, ...rest } = mixed;
  const { LaunchTemplateSpecification: specification = {}, ...more } = template;
  return `from ${sayLaunchTemplate(specification)}${further({ ...more, ...rest })}`;
}

export const autoScalingActions = [
  define({
    operation: 'CreateAutoScalingGroup',
    groups: ['resource-creation', 'cost', 'persistence'],
    resource: group,
    values: { LaunchTemplate: launchTemplateVersion },
    // A machine to take all settings from, and calls to elsewhere: neither can be read here.
    without: ['InstanceId', 'LifecycleHookSpecificationList'],
    rules: [exactlyOne('LaunchTemplate', 'LaunchConfigurationName', 'MixedInstancesPolicy'), versions],
    say: (group) =>
      sentence`Keep ${group.MinSize} to ${group.MaxSize} machines running in group ${group.AutoScalingGroupName}, ${saySource(group)}`,
    // The role is the launch template's.
    passes: ['/ServiceLinkedRoleARN'],
    reversible: true,
    example: {
      AutoScalingGroupName: 'web',
      MinSize: 1,
      MaxSize: 4,
      LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '7' },
      VPCZoneIdentifier: 'subnet-0123456789abcdef0',
    },
  }),
  define({
    operation: 'UpdateAutoScalingGroup',
    groups: ['code-change', 'cost'],
    resource: group,
    values: { LaunchTemplate: launchTemplateVersion },
    rules: [
      versions,
      atMostOne('LaunchTemplate', 'LaunchConfigurationName', 'MixedInstancesPolicy'),
      moreThan('AutoScalingGroupName'),
    ],
    say: (group) => {
      const source = saySource(group);
      const { AutoScalingGroupName, MaxSize, DesiredCapacity } = group;
      const parts = [
        ...(source === '' ? [] : [`start new machines ${source}`]),
        ...(MaxSize === undefined ? [] : [MaxSize === 0 ? 'stop all its machines' : `run up to ${MaxSize}`]),
        ...(DesiredCapacity === undefined ? [] : [`run ${DesiredCapacity} now`]),
      ];
      return sentence`Change group ${AutoScalingGroupName}${parts.length > 0 ? ': ' : ''}${inTurn(parts, ', ')}`;
    },
    passes: ['/ServiceLinkedRoleARN'],
    reversible: true,
    look: scalingGroup,
    example: {
      AutoScalingGroupName: 'web',
      LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '8' },
    },
  }),
  define({
    operation: 'CreateLaunchConfiguration',
    groups: ['resource-creation', 'persistence'],
    resource:
      'arn:{partition}:autoscaling:{region}:{account}:launchConfiguration:*:launchConfigurationName/{LaunchConfigurationName}',
    values: {
      ImageId: imageId,
      IamInstanceProfile: instanceProfileArn,
      UserData: base64Text(22_000),
      SecurityGroups: distinct(securityGroupId).max(16),
    },
    required: ['ImageId'],
    // A machine to take all settings from, and the networks of before VPCs.
    without: ['InstanceId', 'ClassicLinkVPCId', 'ClassicLinkVPCSecurityGroups'],
    say: ({ LaunchConfigurationName, ...machine }, { account }) => {
      const { IamInstanceProfile, SecurityGroups, AssociatePublicIpAddress, ...rest } = machine;
      const data = {
        ...rest,
        ...(IamInstanceProfile !== undefined && { IamInstanceProfile: { Arn: IamInstanceProfile } }),
        SecurityGroupIds: SecurityGroups,
        NetworkInterfaces: AssociatePublicIpAddress ? [{ AssociatePublicIpAddress }] : [],
        AssociatePublicIpAddress: AssociatePublicIpAddress ? undefined : AssociatePublicIpAddress,
      };
      return sentence`Make launch configuration ${LaunchConfigurationName} for ${sayMachine(data, account)}`;
    },
    // The role is inside the instance profile, which names it for IAM.
    passes: ['/IamInstanceProfile'],
    reversible: true,
    example: {
      LaunchConfigurationName: 'web-7',
      ImageId: 'ami-0123456789abcdef0',
      InstanceType: 'm7g.large',
      IamInstanceProfile: 'arn:aws:iam::111122223333:instance-profile/web',
    },
  }),
];

import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { subnetId, tags, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne } from '../values/which-of.ts';
import {
  launchData,
  launchTemplateVersion,
  metadataOptions,
  sayLaunchData,
  sayLaunchTemplate,
} from './ec2-launch-data.ts';

const define = actionsOf({ prefix: 'ec2' });

/** The parameters that decide what a machine may do and who reaches it; the rest is better in a launch template. */
const runInstances = z
  .strictObject({
    ...launchData,
    MinCount: z.int().min(1).max(1_000),
    MaxCount: z.int().min(1).max(1_000),
    LaunchTemplate: launchTemplateVersion.optional(),
    SubnetId: subnetId.optional(),
    MetadataOptions: metadataOptions,
    DisableApiTermination: z.boolean().optional(),
    InstanceInitiatedShutdownBehavior: z.enum(['stop', 'terminate']).optional(),
    TagSpecifications: distinct(
      z.strictObject({ ResourceType: text(60), Tags: tags }),
      ({ ResourceType }) => ResourceType,
    )
      .max(10)
      .optional(),
    ClientToken: text(64).optional(),
  })
  .refine(...atLeastOne('ImageId', 'LaunchTemplate'))
  .refine(({ MinCount, MaxCount }) => MinCount <= MaxCount, {
    path: ['MinCount'],
    error: 'must not be more than MaxCount',
  })
  .refine(
    ({ NetworkInterfaces, SubnetId, SecurityGroupIds }) =>
      NetworkInterfaces === undefined || (SubnetId === undefined && SecurityGroupIds === undefined),
    'Beside NetworkInterfaces, SubnetId and SecurityGroupIds have no place: write them in the interfaces',
  );

export const runInstancesAction = define({
  operation: 'RunInstances',
  groups: ['resource-creation'],
  parameters: runInstances,
  resource: 'arn:{partition}:ec2:{region}:{account}:instance/*',
  say: (parameters, { account }) => {
    const { MinCount, MaxCount, InstanceType, ImageId, LaunchTemplate } = parameters;
    const { IamInstanceProfile, KeyName, SubnetId, SecurityGroupIds, NetworkInterfaces, UserData } =
      parameters;
    const template = LaunchTemplate && sayLaunchTemplate(LaunchTemplate);
    const source = [ImageId, template].filter(Boolean).join(' and ');
    const reached = { IamInstanceProfile, KeyName, SubnetId, SecurityGroupIds, NetworkInterfaces };
    const how = sayLaunchData(reached, account);
    const script = sayLaunchData({ UserData }, account);
    const count = MinCount === MaxCount ? MaxCount : `${MinCount} to ${MaxCount}`;
    return sentence`Start ${count} × ${InstanceType ?? 'the type'} from ${source}${how}${script}`;
  },
  // The role is inside the instance profile, which names it for IAM.
  passes: ['/IamInstanceProfile'],
  reversible: true,
  example: {
    parameters: {
      ImageId: 'ami-0123456789abcdef0',
      InstanceType: 'm7g.large',
      MinCount: 1,
      MaxCount: 2,
      SubnetId: 'subnet-0123456789abcdef0',
      IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/batch-worker' },
      UserData: 'IyEvYmluL2Jhc2gKZWNobyBoZWxsbwo=',
      MetadataOptions: { HttpTokens: 'required' },
    },
    resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/*',
  },
});

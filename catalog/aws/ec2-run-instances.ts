import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { instanceProfileArn, kmsKeyArn } from '../values/arn.ts';
import {
  imageId,
  launchTemplateId,
  matching,
  securityGroupId,
  snapshotId,
  subnetId,
  tags,
  text,
} from '../values/aws-values.ts';
import { base64Text, textIn } from '../values/base64.ts';
import { distinct } from '../values/distinct.ts';
import { pinnedVersion } from '../values/pinned.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const define = actionsOf({ prefix: 'ec2' });

const blockDevice = z.strictObject({
  DeviceName: text(32),
  Ebs: z
    .strictObject({
      DeleteOnTermination: z.boolean().optional(),
      Encrypted: z.boolean().optional(),
      Iops: z.int().positive().optional(),
      KmsKeyId: kmsKeyArn.optional(),
      SnapshotId: snapshotId.optional(),
      Throughput: z.int().positive().optional(),
      VolumeSize: z.int().positive().optional(),
      VolumeType: z.enum(['standard', 'io1', 'io2', 'gp2', 'sc1', 'st1', 'gp3']).optional(),
    })
    .optional(),
});

const securityGroups = distinct(securityGroupId).max(16).optional();

const networkInterface = z.strictObject({
  DeviceIndex: z.int().min(0),
  SubnetId: subnetId.optional(),
  Groups: securityGroups,
  AssociatePublicIpAddress: z.boolean().optional(),
  DeleteOnTermination: z.boolean().optional(),
});

/** The parameters that decide what a machine may do and who reaches it; the rest is better in a launch template. */
const runInstances = z
  .strictObject({
    ImageId: imageId.optional(),
    InstanceType: matching('[a-z0-9-]+\\.[a-z0-9-]+', 40).optional(),
    MinCount: z.int().min(1).max(1_000),
    MaxCount: z.int().min(1).max(1_000),
    LaunchTemplate: z.strictObject({ LaunchTemplateId: launchTemplateId, Version: pinnedVersion }).optional(),
    KeyName: text(255).optional(),
    SubnetId: subnetId.optional(),
    SecurityGroupIds: securityGroups,
    NetworkInterfaces: distinct(networkInterface, ({ DeviceIndex }) => DeviceIndex)
      .max(15)
      .optional(),
    IamInstanceProfile: z.strictObject({ Arn: instanceProfileArn }).optional(),
    UserData: base64Text(22_000).optional(),
    BlockDeviceMappings: distinct(blockDevice, ({ DeviceName }) => DeviceName)
      .max(40)
      .optional(),
    MetadataOptions: z
      .strictObject({
        HttpTokens: z.enum(['optional', 'required']).optional(),
        HttpPutResponseHopLimit: z.int().min(1).max(64).optional(),
        HttpEndpoint: z.enum(['disabled', 'enabled']).optional(),
      })
      .optional(),
    EbsOptimized: z.boolean().optional(),
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
    const { MinCount, MaxCount, InstanceType, ImageId, LaunchTemplate, NetworkInterfaces = [] } = parameters;
    const { IamInstanceProfile, KeyName, SubnetId, SecurityGroupIds, UserData } = parameters;
    const template =
      LaunchTemplate &&
      `launch template ${LaunchTemplate.LaunchTemplateId} version ${LaunchTemplate.Version}`;
    const source = [ImageId, template].filter(Boolean).join(' and ');
    const subnets = [SubnetId, ...NetworkInterfaces.map((each) => each.SubnetId)].filter(
      (id) => id !== undefined,
    );
    const groups = [SecurityGroupIds, ...NetworkInterfaces.map(({ Groups }) => Groups)].flatMap(
      (ids) => ids ?? [],
    );
    const isPublic = NetworkInterfaces.some(({ AssociatePublicIpAddress }) => AssociatePublicIpAddress);
    const how = [
      IamInstanceProfile ? ` as ${namedIn(IamInstanceProfile.Arn, account)}` : '',
      isPublic ? ', with a public address' : '',
      NetworkInterfaces.length > 1 ? `, with ${NetworkInterfaces.length} network interfaces` : '',
      KeyName === undefined ? '' : `, opened by key pair ${KeyName}`,
      subnets.length > 0 ? `, in ${listed(subnets)}` : '',
      groups.length > 0 ? `, in security group ${listed(groups)}` : '',
    ].join('');
    const script =
      UserData === undefined ? '' : `, running as root: ${beginningOf(textIn(UserData) ?? UserData, 160)}`;
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

import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { arnOf, base64, keyRef, matching, securityGroupId, tags, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'ec2' });

const subnetId = matching('subnet-[0-9a-f]{8,17}', 24, 'must be a subnet id');

const blockDevice = z.strictObject({
  DeviceName: text(32),
  Ebs: z
    .strictObject({
      DeleteOnTermination: z.boolean().optional(),
      Encrypted: z.boolean().optional(),
      Iops: z.int().positive().optional(),
      KmsKeyId: keyRef.optional(),
      SnapshotId: text(22).optional(),
      Throughput: z.int().positive().optional(),
      VolumeSize: z.int().positive().optional(),
      VolumeType: z.enum(['standard', 'io1', 'io2', 'gp2', 'sc1', 'st1', 'gp3']).optional(),
    })
    .optional(),
});

const networkInterface = z.strictObject({
  DeviceIndex: z.int().min(0),
  SubnetId: subnetId.optional(),
  Groups: z.array(securityGroupId).max(16).optional(),
  AssociatePublicIpAddress: z.boolean().optional(),
  DeleteOnTermination: z.boolean().optional(),
});

/** The parameters that decide what a machine may do and who reaches it; the rest is better in a launch template. */
const runInstances = z.strictObject({
  ImageId: matching('ami-[0-9a-f]{8,17}', 21, 'must be an image id').optional(),
  InstanceType: matching('[a-z0-9-]+\\.[a-z0-9-]+', 40).optional(),
  MinCount: z.int().min(1).max(1_000),
  MaxCount: z.int().min(1).max(1_000),
  LaunchTemplate: z
    .strictObject({
      LaunchTemplateId: matching('lt-[0-9a-f]{8,17}', 20).optional(),
      LaunchTemplateName: text(128).optional(),
      // `$Latest` could be another template by the time that people have approved.
      Version: matching('[1-9][0-9]*', 10, 'must be a version number'),
    })
    .optional(),
  KeyName: text(255).optional(),
  SubnetId: subnetId.optional(),
  SecurityGroupIds: z.array(securityGroupId).max(16).optional(),
  NetworkInterfaces: z.array(networkInterface).max(15).optional(),
  IamInstanceProfile: z
    .strictObject({ Arn: arnOf('iam', 'instance-profile/.+').optional(), Name: text(128).optional() })
    .optional(),
  UserData: base64(22_000).optional(),
  BlockDeviceMappings: z.array(blockDevice).max(40).optional(),
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
  TagSpecifications: z
    .array(z.strictObject({ ResourceType: text(60), Tags: tags }))
    .max(10)
    .optional(),
  ClientToken: text(64).optional(),
});

export const runInstancesAction = define({
  operation: 'RunInstances',
  groups: ['resource-creation'],
  parameters: runInstances,
  resource: 'arn:{partition}:ec2:{region}:{account}:instance/*',
  say: ({ MaxCount, InstanceType, ImageId, LaunchTemplate, IamInstanceProfile }) => {
    const template = LaunchTemplate?.LaunchTemplateName ?? LaunchTemplate?.LaunchTemplateId;
    const source = ImageId ?? (template ? `launch template ${template}` : 'no image');
    const profile = IamInstanceProfile?.Name ?? IamInstanceProfile?.Arn;
    return sentence`Start ${MaxCount} × ${InstanceType ?? 'the type'} from ${source}${profile ? ` as ${profile}` : ''}`;
  },
  // The role is inside the instance profile, which names it for IAM.
  passes: ['/IamInstanceProfile'],
  secrets: ['/UserData'],
  reversible: true,
  example: {
    parameters: {
      ImageId: 'ami-0123456789abcdef0',
      InstanceType: 'm7g.large',
      MinCount: 1,
      MaxCount: 2,
      SubnetId: 'subnet-0123456789abcdef0',
      IamInstanceProfile: { Name: 'batch-worker' },
      UserData: 'IyEvYmluL2Jhc2gKZWNobyBoZWxsbwo=',
      MetadataOptions: { HttpTokens: 'required' },
    },
    resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/*',
  },
});

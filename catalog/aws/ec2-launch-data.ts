import { z } from 'zod';
import { further } from '../further.ts';
import { beginningOf, inTurn, namedIn } from '../sentence.ts';
import { instanceProfileArn, kmsKeyArn } from '../values/arn.ts';
import {
  imageId,
  launchTemplateId,
  matching,
  securityGroupId,
  snapshotId,
  subnetId,
  text,
} from '../values/aws-values.ts';
import { base64Text, textIn } from '../values/base64.ts';
import { distinct } from '../values/distinct.ts';
import { pinnedVersion } from '../values/pinned.ts';
import { listed } from '../values/widest-first.ts';

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

/** What decides what a machine may do and who reaches it, wherever machines are started. */
export const launchData = {
  ImageId: imageId.optional(),
  InstanceType: matching('[a-z0-9-]+\\.[a-z0-9-]+', 40).optional(),
  KeyName: text(255).optional(),
  SecurityGroupIds: securityGroups,
  NetworkInterfaces: distinct(networkInterface, ({ DeviceIndex }) => DeviceIndex)
    .max(15)
    .optional(),
  IamInstanceProfile: z.strictObject({ Arn: instanceProfileArn }).optional(),
  UserData: base64Text(22_000).optional(),
  BlockDeviceMappings: distinct(blockDevice, ({ DeviceName }) => DeviceName)
    .max(40)
    .optional(),
  EbsOptimized: z.boolean().optional(),
};
export const metadataOptions = z
  .strictObject({
    HttpTokens: z.enum(['optional', 'required']).optional(),
    HttpPutResponseHopLimit: z.int().min(1).max(64).optional(),
    HttpEndpoint: z.enum(['disabled', 'enabled']).optional(),
  })
  .refine(
    (options) => Object.keys(options).length > 0,
    'must name an option: leave it out where none is meant',
  )
  .optional();

/** By its number: `$Latest` and `$Default` could be another one by the time that people have approved. */
export const launchTemplateVersion = z.strictObject({
  LaunchTemplateId: launchTemplateId,
  Version: pinnedVersion,
});

export const sayLaunchTemplate = (template: { LaunchTemplateId?: string; Version?: string }): string =>
  `launch template ${template.LaunchTemplateId} version ${template.Version}`;

/** Of `launchData`, and of the SDK's shapes that hold as much. */
export interface LaunchData {
  IamInstanceProfile?: { Arn?: string | undefined } | undefined;
  KeyName?: string | undefined;
  SubnetId?: string | undefined;
  SecurityGroupIds?: readonly string[] | undefined;
  NetworkInterfaces?:
    | readonly {
        SubnetId?: string | undefined;
        Groups?: readonly string[] | undefined;
        AssociatePublicIpAddress?: boolean | undefined;
      }[]
    | undefined;
  UserData?: string | undefined;
}

/** " as batch-worker, with a public address, in subnet-…, in security group sg-…, running as root: …" */
export function sayLaunchData(data: LaunchData, ownAccount: string): string {
  const { IamInstanceProfile, KeyName, SubnetId, SecurityGroupIds, NetworkInterfaces = [], UserData } = data;
  const subnets = [SubnetId, ...NetworkInterfaces.map((each) => each.SubnetId)].filter(
    (id) => id !== undefined,
  );
  const groups = [SecurityGroupIds, ...NetworkInterfaces.map(({ Groups }) => Groups)].flatMap(
    (ids) => ids ?? [],
  );
  const isPublic = NetworkInterfaces.some(({ AssociatePublicIpAddress }) => AssociatePublicIpAddress);
  return inTurn(
    [
      IamInstanceProfile?.Arn ? ` as ${namedIn(IamInstanceProfile.Arn, ownAccount)}` : '',
      isPublic ? ', with a public address' : '',
      NetworkInterfaces.length > 1 ? `, with ${NetworkInterfaces.length} network interfaces` : '',
      KeyName === undefined ? '' : `, opened by key pair ${KeyName}`,
      subnets.length > 0 ? `, in ${listed(subnets)}` : '',
      groups.length > 0 ? `, in security group ${listed(groups)}` : '',
      UserData === undefined ? '' : `, running as root: ${beginningOf(textIn(UserData) ?? UserData, 160)}`,
    ],
    '',
  );
}

interface Machine extends LaunchData {
  ImageId?: string | undefined;
  InstanceType?: string | undefined;
}

/** All of one machine's settings: "m7g.large from ami-… as …". What has no words of its own stands before the script. */
export function sayMachine(machine: Machine, ownAccount: string): string {
  const { ImageId, InstanceType, IamInstanceProfile, KeyName, SubnetId, SecurityGroupIds, ...others } =
    machine;
  const { NetworkInterfaces, UserData, ...rest } = others;
  const reached = { IamInstanceProfile, KeyName, SubnetId, SecurityGroupIds, NetworkInterfaces };
  const what = `${InstanceType ?? 'machines'}${ImageId === undefined ? '' : ` from ${ImageId}`}`;
  return `${what}${sayLaunchData(reached, ownAccount)}${further(rest)}${sayLaunchData({ UserData }, ownAccount)}`;
}

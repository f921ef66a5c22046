import type { EBS } from '@aws-sdk/client-ebs';
import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, sentence } from '../sentence.ts';
import { idOf, instanceId, snapshotId } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { ebsEncryption, snapshotBlock } from './ec2-sharing-looks.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });
const defineEbs = operationsOf<EBS>({ prefix: 'ebs' });

const volumeId = idOf('vol', 'a volume');
/** EC2 leaves the account out of the ARNs of snapshots. */
const snapshot = 'arn:{partition}:ec2:{region}::snapshot/{SnapshotId}';
const wholeAccount = 'arn:{partition}:ec2:{region}:{account}:*';

export const ec2SnapshotActions = [
  define({
    operation: 'CreateSnapshot',
    groups: ['data-export', 'resource-creation'],
    resource: 'arn:{partition}:ec2:{region}:{account}:volume/{VolumeId}',
    values: { VolumeId: volumeId },
    say: ({ VolumeId }) => sentence`Copy what is on volume ${VolumeId} into a snapshot`,
    reversible: true,
    example: { VolumeId: 'vol-0123456789abcdef0' },
  }),
  define({
    operation: 'CreateSnapshots',
    groups: ['data-export', 'resource-creation'],
    resource: 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
    names: ({ InstanceSpecification: { InstanceId } }) => ({ InstanceId }),
    values: {
      InstanceSpecification: z.strictObject({
        InstanceId: instanceId,
        ExcludeBootVolume: z.boolean().optional(),
        ExcludeDataVolumeIds: distinct(volumeId).max(127).optional(),
      }),
    },
    say: ({ InstanceSpecification: { InstanceId, ...but } }) =>
      sentence`Copy what is on the volumes of instance ${InstanceId} into snapshots${further(but)}`,
    reversible: true,
    example: { InstanceSpecification: { InstanceId: 'i-0123456789abcdef0' } },
  }),
  define({
    operation: 'CopySnapshot',
    groups: ['data-export', 'resource-creation'],
    resource: 'arn:{partition}:ec2:{region}::snapshot/{SourceSnapshotId}',
    values: { SourceSnapshotId: snapshotId },
    // The SDK makes the address itself.
    without: ['PresignedUrl'],
    say: ({ SourceSnapshotId, SourceRegion, Encrypted, KmsKeyId }, { account }) => {
      const key = KmsKeyId === undefined ? '' : `, encrypted with key ${namedIn(KmsKeyId, account)}`;
      const plain = Encrypted === undefined ? '' : ` (Encrypted ${Encrypted})`;
      return sentence`Copy snapshot ${SourceSnapshotId} of ${SourceRegion} to here${key}${plain}`;
    },
    reversible: true,
    example: { SourceSnapshotId: 'snap-0123456789abcdef0', SourceRegion: 'eu-west-1' },
  }),
  define({
    operation: 'DeleteSnapshot',
    groups: ['destruction'],
    resource: snapshot,
    values: { SnapshotId: snapshotId },
    say: ({ SnapshotId }) => sentence`Delete snapshot ${SnapshotId}`,
    reversible: false,
    example: { SnapshotId: 'snap-0123456789abcdef0' },
  }),
  define({
    operation: 'DeleteVolume',
    groups: ['destruction'],
    resource: 'arn:{partition}:ec2:{region}:{account}:volume/{VolumeId}',
    values: { VolumeId: volumeId },
    say: ({ VolumeId }) => sentence`Delete volume ${VolumeId} and what is on it`,
    reversible: false,
    example: { VolumeId: 'vol-0123456789abcdef0' },
  }),
  define({
    operation: 'DisableSnapshotBlockPublicAccess',
    groups: ['data-export'],
    resource: wholeAccount,
    say: () => 'Let snapshots of the account in this region be shared with everyone',
    reversible: true,
    look: snapshotBlock,
    example: {},
  }),
  define({
    operation: 'DisableEbsEncryptionByDefault',
    groups: ['data-export'],
    resource: wholeAccount,
    say: () => 'No longer encrypt new volumes and copies of snapshots in this region by themselves',
    reversible: true,
    look: ebsEncryption,
    example: {},
  }),
  defineEbs({
    operation: 'GetSnapshotBlock',
    groups: ['data-export'],
    resource: snapshot,
    values: { SnapshotId: snapshotId },
    say: ({ SnapshotId, BlockIndex }) => sentence`Read block ${BlockIndex} of snapshot ${SnapshotId}`,
    reversible: false,
    example: {
      SnapshotId: 'snap-0123456789abcdef0',
      BlockIndex: 0,
      BlockToken: 'AAUBAcuWqOCnDNuKle11s7IIX6jp6FYcC',
    },
  }),
];

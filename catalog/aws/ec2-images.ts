import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { bucket, idOf, imageId, instanceId, text } from '../values/aws-values.ts';
import { shortName } from '../values/short-name.ts';
import { sayChanges, sharingChanges } from './ec2-sharing.ts';
import { imageBlock, sharedFpgaImage } from './ec2-sharing-looks.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

/** EC2 leaves the account out of the ARNs of images. */
const image = 'arn:{partition}:ec2:{region}::image/{ImageId}';

export const ec2ImageActions = [
  define({
    operation: 'CreateImage',
    groups: ['data-export', 'resource-creation'],
    resource: 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
    values: { InstanceId: instanceId },
    say: ({ InstanceId, Name, NoReboot }) =>
      sentence`Copy instance ${InstanceId} with what is on its volumes into image ${Name}, ${NoReboot === true ? 'while it runs' : 'stopping it meanwhile'}`,
    reversible: true,
    example: { InstanceId: 'i-0123456789abcdef0', Name: 'web-2026-01-31', NoReboot: true },
  }),
  define({
    operation: 'CopyImage',
    groups: ['data-export', 'resource-creation'],
    resource: 'arn:{partition}:ec2:{region}::image/{SourceImageId}',
    values: { SourceImageId: imageId },
    say: ({ SourceImageId, SourceRegion, Name, KmsKeyId }, { account }) =>
      sentence`Copy image ${SourceImageId} of ${SourceRegion} to here as ${Name}${KmsKeyId === undefined ? '' : `, encrypted with key ${namedIn(KmsKeyId, account)}`}`,
    reversible: true,
    example: { SourceImageId: 'ami-0123456789abcdef0', SourceRegion: 'eu-west-1', Name: 'web' },
  }),
  define({
    operation: 'CreateStoreImageTask',
    groups: ['data-export'],
    resource: image,
    values: { ImageId: imageId, Bucket: bucket },
    say: ({ ImageId, Bucket }) => sentence`Write image ${ImageId} with all its data into bucket ${Bucket}`,
    reversible: false,
    example: { ImageId: 'ami-0123456789abcdef0', Bucket: 'image-archive' },
  }),
  define({
    operation: 'ExportImage',
    groups: ['data-export'],
    resource: image,
    values: {
      ImageId: imageId,
      S3ExportLocation: z.strictObject({ S3Bucket: bucket, S3Prefix: text(1_024).optional() }),
      RoleName: shortName('iam', 'role/', '[\\w+=,.@-]{1,64}', 'vmimport'),
    },
    say: ({ ImageId, S3ExportLocation: { S3Bucket, S3Prefix = '' }, RoleName }) =>
      sentence`Export image ${ImageId} with all its data to s3://${S3Bucket}/${S3Prefix} as role ${RoleName ?? 'vmimport'}`,
    passes: ['/RoleName'],
    reversible: false,
    example: {
      ImageId: 'ami-0123456789abcdef0',
      DiskImageFormat: 'VMDK',
      S3ExportLocation: { S3Bucket: 'image-archive', S3Prefix: 'web/' },
      RoleName: 'image-export',
    },
  }),
  define({
    operation: 'CreateInstanceExportTask',
    groups: ['data-export'],
    resource: 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
    values: {
      InstanceId: instanceId,
      ExportToS3Task: z.strictObject({
        S3Bucket: bucket,
        S3Prefix: text(1_024).optional(),
        DiskImageFormat: z.enum(['VMDK', 'RAW', 'VHD']),
        ContainerFormat: z.literal('ova').optional(),
      }),
    },
    say: ({ InstanceId, ExportToS3Task }) => {
      const { S3Bucket, S3Prefix = '', DiskImageFormat, ContainerFormat } = ExportToS3Task;
      return sentence`Export instance ${InstanceId} with all its data to s3://${S3Bucket ?? ''}/${S3Prefix} as ${DiskImageFormat ?? ''}${ContainerFormat === undefined ? '' : ` in ${ContainerFormat}`}`;
    },
    reversible: false,
    example: {
      InstanceId: 'i-0123456789abcdef0',
      TargetEnvironment: 'vmware',
      ExportToS3Task: { S3Bucket: 'image-archive', DiskImageFormat: 'VMDK' },
    },
  }),
  define({
    operation: 'DeregisterImage',
    groups: ['destruction'],
    resource: image,
    values: { ImageId: imageId },
    say: ({ ImageId, DeleteAssociatedSnapshots: snapshots }) =>
      sentence`Delete image ${ImageId}${snapshots === true ? ' and its snapshots' : ''}${snapshots === false ? ', keeping its snapshots' : ''}`,
    reversible: false,
    example: { ImageId: 'ami-0123456789abcdef0' },
  }),
  define({
    operation: 'DisableImageBlockPublicAccess',
    groups: ['data-export'],
    resource: 'arn:{partition}:ec2:{region}:{account}:*',
    say: () => 'Let images of the account in this region be shared with everyone',
    reversible: true,
    look: imageBlock,
    example: {},
  }),
  define({
    operation: 'ModifyFpgaImageAttribute',
    groups: ['data-export'],
    resource: 'arn:{partition}:ec2:{region}:{account}:fpga-image/{FpgaImageId}',
    values: {
      FpgaImageId: idOf('afi', 'an FPGA image'),
      LoadPermission: sharingChanges({ UserId: accountId.optional(), Group: z.literal('all').optional() }),
    },
    required: ['LoadPermission'],
    // The older form of the same, and what is no sharing.
    without: ['Attribute', 'OperationType', 'UserIds', 'UserGroups', 'ProductCodes', 'Name', 'Description'],
    say: ({ FpgaImageId, LoadPermission = {} }, { account }) =>
      sayChanges(`FPGA image ${FpgaImageId}`, LoadPermission, account),
    reversible: false,
    ...sharedFpgaImage,
    example: { FpgaImageId: 'afi-0123456789abcdef0', LoadPermission: { Add: [{ UserId: '444455556666' }] } },
  }),
];

import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { listed, sentence } from '../sentence.ts';
import { account, arnOf, matching } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'ec2' });

const snapshotUser = z.strictObject({ UserId: account.optional(), Group: z.literal('all').optional() });
const imageUser = z.strictObject({
  ...snapshotUser.shape,
  OrganizationArn: arnOf('organizations', 'organization/.+').optional(),
  OrganizationalUnitArn: arnOf('organizations', 'ou/.+').optional(),
});
const changes = <Shape extends z.ZodType>(element: Shape) =>
  z.strictObject({ Add: z.array(element).max(50).optional(), Remove: z.array(element).max(50).optional() });

const formatUsers = (users: readonly Record<string, string | undefined>[]): string =>
  listed(users.flatMap((user) => Object.values(user).filter((value) => value !== undefined)));

function formatChanges(
  what: string,
  {
    Add = [],
    Remove = [],
  }: { Add?: z.infer<typeof imageUser>[] | undefined; Remove?: z.infer<typeof imageUser>[] | undefined },
): string {
  const added = Add.length > 0 ? `Share ${what} with ${formatUsers(Add)}` : undefined;
  const removed = Remove.length > 0 ? `stop sharing ${what} with ${formatUsers(Remove)}` : undefined;
  return sentence`${[added, removed].filter(Boolean).join(' and ') || `Share ${what} with nobody new`}`;
}

/** EC2 leaves the account out of the ARNs of snapshots and images. */
export const ec2SharingActions = [
  define({
    operation: 'ModifySnapshotAttribute',
    groups: ['data-export'],
    parameters: z.strictObject({
      SnapshotId: matching('snap-[0-9a-f]{8,17}', 22, 'must be a snapshot id'),
      Attribute: z.literal('createVolumePermission').optional(),
      CreateVolumePermission: changes(snapshotUser),
    }),
    resource: 'arn:{partition}:ec2:{region}::snapshot/{SnapshotId}',
    say: ({ SnapshotId, CreateVolumePermission }) =>
      formatChanges(`snapshot ${SnapshotId}`, CreateVolumePermission),
    reversible: false,
    example: {
      parameters: {
        SnapshotId: 'snap-0123456789abcdef0',
        CreateVolumePermission: { Add: [{ UserId: '444455556666' }] },
      },
      resource: 'arn:aws:ec2:eu-central-1::snapshot/snap-0123456789abcdef0',
    },
  }),
  define({
    operation: 'ModifyImageAttribute',
    groups: ['data-export'],
    parameters: z.strictObject({
      ImageId: matching('ami-[0-9a-f]{8,17}', 21, 'must be an image id'),
      Attribute: z.literal('launchPermission').optional(),
      LaunchPermission: changes(imageUser),
    }),
    resource: 'arn:{partition}:ec2:{region}::image/{ImageId}',
    say: ({ ImageId, LaunchPermission }) => formatChanges(`image ${ImageId}`, LaunchPermission),
    reversible: false,
    example: {
      parameters: { ImageId: 'ami-0123456789abcdef0', LaunchPermission: { Add: [{ Group: 'all' }] } },
      resource: 'arn:aws:ec2:eu-central-1::image/ami-0123456789abcdef0',
    },
  }),
];

import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { organizationArn, organizationalUnitArn } from '../values/arn.ts';
import { imageId, snapshotId } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { sharedImage, sharedSnapshot } from './ec2-sharing-looks.ts';

const define = actionsOf({ prefix: 'ec2' });

const snapshotUsers = { UserId: accountId.optional(), Group: z.literal('all').optional() };
const imageUsers = {
  ...snapshotUsers,
  OrganizationArn: organizationArn.optional(),
  OrganizationalUnitArn: organizationalUnitArn.optional(),
};
type User = Readonly<Record<string, string | undefined>>;
interface Changes {
  Add?: readonly User[] | undefined;
  Remove?: readonly User[] | undefined;
}

const namesOf = (users: readonly User[] = []): string[] =>
  users.flatMap((user) => Object.values(user).filter((value) => value !== undefined));

export const sharingChanges = <Shape extends z.ZodRawShape>(users: Shape) => {
  const user = z.strictObject(users).refine(...exactlyOne(...Object.keys(users)));
  const list = distinct(user).max(50).optional();
  return z
    .strictObject({ Add: list, Remove: list })
    .refine(...atLeastOne('Add', 'Remove'))
    .refine((given) => {
      const { Add, Remove } = given as Changes;
      return !namesOf(Add).some((name) => namesOf(Remove).includes(name));
    }, 'adds and removes the same');
};

export function sayChanges(what: string, { Add, Remove }: Changes, ownAccount: string): string {
  const [added, removed] = [namesOf(Add), namesOf(Remove)];
  const parts = [
    ...(added.length > 0 ? [`share ${what} with ${listed(added, { ownAccount })}`] : []),
    ...(removed.length > 0 ? [`stop sharing ${what} with ${listed(removed, { ownAccount })}`] : []),
  ];
  const said = parts.join(' and ');
  return sentence`${said.charAt(0).toUpperCase()}${said.slice(1)}`;
}

/** EC2 leaves the account out of the ARNs of snapshots and images. */
export const ec2SharingActions = [
  define({
    operation: 'ModifySnapshotAttribute',
    groups: ['data-export'],
    parameters: z.strictObject({
      SnapshotId: snapshotId,
      Attribute: z.literal('createVolumePermission'),
      CreateVolumePermission: sharingChanges(snapshotUsers),
    }),
    resource: 'arn:{partition}:ec2:{region}::snapshot/{SnapshotId}',
    say: ({ SnapshotId, CreateVolumePermission }, { account }) =>
      sayChanges(`snapshot ${SnapshotId}`, CreateVolumePermission, account),
    reversible: false,
    ...sharedSnapshot,
    example: {
      parameters: {
        SnapshotId: 'snap-0123456789abcdef0',
        Attribute: 'createVolumePermission',
        CreateVolumePermission: { Add: [{ UserId: '444455556666' }] },
      },
      resource: 'arn:aws:ec2:eu-central-1::snapshot/snap-0123456789abcdef0',
    },
  }),
  define({
    operation: 'ModifyImageAttribute',
    groups: ['data-export'],
    parameters: z.strictObject({
      ImageId: imageId,
      Attribute: z.literal('launchPermission'),
      LaunchPermission: sharingChanges(imageUsers),
    }),
    resource: 'arn:{partition}:ec2:{region}::image/{ImageId}',
    say: ({ ImageId, LaunchPermission }, { account }) =>
      sayChanges(`image ${ImageId}`, LaunchPermission, account),
    reversible: false,
    ...sharedImage,
    example: {
      parameters: {
        ImageId: 'ami-0123456789abcdef0',
        Attribute: 'launchPermission',
        LaunchPermission: { Add: [{ Group: 'all' }] },
      },
      resource: 'arn:aws:ec2:eu-central-1::image/ami-0123456789abcdef0',
    },
  }),
];

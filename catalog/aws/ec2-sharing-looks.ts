import type { EC2 } from '@aws-sdk/client-ec2';
import { compareText } from '../../core/lib/compare-text.ts';
import { looksOf } from '../look.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<EC2>({ prefix: 'ec2' });

interface With {
  UserId?: string | undefined;
  Group?: string | undefined;
  OrganizationArn?: string | undefined;
  OrganizationalUnitArn?: string | undefined;
}
interface Changes {
  Add?: With[] | undefined;
  Remove?: With[] | undefined;
}

const nameOf = ({ UserId, Group, OrganizationArn, OrganizationalUnitArn }: With): string =>
  UserId ?? Group ?? OrganizationArn ?? OrganizationalUnitArn ?? '';
const names = (shared: readonly With[] = []): string[] => shared.map(nameOf).toSorted(compareText);

/** Whom it added it takes away and whom it took away it adds: those of which that is not so already. */
function back({ Add = [], Remove = [] }: Changes, before: readonly string[] = []) {
  const added = Add.filter((one) => !before.includes(nameOf(one)));
  const removed = Remove.filter((one) => before.includes(nameOf(one)));
  if (added.length === 0 && removed.length === 0) return undefined;
  return { ...(removed.length > 0 && { Add: removed }), ...(added.length > 0 && { Remove: added }) };
}
const remains = 'whoever copied it meanwhile keeps the copy';

const snapshot = look({
  operation: 'DescribeSnapshotAttribute',
  input: ({ SnapshotId }: { SnapshotId: string; CreateVolumePermission: Changes }) => ({
    SnapshotId,
    Attribute: 'createVolumePermission' as const,
  }),
  keep: ({ CreateVolumePermissions }) => ({ SharedWith: names(CreateVolumePermissions) }),
});
export const sharedSnapshot = {
  look: snapshot,
  undo: undoFrom(snapshot, ['ec2:ModifySnapshotAttribute'], ({ parameters, before: { SharedWith } }) => {
    const { SnapshotId } = parameters;
    const CreateVolumePermission = back(parameters.CreateVolumePermission, SharedWith);
    return (
      CreateVolumePermission && {
        action: 'ec2:ModifySnapshotAttribute',
        parameters: { SnapshotId, Attribute: 'createVolumePermission', CreateVolumePermission },
        remains,
      }
    );
  }),
};

const image = look({
  operation: 'DescribeImageAttribute',
  input: ({ ImageId }: { ImageId: string; LaunchPermission: Changes }) => ({
    ImageId,
    Attribute: 'launchPermission' as const,
  }),
  keep: ({ LaunchPermissions }) => ({ SharedWith: names(LaunchPermissions) }),
});
export const sharedImage = {
  look: image,
  undo: undoFrom(image, ['ec2:ModifyImageAttribute'], ({ parameters, before: { SharedWith } }) => {
    const { ImageId } = parameters;
    const LaunchPermission = back(parameters.LaunchPermission, SharedWith);
    return (
      LaunchPermission && {
        action: 'ec2:ModifyImageAttribute',
        parameters: { ImageId, Attribute: 'launchPermission', LaunchPermission },
        remains,
      }
    );
  }),
};

const fpgaImage = look({
  operation: 'DescribeFpgaImageAttribute',
  input: ({ FpgaImageId }: { FpgaImageId: string; LoadPermission?: Changes | undefined }) => ({
    FpgaImageId,
    Attribute: 'loadPermission' as const,
  }),
  keep: ({ FpgaImageAttribute }) => ({ SharedWith: names(FpgaImageAttribute?.LoadPermissions) }),
});
export const sharedFpgaImage = {
  look: fpgaImage,
  undo: undoFrom(fpgaImage, ['ec2:ModifyFpgaImageAttribute'], ({ parameters, before: { SharedWith } }) => {
    const { FpgaImageId } = parameters;
    const LoadPermission = back(parameters.LoadPermission ?? {}, SharedWith);
    return (
      LoadPermission && {
        action: 'ec2:ModifyFpgaImageAttribute',
        parameters: { FpgaImageId, LoadPermission },
        remains,
      }
    );
  }),
};

/** What keeps anything of the account from being shared with everyone. */
export const snapshotBlock = look({
  operation: 'GetSnapshotBlockPublicAccessState',
  input: (_: object) => ({}),
  keep: ({ State }) => ({ State }),
});
export const imageBlock = look({
  operation: 'GetImageBlockPublicAccessState',
  input: (_: object) => ({}),
  keep: ({ ImageBlockPublicAccessState }) => ({ ImageBlockPublicAccessState }),
});
export const ebsEncryption = look({
  operation: 'GetEbsEncryptionByDefault',
  input: (_: object) => ({}),
  keep: ({ EbsEncryptionByDefault }) => ({ EbsEncryptionByDefault }),
});
export const serialConsole = look({
  operation: 'GetSerialConsoleAccessStatus',
  input: (_: object) => ({}),
  keep: ({ SerialConsoleAccessEnabled }) => ({ SerialConsoleAccessEnabled }),
});

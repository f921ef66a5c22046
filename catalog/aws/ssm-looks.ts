import type { SSM } from '@aws-sdk/client-ssm';
import { compareText } from '../../core/lib/compare-text.ts';
import { looksOf } from '../look.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<SSM>({ prefix: 'ssm' });

const setting = look({
  operation: 'GetServiceSetting',
  input: ({ SettingId }: { SettingId: string }) => ({ SettingId }),
  keep: ({ ServiceSetting }) => ({ SettingValue: ServiceSetting?.SettingValue }),
});
export const serviceSetting = {
  look: setting,
  undo: undoFrom(
    setting,
    ['ssm:UpdateServiceSetting'],
    ({ parameters: { SettingId }, before: { SettingValue } }) => ({
      action: 'ssm:UpdateServiceSetting',
      parameters: { SettingId, SettingValue },
    }),
  ),
};

interface OfDocument {
  Name: string;
}
const versions = look({
  operation: 'DescribeDocument',
  input: ({ Name }: OfDocument) => ({ Name }),
  keep: ({ Document }) => ({
    DefaultVersion: Document?.DefaultVersion,
    LatestVersion: Document?.LatestVersion,
  }),
});
/** A version never changes, and a new one is used when it is made the default. */
export const documentVersions = versions;
export const defaultOfDocument = {
  look: versions,
  undo: undoFrom(
    versions,
    ['ssm:UpdateDocumentDefaultVersion'],
    ({ parameters: { Name }, before: { DefaultVersion: DocumentVersion } }) => ({
      action: 'ssm:UpdateDocumentDefaultVersion',
      parameters: { Name, DocumentVersion },
    }),
  ),
};

interface SharedDocument extends OfDocument {
  AccountIdsToAdd?: string[];
  AccountIdsToRemove?: string[];
}
const sharing = look({
  operation: 'DescribeDocumentPermission',
  input: ({ Name }: SharedDocument) => ({ Name, PermissionType: 'Share' as const, MaxResults: 200 }),
  keep: ({ AccountIds = [] }) => ({ SharedWith: AccountIds.toSorted(compareText) }),
});
export const sharedDocument = {
  look: sharing,
  undo: undoFrom(sharing, ['ssm:ModifyDocumentPermission'], ({ parameters, before: { SharedWith = [] } }) => {
    const { Name, AccountIdsToAdd = [], AccountIdsToRemove = [] } = parameters;
    const added = AccountIdsToAdd.filter((one) => !SharedWith.includes(one));
    const removed = AccountIdsToRemove.filter((one) => SharedWith.includes(one));
    if (added.length === 0 && removed.length === 0) return undefined;
    return {
      action: 'ssm:ModifyDocumentPermission',
      parameters: {
        Name,
        PermissionType: 'Share',
        ...(removed.length > 0 && { AccountIdsToAdd: removed }),
        ...(added.length > 0 && { AccountIdsToRemove: added }),
      },
      remains: 'whoever copied it meanwhile keeps the copy',
    };
  }),
};

/** Never its value. */
export const parameterVersion = look({
  operation: 'DescribeParameters',
  input: ({ Name }: { Name: string }) => ({
    ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [Name] }],
  }),
  keep: ({ Parameters = [] }) => ({
    Version: Parameters[0]?.Version,
    Type: Parameters[0]?.Type,
    KeyId: Parameters[0]?.KeyId,
  }),
});

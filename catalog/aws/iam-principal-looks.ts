import type { IAM } from '@aws-sdk/client-iam';
import { looksOf } from '../look.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<IAM>({ prefix: 'iam' });

const none = ['NoSuchEntityException'];
/** As many as IAM gives on one page: more than there can be of what is listed here. */
const MaxItems = 1_000;

interface OfRole {
  RoleName: string;
}
interface OfUser {
  UserName: string;
}

const trust = look({
  operation: 'GetRole',
  input: ({ RoleName }: OfRole) => ({ RoleName }),
  // IAM writes documents percent-encoded.
  keep: ({ Role: { AssumeRolePolicyDocument } }) => ({
    PolicyDocument: AssumeRolePolicyDocument && decodeURIComponent(AssumeRolePolicyDocument),
  }),
  none,
});
/** Who may assume a role. */
export const trustPolicy = {
  look: trust,
  undo: undoFrom(
    trust,
    ['iam:UpdateAssumeRolePolicy'],
    ({ parameters: { RoleName }, before: { PolicyDocument } }) =>
      PolicyDocument === undefined
        ? { impossible: 'the role had no document to put back' }
        : { action: 'iam:UpdateAssumeRolePolicy', parameters: { RoleName, PolicyDocument } },
  ),
};

const boundaryOfRole = look({
  operation: 'GetRole',
  input: ({ RoleName }: OfRole) => ({ RoleName }),
  keep: ({ Role: { PermissionsBoundary } }) => ({
    PermissionsBoundary: PermissionsBoundary?.PermissionsBoundaryArn,
  }),
  none,
});
export const roleBoundary = {
  look: boundaryOfRole,
  undo: undoFrom(
    boundaryOfRole,
    ['iam:PutRolePermissionsBoundary', 'iam:DeleteRolePermissionsBoundary'],
    ({ parameters: { RoleName }, before: { PermissionsBoundary } }) =>
      PermissionsBoundary === undefined
        ? { action: 'iam:DeleteRolePermissionsBoundary', parameters: { RoleName } }
        : { action: 'iam:PutRolePermissionsBoundary', parameters: { RoleName, PermissionsBoundary } },
  ),
};

const boundaryOfUser = look({
  operation: 'GetUser',
  input: ({ UserName }: OfUser) => ({ UserName }),
  keep: ({ User: { PermissionsBoundary } }) => ({
    PermissionsBoundary: PermissionsBoundary?.PermissionsBoundaryArn,
  }),
  none,
});
export const userBoundary = {
  look: boundaryOfUser,
  undo: undoFrom(
    boundaryOfUser,
    ['iam:PutUserPermissionsBoundary', 'iam:DeleteUserPermissionsBoundary'],
    ({ parameters: { UserName }, before: { PermissionsBoundary } }) =>
      PermissionsBoundary === undefined
        ? { action: 'iam:DeleteUserPermissionsBoundary', parameters: { UserName } }
        : { action: 'iam:PutUserPermissionsBoundary', parameters: { UserName, PermissionsBoundary } },
  ),
};

const groupsOfUser = look({
  operation: 'ListGroupsForUser',
  input: ({ UserName }: OfUser & { GroupName: string }) => ({ UserName, MaxItems }),
  keep: ({ Groups }, { GroupName }) => ({ Member: Groups.some((group) => group.GroupName === GroupName) }),
  none,
});
export const groupMember = {
  look: groupsOfUser,
  undo: undoFrom(
    groupsOfUser,
    ['iam:AddUserToGroup', 'iam:RemoveUserFromGroup'],
    ({ parameters: { GroupName, UserName }, before: { Member } }) => ({
      action: Member ? 'iam:AddUserToGroup' : 'iam:RemoveUserFromGroup',
      parameters: { GroupName, UserName },
    }),
  ),
};

const rolesOfProfile = look({
  operation: 'GetInstanceProfile',
  input: ({ InstanceProfileName }: OfRole & { InstanceProfileName: string }) => ({ InstanceProfileName }),
  keep: ({ InstanceProfile: { Roles } }) => ({ Roles: Roles.map(({ RoleName }) => RoleName) }),
  none,
});
/** IAM lets one have a role at most. */
export const roleOfProfile = {
  look: rolesOfProfile,
  undo: undoFrom(
    rolesOfProfile,
    ['iam:AddRoleToInstanceProfile', 'iam:RemoveRoleFromInstanceProfile'],
    ({ parameters: { InstanceProfileName, RoleName }, before: { Roles = [] } }) => ({
      action: Roles.includes(RoleName) ? 'iam:AddRoleToInstanceProfile' : 'iam:RemoveRoleFromInstanceProfile',
      parameters: { InstanceProfileName, RoleName },
    }),
  ),
};

const settingsOfRole = look({
  operation: 'GetRole',
  input: ({ RoleName }: OfRole & { Description?: string | undefined }) => ({ RoleName }),
  keep: ({ Role: { Description = '', MaxSessionDuration } }) => ({ Description, MaxSessionDuration }),
  none,
});
export const roleSettings = {
  look: settingsOfRole,
  undo: undoFrom(settingsOfRole, ['iam:UpdateRole'], ({ parameters: { RoleName, Description }, before }) => ({
    action: 'iam:UpdateRole',
    parameters: {
      RoleName,
      MaxSessionDuration: before.MaxSessionDuration,
      Description: Description === undefined ? undefined : before.Description,
    },
  })),
};

const tagsOfRole = look({
  operation: 'ListRoleTags',
  input: ({ RoleName }: OfRole) => ({ RoleName, MaxItems }),
  keep: ({ Tags }) => ({ Tags: byKey(Tags) }),
  none,
});
const tagsOfUser = look({
  operation: 'ListUserTags',
  input: ({ UserName }: OfUser) => ({ UserName, MaxItems }),
  keep: ({ Tags }) => ({ Tags: byKey(Tags) }),
  none,
});
const byKey = (tags: readonly { Key: string; Value: string }[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
/** Policies look at tags, so they decide what somebody may do. */
export const roleTags = { look: tagsOfRole };
export const userTags = { look: tagsOfUser };

const keysOfUser = look({
  operation: 'ListAccessKeys',
  input: ({ UserName }: { UserName?: string; AccessKeyId: string }) => ({ UserName, MaxItems }),
  keep: ({ AccessKeyMetadata }, { AccessKeyId }) => ({
    Status: AccessKeyMetadata.find((key) => key.AccessKeyId === AccessKeyId)?.Status,
  }),
  none,
});
export const accessKeyStatus = {
  look: keysOfUser,
  undo: undoFrom(
    keysOfUser,
    ['iam:UpdateAccessKey'],
    ({ parameters: { UserName, AccessKeyId }, before: { Status } }) =>
      Status === undefined
        ? { impossible: 'the user had no such key' }
        : { action: 'iam:UpdateAccessKey', parameters: { UserName, AccessKeyId, Status } },
  ),
};

/** Whether tokens of the global endpoint are taken in every Region. */
export const tokenVersion = look({
  operation: 'GetAccountSummary',
  input: (_: object) => ({}),
  keep: ({ SummaryMap = {} }) => ({ GlobalEndpointTokenVersion: SummaryMap.GlobalEndpointTokenVersion }),
});

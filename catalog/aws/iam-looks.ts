import type { IAM } from '@aws-sdk/client-iam';
import { z } from 'zod';
import { looksOf } from '../look.ts';
import { undoByAnswer, undoFrom, undoFromAnswer } from '../undo.ts';

const look = looksOf<IAM>({ prefix: 'iam' });

const none = ['NoSuchEntityException'];
/** As many as IAM gives on one page: more than there can be of what is listed here. */
const MaxItems = 1_000;

/** IAM writes documents percent-encoded. */
const readable = (document: string | undefined): string | undefined =>
  document === undefined ? undefined : decodeURIComponent(document);

interface OfRole {
  RoleName: string;
}
interface OfUser {
  UserName: string;
}
interface OfGroup {
  GroupName: string;
}

const rolePolicy = look({
  operation: 'GetRolePolicy',
  input: ({ RoleName, PolicyName }: OfRole & { PolicyName: string }) => ({ RoleName, PolicyName }),
  keep: ({ PolicyDocument }) => ({ PolicyDocument: readable(PolicyDocument) }),
  none,
});
export const inlineRolePolicy = {
  look: rolePolicy,
  undo: undoFrom(
    rolePolicy,
    ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
    ({ parameters: { RoleName, PolicyName }, before: { PolicyDocument } }) =>
      PolicyDocument === undefined
        ? { action: 'iam:DeleteRolePolicy', parameters: { RoleName, PolicyName } }
        : { action: 'iam:PutRolePolicy', parameters: { RoleName, PolicyName, PolicyDocument } },
  ),
};

const userPolicy = look({
  operation: 'GetUserPolicy',
  input: ({ UserName, PolicyName }: OfUser & { PolicyName: string }) => ({ UserName, PolicyName }),
  keep: ({ PolicyDocument }) => ({ PolicyDocument: readable(PolicyDocument) }),
  none,
});
export const inlineUserPolicy = {
  look: userPolicy,
  undo: undoFrom(
    userPolicy,
    ['iam:PutUserPolicy', 'iam:DeleteUserPolicy'],
    ({ parameters: { UserName, PolicyName }, before: { PolicyDocument } }) =>
      PolicyDocument === undefined
        ? { action: 'iam:DeleteUserPolicy', parameters: { UserName, PolicyName } }
        : { action: 'iam:PutUserPolicy', parameters: { UserName, PolicyName, PolicyDocument } },
  ),
};

const groupPolicy = look({
  operation: 'GetGroupPolicy',
  input: ({ GroupName, PolicyName }: OfGroup & { PolicyName: string }) => ({
    GroupName,
    PolicyName,
  }),
  keep: ({ PolicyDocument }) => ({ PolicyDocument: readable(PolicyDocument) }),
  none,
});
export const inlineGroupPolicy = {
  look: groupPolicy,
  undo: undoFrom(
    groupPolicy,
    ['iam:PutGroupPolicy', 'iam:DeleteGroupPolicy'],
    ({ parameters: { GroupName, PolicyName }, before: { PolicyDocument } }) =>
      PolicyDocument === undefined
        ? { action: 'iam:DeleteGroupPolicy', parameters: { GroupName, PolicyName } }
        : { action: 'iam:PutGroupPolicy', parameters: { GroupName, PolicyName, PolicyDocument } },
  ),
};

interface Attachable {
  PolicyArn: string;
}
interface AttachedPolicies {
  AttachedPolicies?: { PolicyArn?: string }[];
}

const isAttached = ({ AttachedPolicies = [] }: AttachedPolicies, { PolicyArn }: Attachable) => ({
  Attached: AttachedPolicies.some((one) => one.PolicyArn === PolicyArn),
});

/** To what it was: attached or not. */
const attachedBefore = (
  { PolicyArn, ...to }: Attachable & object,
  wasAttached: boolean | undefined,
  attach: string,
  detach: string,
) => ({ action: wasAttached ? attach : detach, parameters: { ...to, PolicyArn } });

const rolePolicies = look({
  operation: 'ListAttachedRolePolicies',
  input: ({ RoleName }: OfRole & Attachable) => ({ RoleName, MaxItems }),
  keep: isAttached,
  none,
});
export const attachedRolePolicy = {
  look: rolePolicies,
  undo: undoFrom(
    rolePolicies,
    ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
    ({ parameters, before: { Attached } }) =>
      attachedBefore(parameters, Attached, 'iam:AttachRolePolicy', 'iam:DetachRolePolicy'),
  ),
};

const userPolicies = look({
  operation: 'ListAttachedUserPolicies',
  input: ({ UserName }: OfUser & Attachable) => ({ UserName, MaxItems }),
  keep: isAttached,
  none,
});
export const attachedUserPolicy = {
  look: userPolicies,
  undo: undoFrom(
    userPolicies,
    ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
    ({ parameters, before: { Attached } }) =>
      attachedBefore(parameters, Attached, 'iam:AttachUserPolicy', 'iam:DetachUserPolicy'),
  ),
};

const groupPolicies = look({
  operation: 'ListAttachedGroupPolicies',
  input: ({ GroupName }: OfGroup & Attachable) => ({ GroupName, MaxItems }),
  keep: isAttached,
  none,
});
export const attachedGroupPolicy = {
  look: groupPolicies,
  undo: undoFrom(
    groupPolicies,
    ['iam:AttachGroupPolicy', 'iam:DetachGroupPolicy'],
    ({ parameters, before: { Attached } }) =>
      attachedBefore(parameters, Attached, 'iam:AttachGroupPolicy', 'iam:DetachGroupPolicy'),
  ),
};

const inForce = look({
  operation: 'GetPolicy',
  input: ({ PolicyArn }: Attachable) => ({ PolicyArn }),
  // What a version says never changes.
  keep: ({ Policy }) => ({ DefaultVersionId: Policy?.DefaultVersionId }),
  none,
});
/** Which version of a policy is in force. */
export const versionInForce = {
  look: inForce,
  undo: undoFrom(
    inForce,
    ['iam:SetDefaultPolicyVersion'],
    ({ parameters: { PolicyArn }, before: { DefaultVersionId: VersionId } }) =>
      VersionId === undefined
        ? { impossible: 'there was no such policy' }
        : { action: 'iam:SetDefaultPolicyVersion', parameters: { PolicyArn, VersionId } },
  ),
};

interface NewVersion extends Attachable {
  SetAsDefault: boolean;
}
const writtenVersion = z.object({ PolicyVersion: z.object({ VersionId: z.string() }) });
interface NewVersionMade {
  parameters: NewVersion;
  result: z.infer<typeof writtenVersion>;
}
/** Nobody goes by it. */
const deleteVersion = (
  { PolicyArn }: Attachable,
  { PolicyVersion: { VersionId } }: z.infer<typeof writtenVersion>,
) => ({
  action: 'iam:DeletePolicyVersion',
  parameters: { PolicyArn, VersionId },
});
/** A new version that is not in force is deleted; one that is has to go out of force before. */
export const newVersion = {
  look: inForce,
  undo: {
    ...undoFromAnswer(
      inForce,
      ['iam:SetDefaultPolicyVersion', 'iam:DeletePolicyVersion'],
      writtenVersion,
      ({ parameters, before: { DefaultVersionId: VersionId }, result }) => {
        const { SetAsDefault, PolicyArn } = parameters as NewVersion;
        return SetAsDefault
          ? {
              action: 'iam:SetDefaultPolicyVersion',
              parameters: { PolicyArn, VersionId },
              remains: `the new version ${result.PolicyVersion.VersionId} is kept, not in force`,
            }
          : deleteVersion(parameters, result);
      },
    ),
    unseen: undoByAnswer(
      ['iam:DeletePolicyVersion'],
      writtenVersion,
      ({ parameters, result }: NewVersionMade) =>
        parameters.SetAsDefault
          ? { impossible: 'nobody saw which version was in force before' }
          : deleteVersion(parameters, result),
    ),
  },
};

const passwords = look({
  operation: 'GetAccountPasswordPolicy',
  input: (_: object) => ({}),
  // Whether they expire follows from their age.
  keep: ({ PasswordPolicy: { ExpirePasswords: _, HardExpiry = false, ...policy } }) => ({
    ...policy,
    HardExpiry,
  }),
  none,
});
export const passwordPolicy = {
  look: passwords,
  undo: undoFrom(
    passwords,
    ['iam:UpdateAccountPasswordPolicy', 'iam:DeleteAccountPasswordPolicy'],
    ({ before }) =>
      before.MinimumPasswordLength === undefined
        ? { action: 'iam:DeleteAccountPasswordPolicy', parameters: {} }
        : { action: 'iam:UpdateAccountPasswordPolicy', parameters: before },
  ),
};

const saml = look({
  operation: 'GetSAMLProvider',
  input: ({ SAMLProviderArn }: { SAMLProviderArn: string; SAMLMetadataDocument?: string }) => ({
    SAMLProviderArn,
  }),
  keep: ({ SAMLMetadataDocument, AssertionEncryptionMode, PrivateKeyList = [] }) => ({
    SAMLMetadataDocument,
    AssertionEncryptionMode,
    PrivateKeys: PrivateKeyList.map(({ KeyId }) => KeyId),
  }),
  none,
});
export const samlProvider = { look: saml };

const openId = look({
  operation: 'GetOpenIDConnectProvider',
  input: ({ OpenIDConnectProviderArn }: { OpenIDConnectProviderArn: string }) => ({
    OpenIDConnectProviderArn,
  }),
  keep: ({ Url, ClientIDList, ThumbprintList }) => ({ Url, ClientIDList, ThumbprintList }),
  none,
});
export const openIdProvider = { look: openId };
export const openIdThumbprints = {
  look: openId,
  undo: undoFrom(
    openId,
    ['iam:UpdateOpenIDConnectProviderThumbprint'],
    ({ parameters: { OpenIDConnectProviderArn }, before: { ThumbprintList } }) => ({
      action: 'iam:UpdateOpenIDConnectProviderThumbprint',
      parameters: { OpenIDConnectProviderArn, ThumbprintList },
    }),
  ),
};

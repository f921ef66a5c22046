import { matchesWildcard } from '../../../core/lib/wildcard.ts';

/**
 * Actions by which someone widens what they may do, reads what is secret, or runs code as somebody else; in a few words,
 * for people who do not know every name. A sentence names them before others. The names themselves always stand beside.
 */
export const graveActions: Readonly<Record<string, string>> = {
  'iam:PassRole': 'hand roles to services',
  'iam:CreateAccessKey': 'create long-lived keys',
  'iam:CreateLoginProfile': 'set passwords',
  'iam:UpdateLoginProfile': 'change passwords',
  'iam:AttachUserPolicy': 'give permissions',
  'iam:AttachRolePolicy': 'give permissions',
  'iam:AttachGroupPolicy': 'give permissions',
  'iam:PutUserPolicy': 'give permissions',
  'iam:PutRolePolicy': 'give permissions',
  'iam:PutGroupPolicy': 'give permissions',
  'iam:CreatePolicyVersion': 'change permissions',
  'iam:SetDefaultPolicyVersion': 'change permissions',
  'iam:AddUserToGroup': 'give permissions',
  'iam:UpdateAssumeRolePolicy': 'change who assumes roles',
  'iam:CreateRole': 'create roles',
  'iam:CreateUser': 'create users',
  'iam:PutRolePermissionsBoundary': 'change limits',
  'iam:PutUserPermissionsBoundary': 'change limits',
  'iam:DeleteRolePermissionsBoundary': 'remove limits',
  'iam:DeleteUserPermissionsBoundary': 'remove limits',
  'iam:DeleteRolePolicy': 'remove permissions, and what they deny',
  'iam:DetachRolePolicy': 'remove permissions, and what they deny',
  'sts:AssumeRole': 'become a role',
  'sts:AssumeRoleWithSAML': 'become a role, from outside AWS',
  'sts:AssumeRoleWithWebIdentity': 'become a role, from outside AWS',
  'sts:GetFederationToken': 'issue credentials',
  'kms:Decrypt': 'read what keys encrypted',
  'kms:CreateGrant': 'let others use keys',
  'kms:PutKeyPolicy': 'change who uses keys',
  'kms:ScheduleKeyDeletion': 'delete keys',
  'secretsmanager:GetSecretValue': 'read secrets',
  'secretsmanager:PutResourcePolicy': 'change who reads secrets',
  'ssm:SendCommand': 'run commands on machines',
  'ssm:StartSession': 'open sessions on machines',
  'ec2:RunInstances': 'start machines',
  'lambda:UpdateFunctionCode': 'change code',
  'lambda:CreateFunction': 'run code',
  'lambda:AddPermission': 'let others run functions',
  's3:PutBucketPolicy': 'change who reads buckets',
  'cloudformation:CreateStack': 'create anything by templates',
  'organizations:LeaveOrganization': 'leave the organization',
  'cloudtrail:StopLogging': 'stop the records',
};

/** The words for what does no such thing, where the name says little. */
export const commonActions: Readonly<Record<string, string>> = {
  's3:GetObject': 'read objects',
  's3:PutObject': 'write objects',
  's3:DeleteObject': 'delete objects',
  's3:ListBucket': 'list objects',
  'lambda:InvokeFunction': 'run the function',
};

const spellings = new Map(
  Object.keys({ ...graveActions, ...commonActions }).map((name) => [name.toLowerCase(), name]),
);

/** IAM ignores the case of actions. Of the names that stand here, we know how they are written. */
export const knownSpelling = (action: string): string => spellings.get(action.toLowerCase()) ?? action;

/** Does a name or pattern reach one of the grave ones? */
export const isGrave = (pattern: string): boolean =>
  graveNames.some((action) => matchesWildcard(pattern.toLowerCase(), action));

const graveNames = Object.keys(graveActions).map((action) => action.toLowerCase());

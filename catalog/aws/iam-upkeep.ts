import type { IAM } from '@aws-sdk/client-iam';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { policyArn } from '../values/arn.ts';
import { matching, tags, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { newGroup, newInstanceProfile } from './iam-made.ts';
import { roleOfProfile, roleTags, userTags } from './iam-principal-looks.ts';
import {
  formatPolicy,
  groupName,
  groupResource,
  iamName,
  path,
  policyName,
  roleName,
  roleResource,
  userName,
  userResource,
} from './iam-shapes.ts';

const define = operationsOf<IAM>({ prefix: 'iam' });

const instanceProfile = 'arn:{partition}:iam::{account}:instance-profile/{InstanceProfileName}';
const TagKeys = distinct(text(128)).max(50);

/** What is there for others to use, what it is called, and how it ends. */
export const iamUpkeepActions = [
  define({
    operation: 'CreateGroup',
    groups: ['resource-creation'],
    values: { GroupName: groupName, Path: path },
    resource: 'arn:{partition}:iam::{account}:group{Path}{GroupName}',
    names: ({ Path = '/' }) => ({ Path }),
    say: ({ GroupName }) => sentence`Create group ${GroupName}, with no one in it`,
    reversible: true,
    ...newGroup,
    example: { GroupName: 'developers' },
  }),
  define({
    operation: 'UpdateGroup',
    groups: ['privilege-escalation'],
    values: { GroupName: groupName, NewGroupName: groupName, NewPath: path },
    rules: [atLeastOne('NewGroupName', 'NewPath')],
    resource: groupResource,
    say: ({ GroupName, NewGroupName = GroupName, NewPath = '' }) =>
      sentence`Let group ${GroupName} be called ${NewPath}${NewGroupName}, also where policies go by its name`,
    reversible: true,
    example: { GroupName: 'developers', NewGroupName: 'engineers' },
  }),
  define({
    operation: 'DeleteGroup',
    groups: ['destruction'],
    values: { GroupName: groupName },
    resource: groupResource,
    say: ({ GroupName }) => sentence`Delete group ${GroupName}, which must hold no one`,
    reversible: false,
    example: { GroupName: 'developers' },
  }),
  define({
    operation: 'UpdateUser',
    groups: ['privilege-escalation'],
    values: { UserName: userName, NewUserName: userName, NewPath: path },
    rules: [atLeastOne('NewUserName', 'NewPath')],
    resource: userResource,
    say: ({ UserName, NewUserName = UserName, NewPath = '' }) =>
      sentence`Let user ${UserName} be called ${NewPath}${NewUserName}, also where policies go by its name`,
    reversible: true,
    example: { UserName: 'build-bot', NewUserName: 'release-bot' },
  }),
  define({
    operation: 'UntagRole',
    groups: ['privilege-escalation'],
    values: { RoleName: roleName, TagKeys },
    resource: roleResource,
    say: ({ RoleName, TagKeys: keys }) =>
      sentence`Take tag ${listed(keys, { most: 10 })} from role ${RoleName}, and so change what policies that look at tags give it`,
    reversible: true,
    ...roleTags,
    example: { RoleName: 'etl-runner', TagKeys: ['team'] },
  }),
  define({
    operation: 'UntagUser',
    groups: ['privilege-escalation'],
    values: { UserName: userName, TagKeys },
    resource: userResource,
    say: ({ UserName, TagKeys: keys }) =>
      sentence`Take tag ${listed(keys, { most: 10 })} from user ${UserName}, and so change what policies that look at tags give it`,
    reversible: true,
    ...userTags,
    example: { UserName: 'build-bot', TagKeys: ['team'] },
  }),
  define({
    operation: 'DeleteAccessKey',
    groups: ['destruction'],
    values: { UserName: userName, AccessKeyId: matching('[A-Z0-9]{16,128}', 128) },
    required: ['UserName'],
    resource: userResource,
    say: ({ UserName = '', AccessKeyId }) =>
      sentence`Delete access key ${AccessKeyId} of user ${UserName}: what uses it stops`,
    reversible: false,
    example: { UserName: 'build-bot', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  }),
  define({
    operation: 'DeleteLoginProfile',
    groups: ['destruction'],
    values: { UserName: userName },
    required: ['UserName'],
    resource: userResource,
    say: ({ UserName = '' }) => sentence`Delete the console password of user ${UserName}`,
    reversible: false,
    example: { UserName: 'build-bot' },
  }),
  define({
    operation: 'CreateInstanceProfile',
    groups: ['resource-creation'],
    values: { InstanceProfileName: iamName(128), Path: path, Tags: tags },
    resource: 'arn:{partition}:iam::{account}:instance-profile{Path}{InstanceProfileName}',
    names: ({ Path = '/' }) => ({ Path }),
    say: ({ InstanceProfileName }) =>
      sentence`Create instance profile ${InstanceProfileName}, with no role in it`,
    reversible: true,
    ...newInstanceProfile,
    example: { InstanceProfileName: 'web' },
  }),
  define({
    operation: 'RemoveRoleFromInstanceProfile',
    groups: ['destruction'],
    values: { InstanceProfileName: iamName(128), RoleName: roleName },
    resource: instanceProfile,
    say: ({ InstanceProfileName, RoleName }) =>
      sentence`Stop every machine with instance profile ${InstanceProfileName} from acting as role ${RoleName}`,
    reversible: true,
    ...roleOfProfile,
    example: { InstanceProfileName: 'web', RoleName: 'etl-runner' },
  }),
  define({
    operation: 'DeleteInstanceProfile',
    groups: ['destruction'],
    values: { InstanceProfileName: iamName(128) },
    resource: instanceProfile,
    say: ({ InstanceProfileName }) =>
      sentence`Delete instance profile ${InstanceProfileName}, which must hold no role`,
    reversible: false,
    example: { InstanceProfileName: 'web' },
  }),
  define({
    operation: 'GetUser',
    groups: ['read'],
    values: { UserName: userName },
    required: ['UserName'],
    resource: userResource,
    say: ({ UserName = '' }) => sentence`Look at user ${UserName}`,
    reversible: true,
    example: { UserName: 'build-bot' },
  }),
  define({
    operation: 'GetRolePolicy',
    groups: ['read'],
    values: { RoleName: roleName, PolicyName: policyName },
    resource: roleResource,
    say: ({ RoleName, PolicyName }) => sentence`Look at inline policy ${PolicyName} of role ${RoleName}`,
    reversible: true,
    example: { RoleName: 'etl-runner', PolicyName: 'buckets' },
  }),
  define({
    operation: 'GetPolicyVersion',
    groups: ['read'],
    values: { PolicyArn: policyArn, VersionId: matching('v[1-9][0-9]*', 12, 'must be a version such as v2') },
    resource: '{PolicyArn}',
    say: ({ PolicyArn, VersionId }, { account }) =>
      sentence`Look at version ${VersionId} of policy ${formatPolicy(PolicyArn, account)}`,
    reversible: true,
    example: { PolicyArn: 'arn:aws:iam::111122223333:policy/deploy', VersionId: 'v2' },
  }),
];

import type { IAM } from '@aws-sdk/client-iam';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { policyArn } from '../values/arn.ts';
import { matching, tags } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';
import { newPolicy } from './iam-made.ts';
import { roleOfProfile, roleSettings, roleTags, userBoundary, userTags } from './iam-principal-looks.ts';
import {
  formatMoving,
  iamName,
  path,
  policyName,
  roleName,
  roleResource,
  userName,
  userResource,
} from './iam-shapes.ts';

const define = operationsOf<IAM>({ prefix: 'iam' });

const sayTags = (given: readonly { Key: string; Value: string }[]): string =>
  listed(
    given.map(({ Key, Value }) => `${Key}=${Value}`),
    { most: 10 },
  );

/** What a role or a user may do by what is beside its policies: its tags, its boundary, the machines that act as it. */
export const iamPrincipalChangeActions = [
  define({
    operation: 'CreatePolicy',
    groups: ['privilege-escalation'],
    values: {
      PolicyName: policyName,
      Path: path,
      PolicyDocument: policyDocument('identity', 20_480),
      Tags: tags,
    },
    resource: 'arn:{partition}:iam::{account}:policy{Path}{PolicyName}',
    names: ({ Path = '/' }) => ({ Path }),
    say: ({ PolicyName, PolicyDocument }, { account }) =>
      sentence`Create policy ${PolicyName}: ${sayPolicy(PolicyDocument, { kind: 'identity' }, account)}`,
    reversible: true,
    ...newPolicy,
    example: {
      PolicyName: 'buckets',
      PolicyDocument:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'PutUserPermissionsBoundary',
    groups: ['privilege-escalation'],
    values: { UserName: userName, PermissionsBoundary: policyArn },
    resource: userResource,
    say: ({ UserName, PermissionsBoundary }, { account }) =>
      sentence`Make ${formatMoving(PermissionsBoundary, account)} the permissions boundary of user ${UserName}`,
    reversible: true,
    ...userBoundary,
    example: { UserName: 'build-bot', PermissionsBoundary: 'arn:aws:iam::111122223333:policy/agents' },
  }),
  define({
    operation: 'AddRoleToInstanceProfile',
    groups: ['privilege-escalation', 'lateral-movement'],
    values: { InstanceProfileName: iamName(128), RoleName: roleName },
    resource: 'arn:{partition}:iam::{account}:instance-profile/{InstanceProfileName}',
    say: ({ InstanceProfileName, RoleName }) =>
      sentence`Let every machine with instance profile ${InstanceProfileName} act as role ${RoleName}`,
    passes: ['/RoleName'],
    reversible: true,
    ...roleOfProfile,
    example: { InstanceProfileName: 'web', RoleName: 'etl-runner' },
  }),
  define({
    operation: 'UpdateRole',
    groups: ['privilege-escalation', 'persistence'],
    values: { RoleName: roleName },
    // IAM sets it back to an hour where it is left out.
    required: ['MaxSessionDuration'],
    resource: roleResource,
    say: ({ RoleName, MaxSessionDuration = 3_600 }) =>
      sentence`Let sessions of role ${RoleName} last up to ${MaxSessionDuration / 60} min`,
    reversible: true,
    ...roleSettings,
    example: { RoleName: 'etl-runner', MaxSessionDuration: 43_200 },
  }),
  define({
    operation: 'TagRole',
    groups: ['privilege-escalation'],
    values: { RoleName: roleName, Tags: tags },
    resource: roleResource,
    say: ({ RoleName, Tags }) =>
      sentence`Tag role ${RoleName} with ${sayTags(Tags)}, and so change what policies that look at tags give it`,
    reversible: true,
    ...roleTags,
    example: { RoleName: 'etl-runner', Tags: [{ Key: 'team', Value: 'data' }] },
  }),
  define({
    operation: 'TagUser',
    groups: ['privilege-escalation'],
    values: { UserName: userName, Tags: tags },
    resource: userResource,
    say: ({ UserName, Tags }) =>
      sentence`Tag user ${UserName} with ${sayTags(Tags)}, and so change what policies that look at tags give it`,
    reversible: true,
    ...userTags,
    example: { UserName: 'build-bot', Tags: [{ Key: 'team', Value: 'data' }] },
  }),
  define({
    operation: 'CreateServiceLinkedRole',
    groups: ['privilege-escalation'],
    values: {
      AWSServiceName: matching('[a-z0-9-]+(?:[.][a-z0-9-]+)*[.]amazonaws[.]com(?:[.]cn)?', 128),
      CustomSuffix: iamName(64),
    },
    // The role's name is the service's choice.
    resource: 'arn:{partition}:iam::{account}:role/aws-service-role/{AWSServiceName}/*',
    say: ({ AWSServiceName }) => sentence`Create the role by which ${AWSServiceName} acts in this account`,
    reversible: true,
    example: { AWSServiceName: 'elasticbeanstalk.amazonaws.com' },
  }),
  define({
    operation: 'DeleteRole',
    groups: ['destruction'],
    values: { RoleName: roleName },
    resource: roleResource,
    say: ({ RoleName }) =>
      sentence`Delete role ${RoleName}: what runs as it stops, and policies that name it break`,
    reversible: false,
    example: { RoleName: 'etl-runner' },
  }),
  define({
    operation: 'DeleteUser',
    groups: ['destruction'],
    values: { UserName: userName },
    resource: userResource,
    say: ({ UserName }) => sentence`Delete user ${UserName}`,
    reversible: false,
    example: { UserName: 'build-bot' },
  }),
];

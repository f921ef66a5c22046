import type { JsonObject } from '../../core/lib/json.ts';

/** What is there afterwards: a read, and what of its answer must be so, or the code by which AWS says that there is none. */
export type Effect = readonly [action: string, parameters: JsonObject, seen: JsonObject | string];

const key = '1234abcd-12ab-34cd-56ef-1234567890ab';
const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf';
const queue = 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders';
const topic = 'arn:aws:sns:eu-central-1:111122223333:orders';
const group = 'sg-0123456789abcdef0';
const bucket = { Bucket: 'shop-receipts' };
const role = { RoleName: 'etl-runner' };
const user = { UserName: 'build-bot' };
const deploy = 'arn:aws:iam::111122223333:policy/deploy';
const customers = { TableName: 'customers' };
const customer = { ...customers, Key: { id: { S: '42' } } };
const instance = { InstanceIds: ['i-0123456789abcdef0'] };
const instances = (state: string): JsonObject => ({
  Reservations: [{ Instances: [{ State: { Name: state } }] }],
});
const logGroups = { logGroupNamePrefix: '/aws/lambda/checkout' };
const permissionSet = {
  InstanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
  PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef',
};

export const effects: Readonly<Record<string, Effect>> = {
  'iam:AddUserToGroup': ['iam:ListGroupsForUser', user, { Groups: [{ GroupName: 'administrators' }] }],
  'iam:AttachGroupPolicy': [
    'iam:ListAttachedGroupPolicies',
    { GroupName: 'developers' },
    { AttachedPolicies: [{ PolicyName: 'AdministratorAccess' }] },
  ],
  'iam:AttachRolePolicy': [
    'iam:ListAttachedRolePolicies',
    role,
    { AttachedPolicies: [{ PolicyName: 'AdministratorAccess' }] },
  ],
  'iam:AttachUserPolicy': [
    'iam:ListAttachedUserPolicies',
    user,
    { AttachedPolicies: [{ PolicyArn: deploy }] },
  ],
  'iam:CreatePolicyVersion': ['iam:GetPolicy', { PolicyArn: deploy }, { Policy: { DefaultVersionId: 'v2' } }],
  'iam:CreateRole': ['iam:GetRole', { RoleName: 'report-writer' }, { Role: { Path: '/service/' } }],
  'iam:DeleteAccessKey': ['iam:ListAccessKeys', user, { AccessKeyMetadata: [] }],
  'iam:DeleteLoginProfile': ['iam:GetLoginProfile', user, 'NoSuchEntity'],
  'iam:DeletePolicy': ['iam:GetPolicy', { PolicyArn: deploy }, 'NoSuchEntity'],
  'iam:DeletePolicyVersion': ['iam:GetPolicyVersion', { PolicyArn: deploy, VersionId: 'v2' }, 'NoSuchEntity'],
  'iam:DeleteRole': ['iam:GetRole', role, 'NoSuchEntity'],
  'iam:DeleteRolePolicy': ['iam:ListRolePolicies', role, { PolicyNames: [] }],
  'iam:DeleteUser': ['iam:GetUser', user, 'NoSuchEntity'],
  'iam:DeleteUserPolicy': ['iam:ListUserPolicies', user, { PolicyNames: [] }],
  'iam:DetachRolePolicy': ['iam:ListAttachedRolePolicies', role, { AttachedPolicies: [] }],
  'iam:DetachUserPolicy': ['iam:ListAttachedUserPolicies', user, { AttachedPolicies: [] }],
  'iam:PutRolePolicy': ['iam:GetRolePolicy', { ...role, PolicyName: 'buckets' }, { PolicyName: 'buckets' }],
  'iam:PutUserPolicy': ['iam:GetUserPolicy', { ...user, PolicyName: 'buckets' }, { PolicyName: 'buckets' }],
  'iam:RemoveUserFromGroup': ['iam:ListGroupsForUser', user, { Groups: [] }],
  'iam:SetDefaultPolicyVersion': [
    'iam:GetPolicy',
    { PolicyArn: deploy },
    { Policy: { DefaultVersionId: 'v2' } },
  ],
  'iam:TagRole': ['iam:ListRoleTags', role, { Tags: [{ Key: 'team', Value: 'data' }] }],
  'iam:UpdateAccessKey': ['iam:ListAccessKeys', user, { AccessKeyMetadata: [{ Status: 'Active' }] }],
  'iam:UpdateRole': ['iam:GetRole', role, { Role: { MaxSessionDuration: 43200 } }],
  'iam:UpdateUser': ['iam:GetUser', { UserName: 'release-bot' }, { User: { UserName: 'release-bot' } }],

  'organizations:DeletePolicy': [
    'organizations:DescribePolicy',
    { PolicyId: 'p-examplepolicyid111' },
    'PolicyNotFoundException',
  ],
  'sso:AttachManagedPolicyToPermissionSet': [
    'sso:ListManagedPoliciesInPermissionSet',
    permissionSet,
    { AttachedManagedPolicies: [{ Name: 'AdministratorAccess' }] },
  ],
  'sso:DetachManagedPolicyFromPermissionSet': [
    'sso:ListManagedPoliciesInPermissionSet',
    permissionSet,
    { AttachedManagedPolicies: [] },
  ],
  'sso:DeletePermissionSet': ['sso:DescribePermissionSet', permissionSet, 'ResourceNotFoundException'],

  's3:DeleteBucketPolicy': ['s3:GetBucketPolicy', bucket, 'NoSuchBucketPolicy'],
  's3:PutBucketPolicy': ['s3:GetBucketPolicy', bucket, {}],
  's3:PutBucketPublicAccessBlock': [
    's3:GetBucketPublicAccessBlock',
    bucket,
    { PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: false } },
  ],
  's3:PutBucketVersioning': ['s3:GetBucketVersioning', bucket, { Status: 'Suspended' }],
  's3:PutBucketWebsite': ['s3:GetBucketWebsite', bucket, { IndexDocument: { Suffix: 'index.html' } }],
  's3:PutLifecycleConfiguration': ['s3:GetLifecycleConfiguration', bucket, { Rules: [{ ID: 'old' }] }],
  's3:DeleteObject': ['s3:ListBucket', bucket, { KeyCount: 0 }],

  'dynamodb:DeleteItem': ['dynamodb:Scan', customers, { Count: 0 }],
  'dynamodb:DeleteTable': [
    'dynamodb:DescribeTable',
    { TableName: 'customers-old' },
    'ResourceNotFoundException',
  ],
  'dynamodb:PutItem': ['dynamodb:GetItem', customer, { Item: { name: { S: 'Ana' } } }],
  'dynamodb:UpdateTimeToLive': [
    'dynamodb:DescribeTimeToLive',
    customers,
    { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' } },
  ],
  'rds:DeleteDBSnapshot': [
    'rds:DescribeDBSnapshots',
    { DBSnapshotIdentifier: 'orders-nightly' },
    'DBSnapshotNotFound',
  ],
  'rds:ModifyDBSnapshotAttribute': [
    'rds:DescribeDBSnapshotAttributes',
    { DBSnapshotIdentifier: 'orders-nightly' },
    {
      DBSnapshotAttributesResult: {
        DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['444455556666'] }],
      },
    },
  ],
  'rds:ModifyDBInstance': [
    'rds:DescribeDBInstances',
    { DBInstanceIdentifier: 'orders' },
    { DBInstances: [{ PubliclyAccessible: true }] },
  ],

  'secretsmanager:DeleteResourcePolicy': ['secretsmanager:GetResourcePolicy', { SecretId: secret }, {}],
  'secretsmanager:RestoreSecret': [
    'secretsmanager:DescribeSecret',
    { SecretId: secret },
    { Name: 'shop/database' },
  ],
  'ssm:DeleteParameter': ['ssm:GetParameter', { Name: '/shop/database/password' }, 'ParameterNotFound'],
  'kms:CancelKeyDeletion': ['kms:DescribeKey', { KeyId: key }, { KeyMetadata: { KeyState: 'Disabled' } }],
  'kms:DisableKey': ['kms:DescribeKey', { KeyId: key }, { KeyMetadata: { KeyState: 'Disabled' } }],
  'kms:EnableKey': ['kms:DescribeKey', { KeyId: key }, { KeyMetadata: { KeyState: 'Enabled' } }],
  'kms:EnableKeyRotation': ['kms:GetKeyRotationStatus', { KeyId: key }, { KeyRotationEnabled: true }],
  'kms:DisableKeyRotation': ['kms:GetKeyRotationStatus', { KeyId: key }, { KeyRotationEnabled: false }],
  'kms:ScheduleKeyDeletion': [
    'kms:DescribeKey',
    { KeyId: key },
    { KeyMetadata: { KeyState: 'PendingDeletion' } },
  ],
  'sns:Subscribe': [
    'sns:ListSubscriptionsByTopic',
    { TopicArn: topic },
    { Subscriptions: [{ Protocol: 'https' }] },
  ],
  'sqs:SendMessage': [
    'sqs:GetQueueAttributes',
    { QueueUrl: queue, AttributeNames: ['ApproximateNumberOfMessages'] },
    { Attributes: { ApproximateNumberOfMessages: '1' } },
  ],
  'events:DisableRule': ['events:DescribeRule', { Name: 'unusual-sign-ins' }, { State: 'DISABLED' }],
  'events:RemoveTargets': ['events:ListTargetsByRule', { Rule: 'unusual-sign-ins' }, { Targets: [] }],

  'ec2:AuthorizeSecurityGroupIngress': [
    'ec2:DescribeSecurityGroups',
    { GroupIds: [group] },
    { SecurityGroups: [{ IpPermissions: [{ FromPort: 5432, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }] },
  ],
  'ec2:ModifySnapshotAttribute': [
    'ec2:DescribeSnapshotAttribute',
    { SnapshotId: 'snap-0123456789abcdef0', Attribute: 'createVolumePermission' },
    {},
  ],
  'ec2:StartInstances': ['ec2:DescribeInstances', instance, instances('running')],
  'ec2:StopInstances': ['ec2:DescribeInstances', instance, instances('stopped')],
  'ec2:TerminateInstances': ['ec2:DescribeInstances', instance, instances('terminated')],
  'ec2:DeleteVpc': ['ec2:DescribeVpcs', { VpcIds: ['vpc-0123456789abcdef0'] }, 'InvalidVpcID.NotFound'],
  'ec2:DeleteVolume': [
    'ec2:DescribeVolumes',
    { VolumeIds: ['vol-0123456789abcdef0'] },
    'InvalidVolume.NotFound',
  ],

  'lambda:DeleteFunction': ['lambda:GetFunction', { FunctionName: 'checkout' }, 'ResourceNotFoundException'],
  'lambda:PutFunctionConcurrency': [
    'lambda:GetFunctionConcurrency',
    { FunctionName: 'checkout' },
    { ReservedConcurrentExecutions: 0 },
  ],
  'lambda:UpdateFunctionConfiguration': [
    'lambda:GetFunctionConfiguration',
    { FunctionName: 'checkout' },
    { MemorySize: 512, Environment: { Variables: { LOG_LEVEL: 'debug' } } },
  ],
  'ecs:UpdateService': [
    'ecs:DescribeServices',
    { cluster: 'shop', services: ['checkout'] },
    { services: [{ taskDefinition: 'checkout:42' }] },
  ],
  'ecr:SetRepositoryPolicy': [
    'ecr:GetRepositoryPolicy',
    { repositoryName: 'shop/checkout' },
    { repositoryName: 'shop/checkout' },
  ],
  'eks:DeleteCluster': ['eks:DescribeCluster', { name: 'shop' }, 'ResourceNotFoundException'],

  'cloudtrail:DeleteTrail': ['cloudtrail:GetTrail', { Name: 'management' }, 'TrailNotFoundException'],
  'cloudtrail:StopLogging': ['cloudtrail:GetTrailStatus', { Name: 'management' }, { IsLogging: false }],
  'guardduty:UpdateDetector': [
    'guardduty:GetDetector',
    { DetectorId: '12abc34d567e8fa901bc2d34e56789f0' },
    { Status: 'DISABLED' },
  ],
  'logs:DeleteLogGroup': ['logs:DescribeLogGroups', logGroups, { logGroups: [] }],
  'logs:PutRetentionPolicy': ['logs:DescribeLogGroups', logGroups, { logGroups: [{ retentionInDays: 30 }] }],
};

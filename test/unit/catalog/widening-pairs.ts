import type { JsonObject } from '../../../core/lib/json.ts';
import { controlWideningPairs } from './control-widening-pairs.ts';
import { dataWideningPairs } from './data-widening-pairs.ts';
import { runningWideningPairs } from './running-widening-pairs.ts';
import type { Changes, WideningPair } from './widening-pair.ts';

const others = ['444455556666', '555566667777', '666677778888'];
const policy = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
const s3 = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' };
const trusted = (AWS: string) => policy({ Principal: { AWS }, Action: 'sts:AssumeRole' });
const own = 'arn:aws:iam::111122223333:root';
const other = 'arn:aws:iam::444455556666:root';
const rule = (...ranges: string[]) => ({
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: ranges.map((CidrIp) => ({ CidrIp })),
});
const longForm = { IpProtocol: undefined, FromPort: undefined, ToPort: undefined, CidrIp: undefined };
const sg = 'sg-00000000000000001';
const subnets = { subnets: ['subnet-00000000000000001'] };
const ranges = Array.from({ length: 50 }, (_, index) => `10.0.${index}.0/24`);
const bucketGrant = (Grantee: object) => ({
  ACL: undefined,
  AccessControlPolicy: {
    Owner: { ID: 'a'.repeat(64) },
    Grants: [{ Grantee, Permission: 'FULL_CONTROL' }],
  },
});
const commands = (...lines: string[]) => ({ Parameters: { commands: lines } });
const replicated = (Destination: object) => ({
  ReplicationConfiguration: {
    Role: 'arn:aws:iam::111122223333:role/replicate',
    Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copy', ...Destination } }],
  },
});

export const wideningPairs: readonly WideningPair[] = [
  {
    what: 'everyone behind others',
    action: 'rds:ModifyDBSnapshotAttribute',
    narrow: { ValuesToAdd: others },
    wide: { ValuesToAdd: [...others, 'all'] },
    says: 'Let all, ',
  },
  {
    what: 'adding beside removing',
    action: 'rds:ModifyDBSnapshotAttribute',
    narrow: { ValuesToAdd: undefined, ValuesToRemove: ['444455556666'] },
    wide: { ValuesToAdd: ['all'], ValuesToRemove: ['444455556666'] },
    says: 'Let all restore',
  },
  {
    what: 'everything instead of a table',
    action: 'rds:StartExportTask',
    narrow: {},
    wide: { ExportOnly: undefined },
    says: 'Export everything',
  },
  {
    what: 'no snapshot at the end',
    action: 'rds:DeleteDBInstance',
    narrow: {
      SkipFinalSnapshot: undefined,
      FinalDBSnapshotIdentifier: 'last',
      DeleteAutomatedBackups: false,
    },
    wide: {},
    says: 'its automated backups without a final snapshot',
  },
  {
    what: 'the whole internet behind fifty networks',
    action: 'ec2:AuthorizeSecurityGroupIngress',
    narrow: { ...longForm, IpPermissions: [rule(...ranges)] },
    wide: { ...longForm, IpPermissions: [rule(...ranges, '0.0.0.0/0')] },
    says: 'to 0.0.0.0/0, ',
  },
  {
    what: 'everything instead of a port',
    action: 'ec2:AuthorizeSecurityGroupIngress',
    narrow: {},
    wide: { IpProtocol: '-1', FromPort: undefined, ToPort: undefined },
    says: ': everything',
  },
  {
    what: "another account's group",
    action: 'ec2:AuthorizeSecurityGroupIngress',
    narrow: { ...longForm, IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: sg }] }] },
    wide: {
      ...longForm,
      IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: sg, UserId: '444455556666' }] }],
    },
    says: `group ${sg} of account 444455556666 (another account)`,
  },
  ...['DisableApiTermination', 'DisableApiStop', 'SourceDestCheck'].map((name) => ({
    what: `${name} off`,
    action: 'ec2:ModifyInstanceAttribute',
    narrow: { UserData: undefined, [name]: { Value: true } },
    wide: { UserData: undefined, [name]: { Value: false } },
    says: 'Turn off',
  })),
  {
    what: 'another start script',
    action: 'ec2:ModifyInstanceAttribute',
    narrow: { UserData: undefined, InstanceType: { Value: 'm7g.large' } },
    wide: {},
    says: 'runs as root: #!/bin/bash\\u{A}echo hello',
  },
  {
    what: 'a public address',
    action: 'ec2:RunInstances',
    narrow: { SubnetId: undefined, NetworkInterfaces: [{ DeviceIndex: 0 }] },
    wide: { SubnetId: undefined, NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true }] },
    says: 'with a public address',
  },
  {
    what: 'a launch template beside the image',
    action: 'ec2:RunInstances',
    narrow: {},
    wide: { LaunchTemplate: { LaunchTemplateId: 'lt-00000000000000001', Version: '3' } },
    says: 'from ami-0123456789abcdef0 and launch template lt-00000000000000001 version 3',
  },
  {
    what: 'everyone behind accounts',
    action: 'ec2:ModifyImageAttribute',
    narrow: { LaunchPermission: { Add: others.map((UserId) => ({ UserId })) } },
    wide: { LaunchPermission: { Add: [...others.map((UserId) => ({ UserId })), { Group: 'all' }] } },
    says: 'with all, ',
  },
  {
    what: 'everyone in an access list',
    action: 's3:PutBucketAcl',
    narrow: bucketGrant({ Type: 'CanonicalUser', ID: 'a'.repeat(64) }),
    wide: bucketGrant({ Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }),
    says: 'let anyone do FULL_CONTROL',
  },
  {
    what: 'everyone in a policy',
    action: 's3:PutBucketPolicy',
    narrow: { Policy: policy({ Principal: { AWS: own }, ...s3 }) },
    wide: { Policy: policy({ Principal: '*', ...s3 }) },
    says: 'anyone, ',
  },
  {
    what: "another account's bucket",
    action: 's3:PutReplicationConfiguration',
    narrow: replicated({}),
    wide: replicated({ Account: '444455556666', AccessControlTranslation: { Owner: 'Destination' } }),
    says: 'copy of account 444455556666 (another account), which owns the copies',
  },
  {
    what: 'every action in an inline policy',
    action: 'iam:PutRolePolicy',
    narrow: { PolicyDocument: policy(s3) },
    wide: { PolicyDocument: policy({ Action: '*', Resource: '*' }) },
    says: 'every action, powerful actions, every action of a service, every resource, no condition',
  },
  {
    what: 'another account in a trust policy',
    action: 'iam:UpdateAssumeRolePolicy',
    narrow: { PolicyDocument: trusted(own) },
    wide: { PolicyDocument: trusted(other) },
    says: 'another account',
  },
  {
    what: 'anyone in the trust policy of a new role',
    action: 'iam:CreateRole',
    narrow: { AssumeRolePolicyDocument: trusted(own) },
    wide: { AssumeRolePolicyDocument: trusted('*') },
    says: 'anyone',
  },
  {
    what: 'no boundary',
    action: 'iam:CreateRole',
    narrow: {},
    wide: { PermissionsBoundary: undefined },
    says: 'without a permissions boundary',
  },
  {
    what: 'a password that stays',
    action: 'iam:CreateLoginProfile',
    narrow: {},
    wide: { PasswordResetRequired: false },
    says: 'that stays',
  },
  {
    what: 'Decrypt behind others',
    action: 'kms:CreateGrant',
    narrow: { Operations: ['DescribeKey', 'GetPublicKey', 'Verify', 'VerifyMac'] },
    wide: { Operations: ['DescribeKey', 'GetPublicKey', 'Verify', 'VerifyMac', 'Decrypt'] },
    says: 'to Decrypt, ',
  },
  {
    what: 'no encryption context',
    action: 'kms:CreateGrant',
    narrow: { Constraints: { EncryptionContextEquals: { app: 'shop' } } },
    wide: {},
    says: 'without limits',
  },
  {
    what: 'no way back',
    action: 'kms:PutKeyPolicy',
    narrow: {},
    wide: { BypassPolicyLockoutSafetyCheck: true },
    says: 'even if nobody can change it afterwards',
  },
  {
    what: 'anyone by URL',
    action: 'lambda:AddPermission',
    narrow: { Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'AWS_IAM' },
    wide: { Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'NONE' },
    says: 'by a URL that asks nobody who they are',
  },
  {
    what: 'a service that acts for everybody',
    action: 'lambda:AddPermission',
    narrow: { Principal: 'sns.amazonaws.com', SourceAccount: '111122223333' },
    wide: { Principal: 'sns.amazonaws.com' },
    says: 'from anywhere',
  },
  {
    what: 'other code beside a harmless change',
    action: 'lambda:UpdateFunctionConfiguration',
    narrow: { Environment: { Variables: { A: '1', B: '2', C: '3' } } },
    wide: { Environment: { Variables: { A: '1', B: '2', C: '3', NODE_OPTIONS: '--import /tmp/x' } } },
    says: 'set its variables to NODE_OPTIONS=--import /tmp/x',
  },
  {
    what: 'another role among many changes',
    action: 'lambda:UpdateFunctionConfiguration',
    narrow: { Timeout: 3, Runtime: 'nodejs24.x', Handler: 'index.handler' },
    wide: {
      Timeout: 3,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/admin',
    },
    says: 'Change function checkout: run it as admin',
  },
  {
    what: 'out of its network',
    action: 'lambda:UpdateFunctionConfiguration',
    narrow: { VpcConfig: { SubnetIds: ['subnet-00000000000000001'], SecurityGroupIds: [sg] } },
    wide: { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } },
    says: 'take it out of its network',
  },
  {
    what: 'a shell into every task',
    action: 'ecs:UpdateService',
    narrow: { networkConfiguration: { awsvpcConfiguration: subnets } },
    wide: { networkConfiguration: { awsvpcConfiguration: subnets }, enableExecuteCommand: true },
    says: 'opening a shell into every new task',
  },
  {
    what: 'public tasks',
    action: 'ecs:UpdateService',
    narrow: { networkConfiguration: { awsvpcConfiguration: { ...subnets, assignPublicIp: 'DISABLED' } } },
    wide: { networkConfiguration: { awsvpcConfiguration: { ...subnets, assignPublicIp: 'ENABLED' } } },
    says: 'with public addresses',
  },
  {
    what: 'all machines instead of one',
    action: 'ssm:SendCommand',
    narrow: {},
    wide: { InstanceIds: undefined, Targets: [{ Key: 'InstanceIds', Values: ['*'] }] },
    says: 'On all machines that match InstanceIds * (all)',
  },
  {
    what: 'more lines behind a harmless one',
    action: 'ssm:SendCommand',
    narrow: commands('echo hello'.padEnd(300, ' ')),
    wide: commands('echo hello'.padEnd(300, ' '), 'rm -rf /'),
    says: 'On i-0123456789abcdef0, ',
  },
  {
    what: 'a forwarding to somewhere',
    action: 'ssm:StartSession',
    narrow: {},
    wide: {
      DocumentName: 'AWS-StartPortForwardingSessionToRemoteHost',
      Parameters: { host: ['db.internal'], portNumber: ['5432'] },
    },
    says: 'host db.internal; portNumber 5432',
  },
  {
    what: 'every level',
    action: 'ssm:GetParametersByPath',
    narrow: { Recursive: false },
    wide: { Recursive: true },
    says: 'at every level',
  },
  {
    what: 'fewer events',
    action: 'cloudtrail:PutEventSelectors',
    narrow: { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] },
    wide: { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }] },
    says: 'no management events',
  },
  {
    what: 'fewer events, by fields',
    action: 'cloudtrail:PutEventSelectors',
    narrow: {},
    wide: {
      EventSelectors: undefined,
      AdvancedEventSelectors: [
        { Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Insight'] }] },
      ],
    },
    says: 'events whose eventCategory is Insight',
  },
  {
    what: 'writing too',
    action: 'redshift:AuthorizeDataShare',
    narrow: {},
    wide: { AllowWrites: true },
    says: 'and let it write',
  },
  {
    what: 'other code for a job',
    action: 'glue:StartJobRun',
    narrow: { Arguments: { '--a': 'x'.repeat(300) } },
    wide: { Arguments: { '--a': 'x'.repeat(300), '--extra-py-files': 's3://elsewhere/x.py' } },
    says: 'with --extra-py-files s3://elsewhere/x.py',
  },
  {
    what: 'access to the internet',
    action: 'sagemaker:CreateTrainingJob',
    narrow: {},
    wide: { EnableNetworkIsolation: false },
    says: 'with access to the internet',
  },
  {
    what: "another account's function",
    action: 'secretsmanager:RotateSecret',
    narrow: { RotationLambdaARN: 'arn:aws:lambda:eu-central-1:111122223333:function:rotate' },
    wide: { RotationLambdaARN: 'arn:aws:lambda:eu-central-1:444455556666:function:rotate' },
    says: 'by rotate of account 444455556666 (another account)',
  },
  {
    what: 'no recovery',
    action: 'secretsmanager:DeleteSecret',
    narrow: { ForceDeleteWithoutRecovery: undefined, RecoveryWindowInDays: 7 },
    wide: {},
    says: 'beyond recovery',
  },
  {
    what: 'the permissions of a policy',
    action: 'sts:GetFederationToken',
    narrow: {},
    wide: { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] },
    says: 'with at most AdministratorAccess',
  },
  {
    what: 'every field of a table of customers',
    action: 'data:export',
    narrow: { fields: ['a', 'b', 'c', 'd'] },
    wide: { fields: ['a', 'b', 'c', 'd', '*'] },
    says: 'Export *, ',
  },
  {
    what: 'every row',
    action: 'data:export',
    narrow: { rowLimit: 1 },
    wide: { rowLimit: 1_000_000 },
    says: 'rowLimit 1000000',
  },
  {
    what: 'stopping all tasks',
    action: 'ecs:UpdateService',
    narrow: { desiredCount: 2 },
    wide: { desiredCount: 0 },
    says: 'stopping all its tasks',
  },
  {
    what: 'at once and by force',
    action: 'ec2:TerminateInstances',
    narrow: {},
    wide: { Force: true, SkipOsShutdown: true },
    says: 'by force without shutting down first',
  },
  ...controlWideningPairs,
  ...runningWideningPairs,
  ...dataWideningPairs,
];

/** A pair's parameters, beside those of its action's example. */
export const withChanges = (parameters: JsonObject, changes: Changes): JsonObject =>
  Object.fromEntries(
    Object.entries({ ...parameters, ...changes }).filter(([, value]) => value !== undefined),
  ) as JsonObject;

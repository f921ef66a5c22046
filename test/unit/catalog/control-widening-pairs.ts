import type { WideningPair } from './widening-pair.ts';

const policy = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
const some = policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' });
const all = policy({ Action: '*', Resource: '*' });
const resourcePolicy = (AWS: string) => policy({ Principal: { AWS }, Action: 's3:GetObject', Resource: '*' });
const own = 'arn:aws:iam::111122223333:root';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const features = ['RDS_LOGIN_EVENTS', 'LAMBDA_NETWORK_LOGS', 'EKS_AUDIT_LOGS'].map((Name) => ({
  Name,
  Status: 'ENABLED',
}));
const target = { Id: 'build', Arn: 'arn:aws:codebuild:eu-central-1:111122223333:project/nightly' };

/** Of who may do what, and of what watches over it. */
export const controlWideningPairs: readonly WideningPair[] = [
  {
    what: 'every action for a group',
    action: 'iam:PutGroupPolicy',
    narrow: { PolicyDocument: some },
    wide: { PolicyDocument: all },
    says: 'every action, powerful actions',
  },
  {
    what: 'a credential without an end',
    action: 'iam:CreateServiceSpecificCredential',
    narrow: {},
    wide: { CredentialAgeDays: undefined },
    says: 'for ever',
  },
  {
    what: 'passwords without an end',
    action: 'iam:UpdateAccountPasswordPolicy',
    narrow: { MaxPasswordAge: 90, PasswordReusePrevention: 10 },
    wide: {},
    says: 'valid for ever, also those used before',
  },
  {
    what: 'every action in an organization',
    action: 'organizations:UpdatePolicy',
    narrow: { Content: some },
    wide: {},
    says: 'every action, powerful actions',
  },
  {
    what: 'all accounts instead of one',
    action: 'sso:ProvisionPermissionSet',
    narrow: { TargetType: 'AWS_ACCOUNT', TargetId: '444455556666' },
    wide: {},
    says: 'in every account that has it',
  },
  {
    what: 'every action in a permission set',
    action: 'sso:PutInlinePolicyToPermissionSet',
    narrow: { InlinePolicy: some },
    wide: {},
    says: 'every action, powerful actions',
  },
  {
    what: 'all that a role may',
    action: 'sts:AssumeRole',
    narrow: { PolicyArns: [{ arn: readOnly }], Policy: some },
    wide: {},
    says: 'to do all that it may',
  },
  {
    what: 'all that roles may, from outside AWS',
    action: 'rolesanywhere:CreateProfile',
    narrow: { managedPolicyArns: [readOnly], sessionPolicy: some },
    wide: {},
    says: 'do all that they may',
  },
  {
    what: "another account's role from outside AWS",
    action: 'rolesanywhere:UpdateProfile',
    narrow: {},
    wide: { roleArns: ['arn:aws:iam::444455556666:role/deploy'] },
    says: 'become deploy of account 444455556666 (another account)',
  },
  {
    what: 'another bucket, beside a harmless change',
    action: 'cloudtrail:UpdateTrail',
    narrow: { IsMultiRegionTrail: undefined, EnableLogFileValidation: true },
    wide: { IsMultiRegionTrail: undefined, EnableLogFileValidation: true, S3BucketName: 'elsewhere' },
    says: 'write to bucket elsewhere from now on',
  },
  {
    what: 'fewer events in a store',
    action: 'cloudtrail:UpdateEventDataStore',
    narrow: {},
    wide: {
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Insight'] }] }],
    },
    says: 'keep nothing but events whose eventCategory is Insight',
  },
  {
    what: 'a feature off behind others on',
    action: 'guardduty:UpdateDetector',
    narrow: { Enable: undefined, Features: features },
    wide: { Enable: undefined, Features: [...features, { Name: 'S3_DATA_EVENTS', Status: 'DISABLED' }] },
    says: 'without S3_DATA_EVENTS, ',
  },
  {
    what: 'findings that nobody sees',
    action: 'guardduty:CreateFilter',
    narrow: { Action: 'NOOP' },
    wide: {},
    says: 'Archive unseen',
  },
  {
    what: 'all scans instead of one kind',
    action: 'inspector2:Disable',
    narrow: {},
    wide: { resourceTypes: undefined },
    says: 'scanning everything in this account',
  },
  {
    what: 'one finding suppressed',
    action: 'securityhub:BatchUpdateFindings',
    narrow: { Workflow: { Status: 'NOTIFIED' } },
    wide: {},
    says: 'Call SUPPRESSED',
  },
  {
    what: 'all logs, to another account',
    action: 'logs:PutSubscriptionFilter',
    narrow: { filterPattern: 'ERROR' },
    wide: { destinationArn: 'arn:aws:logs:eu-central-1:444455556666:destination:collect' },
    says: 'Send all of log group /aws/lambda/checkout to collect of account 444455556666 (another account)',
  },
  {
    what: 'logs for anyone',
    action: 'logs:PutResourcePolicy',
    narrow: { policyDocument: resourcePolicy(own) },
    wide: { policyDocument: resourcePolicy('*') },
    says: 'anyone, ',
  },
  {
    what: 'another role behind a rule',
    action: 'events:PutTargets',
    narrow: { Targets: [target] },
    wide: { Targets: [{ ...target, RoleArn: 'arn:aws:iam::111122223333:role/admin', Input: '{"a":1}' }] },
    says: 'as role admin (target build) with {"a":1}',
  },
  {
    what: 'a rule that acts',
    action: 'events:PutRule',
    narrow: { State: 'DISABLED' },
    wide: { EventBusName: 'orders', ScheduleExpression: undefined, EventPattern: '{"source":["aws.iam"]}' },
    says: 'on event bus orders act from now on',
  },
  {
    what: 'anyone instead of an organization',
    action: 'events:PutPermission',
    narrow: {
      Principal: '*',
      Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-exampleorgid' },
    },
    wide: { Principal: '*' },
    says: 'Let anyone do events:PutEvents',
  },
  {
    what: 'anyone in the policy of an event bus',
    action: 'events:PutPermission',
    narrow: {},
    wide: {
      ...{ Action: undefined, Principal: undefined, StatementId: undefined },
      Policy: policy({ Principal: '*', Action: 'events:PutEvents', Resource: '*' }),
    },
    says: 'anyone, ',
  },
  {
    what: 'no way back for a copy of a key',
    action: 'kms:ReplicateKey',
    narrow: { Policy: resourcePolicy(own) },
    wide: { Policy: resourcePolicy('*'), BypassPolicyLockoutSafetyCheck: true },
    says: 'even if nobody can change it afterwards, with a policy of its own: anyone, ',
  },
  {
    what: 'anyone in the policy of a secret',
    action: 'secretsmanager:PutResourcePolicy',
    narrow: {},
    wide: { ResourcePolicy: resourcePolicy('*') },
    says: 'anyone, ',
  },
  {
    what: "another account's key",
    action: 'secretsmanager:UpdateSecret',
    narrow: {},
    wide: { KmsKeyId: 'arn:aws:kms:eu-central-1:444455556666:key/4444abcd-12ab-34cd-56ef-1234567890ab' },
    says: 'encrypted with key 4444abcd-12ab-34cd-56ef-1234567890ab of account 444455556666 (another account)',
  },
  {
    what: 'an organization behind accounts',
    action: 'ram:CreateResourceShare',
    narrow: { principals: ['444455556666', '555566667777'], allowExternalPrincipals: false },
    wide: {
      principals: [
        '444455556666',
        '555566667777',
        'arn:aws:organizations::111122223333:organization/o-exampleorgid',
      ],
    },
    says: 'with arn:aws:organizations::111122223333:organization/o-exampleorgid, ',
  },
  {
    what: 'anyone without signing in',
    action: 'cognito-identity:SetIdentityPoolRoles',
    narrow: {},
    wide: {
      Roles: {
        authenticated: 'arn:aws:iam::111122223333:role/shop-customer',
        unauthenticated: 'arn:aws:iam::111122223333:role/shop-visitor',
      },
    },
    says: 'Let anyone, without signing in, become role shop-visitor',
  },
  {
    what: 'a password that stays in a user pool',
    action: 'cognito-idp:AdminSetUserPassword',
    narrow: { Permanent: false },
    wide: {},
    says: 'for good',
  },
  {
    what: 'a copy in another account',
    action: 'backup:StartCopyJob',
    narrow: {
      DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:copies',
      Lifecycle: { DeleteAfterDays: 30 },
    },
    wide: {},
    says: 'to copies of account 444455556666 (another account)',
  },
  {
    what: 'anyone in the policy of a vault',
    action: 'backup:PutBackupVaultAccessPolicy',
    narrow: { Policy: resourcePolicy(own) },
    wide: { Policy: resourcePolicy('*') },
    says: 'anyone, ',
  },
  {
    what: 'more than the named kinds in a recorder',
    action: 'config:PutConfigurationRecorder',
    narrow: {},
    wide: {
      ConfigurationRecorder: {
        name: 'default',
        roleARN: 'arn:aws:iam::444455556666:role/config',
        recordingGroup: {
          allSupported: false,
          includeGlobalResourceTypes: false,
          exclusionByResourceTypes: { resourceTypes: ['AWS::IAM::Role'] },
          recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        },
        recordingMode: { recordingFrequency: 'DAILY' },
      },
    },
    says: 'everything but AWS::IAM::Role',
  },
];

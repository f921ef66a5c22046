import fc from 'fast-check';
import type { JsonObject } from '../../../../core/lib/json.ts';

/** What AWS could have answered a look before, and the action itself: whatever of it matters, in the forms that AWS has. */
export interface Undone {
  /** Left out: the entry has no look. `{}` where the look's error says that there is none. */
  answer?: fc.Arbitrary<object>;
  result?: fc.Arbitrary<object>;
  /** In place of the entry's example, where that cannot be undone at all. */
  parameters?: JsonObject;
}

const flag = fc.boolean();
const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 3 });
const distinctOf = <T>(...values: T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: values.length });
const record = <T extends Record<string, fc.Arbitrary<unknown>>>(members: T) => fc.record(members);
/** Each member may be missing, as AWS leaves out what is not set. */
const partial = <T extends Record<string, fc.Arbitrary<unknown>>>(members: T) =>
  fc.record(members, { requiredKeys: [] });

const identityPolicy = (kind: 'identity' | 'resource' | 'trust') =>
  record({
    Version: fc.constant('2012-10-17'),
    Statement: some(
      record({
        Effect: oneOf('Allow', 'Deny'),
        ...(kind !== 'identity' && {
          Principal: oneOf<object>(
            { AWS: 'arn:aws:iam::444455556666:root' },
            { Service: 'lambda.amazonaws.com' },
          ),
        }),
        Action: kind === 'trust' ? fc.constant('sts:AssumeRole') : oneOf('s3:GetObject', 's3:PutObject'),
        ...(kind !== 'trust' && {
          Resource: oneOf('arn:aws:s3:::shop-receipts/*', 'arn:aws:s3:::shop-logs/*'),
        }),
      }),
    ),
  });
/** As it was written, or as a service sets it. */
const text = (value: fc.Arbitrary<object>) =>
  fc.tuple(value, oneOf(0, 2)).map(([object, spaces]) => JSON.stringify(object, null, spaces));
const identity = text(identityPolicy('identity'));
const resource = text(identityPolicy('resource'));
const trust = text(identityPolicy('trust'));
const encoded = (document: fc.Arbitrary<string>) => document.map(encodeURIComponent);
const none = fc.constant({});
const orNone = (answer: fc.Arbitrary<object>) =>
  fc.oneof({ weight: 3, arbitrary: answer }, { weight: 1, arbitrary: none });

const policyArn = oneOf(
  'arn:aws:iam::aws:policy/AdministratorAccess',
  'arn:aws:iam::111122223333:policy/deploy',
);
const boundary = partial({ PermissionsBoundary: record({ PermissionsBoundaryArn: policyArn }) });
const attached = record({ AttachedPolicies: fc.array(record({ PolicyArn: policyArn }), { maxLength: 2 }) });
const inline = orNone(record({ PolicyDocument: encoded(identity) }));
const members = record({
  Groups: distinctOf('administrators', 'developers').map((names) =>
    names.map((GroupName) => ({ GroupName })),
  ),
});
const profile = record({
  InstanceProfile: record({
    Roles: distinctOf('web', 'etl-runner').map((names) => names.map((RoleName) => ({ RoleName }))),
  }),
});
const versions = record({ Policy: record({ DefaultVersionId: oneOf('v1', 'v7') }) });
const passwords = orNone(
  record({
    PasswordPolicy: fc.record(
      {
        MinimumPasswordLength: fc.integer({ min: 6, max: 128 }),
        ...{ RequireSymbols: flag, RequireNumbers: flag, RequireUppercaseCharacters: flag },
        ...{ RequireLowercaseCharacters: flag, AllowUsersToChangePassword: flag },
        ...{ ExpirePasswords: flag, HardExpiry: flag },
        MaxPasswordAge: fc.integer({ min: 1, max: 1_095 }),
        PasswordReusePrevention: fc.integer({ min: 1, max: 24 }),
      },
      {
        requiredKeys: [
          ...([
            'MinimumPasswordLength',
            'RequireSymbols',
            'RequireNumbers',
            'RequireUppercaseCharacters',
          ] as const),
          ...(['RequireLowercaseCharacters', 'AllowUsersToChangePassword'] as const),
        ],
      },
    ),
  }),
);

const owner = '0'.repeat(64);
const grants = record({
  Owner: fc.constant({ ID: owner, DisplayName: 'shop' }),
  Grants: fc.uniqueArray(
    record({
      Grantee: oneOf<object>(
        { Type: 'CanonicalUser', ID: owner, DisplayName: 'shop' },
        { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
      ),
      Permission: oneOf('FULL_CONTROL', 'READ'),
    }),
    { minLength: 1, maxLength: 3, selector: (grant) => JSON.stringify(grant) },
  ),
});
const blocks = orNone(
  record({
    PublicAccessBlockConfiguration: partial({
      ...{ BlockPublicAcls: flag, IgnorePublicAcls: flag },
      ...{ BlockPublicPolicy: flag, RestrictPublicBuckets: flag },
    }),
  }),
);
const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:receipts';
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const rules = (isEgress: boolean, ids = ['sgr-0123456789abcdef0']) =>
  record({
    SecurityGroupRules: fc.tuple(...ids.map((id) => rule(id, isEgress))),
  });
const rule = (SecurityGroupRuleId: string, IsEgress: boolean) =>
  fc
    .tuple(
      oneOf<object>(
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 },
        { IpProtocol: 'udp', FromPort: 1, ToPort: 1024 },
        { IpProtocol: '-1', FromPort: -1, ToPort: -1 },
      ),
      oneOf<object>(
        { CidrIpv4: '10.0.0.0/8' },
        { CidrIpv4: '0.0.0.0/0', Description: 'everyone' },
        { CidrIpv6: '::/0' },
        { PrefixListId: 'pl-0123456789abcdef0' },
        { ReferencedGroupInfo: { GroupId: 'sg-00000000000000001', UserId: '111122223333' } },
      ),
    )
    .map(([traffic, side]) => ({ SecurityGroupRuleId, IsEgress, ...traffic, ...side, Tags: [] }));
const madeRules = record({
  SecurityGroupRules: fc.constant([{ SecurityGroupRuleId: 'sgr-0123456789abcdef0' }]),
});
const sharedWith = fc.uniqueArray(
  oneOf<{ UserId?: string; Group?: string }>(
    { UserId: '444455556666' },
    { UserId: '777788889999' },
    { Group: 'all' },
  ),
  { selector: (one) => JSON.stringify(one) },
);
const restorers = (name: string) =>
  record({
    [`${name}Result`]: record({
      [name]: record({ AttributeValues: distinctOf('444455556666', '777788889999', 'all') }).map((values) => [
        { AttributeName: 'restore', ...values },
      ]),
    }),
  });
const instances = record({
  Reservations: record({
    Instances: oneOf('running', 'stopped', 'pending', 'stopping').map((Name) => [
      { InstanceId: 'i-0123456789abcdef0', State: { Name } },
    ]),
  }).map((one) => [one]),
});
const aclEntry = partial({
  NetworkAcls: oneOf<object>(
    {
      RuleNumber: 100,
      Protocol: '6',
      RuleAction: 'allow',
      Egress: false,
      CidrBlock: '10.0.0.0/8',
      PortRange: { From: 22, To: 22 },
    },
    { RuleNumber: 100, Protocol: '-1', RuleAction: 'deny', Egress: false, Ipv6CidrBlock: '::/0' },
    { RuleNumber: 200, Protocol: '-1', RuleAction: 'deny', Egress: false, CidrBlock: '0.0.0.0/0' },
  ).map((entry) => [{ NetworkAclId: 'acl-0123456789abcdef0', Entries: [entry] }]),
});
const keyState = record({
  KeyMetadata: record({ KeyState: oneOf('Enabled', 'Disabled', 'PendingDeletion') }),
});
const aliasTarget = orNone(
  record({
    KeyMetadata: record({
      KeyId: oneOf('1234abcd-12ab-34cd-56ef-1234567890ab', 'mrk-1234abcd12ab34cd56ef1234567890ab'),
    }),
  }),
);
const rotation = record({ KeyRotationEnabled: flag, RotationPeriodInDays: oneOf(90, 365, 2_560) });
const secretVersion = '1234abcd-12ab-34cd-56ef-1234567890ab';
const stages = record({
  VersionIdsToStages: oneOf<object>(
    { [secretVersion]: ['AWSCURRENT'] },
    { [secretVersion]: ['AWSCURRENT'], '4444abcd-12ab-34cd-56ef-1234567890ab': ['AWSPREVIOUS'] },
  ),
});
const selectors = fc.oneof(
  record({
    EventSelectors: fc.uniqueArray(
      record({
        ReadWriteType: oneOf('All', 'WriteOnly'),
        IncludeManagementEvents: flag,
        DataResources: fc.constant([]),
        ExcludeManagementEventSources: fc.constant([]),
      }),
      { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) },
    ),
  }),
  record({
    AdvancedEventSelectors: fc.constant([
      { Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    ]),
  }),
);
const eventRule = orNone(
  record({
    State: oneOf('ENABLED', 'DISABLED'),
    EventPattern: fc.constant('{"source":["aws.s3"]}'),
    Description: fc.constant('what happens in buckets'),
  }),
);

const resourcePolicy = (member: string) => orNone(record({ [member]: resource }));

/** Each action that can be undone. */
export const undone: Readonly<Record<string, Undone>> = {
  'iam:AttachRolePolicy': { answer: attached },
  'iam:AttachUserPolicy': { answer: attached },
  'iam:AttachGroupPolicy': { answer: attached },
  'iam:DetachRolePolicy': { answer: attached },
  'iam:DetachUserPolicy': { answer: attached },
  'iam:DetachGroupPolicy': { answer: attached },
  'iam:PutRolePolicy': { answer: inline },
  'iam:PutUserPolicy': { answer: inline },
  'iam:PutGroupPolicy': { answer: inline },
  'iam:DeleteRolePolicy': { answer: inline },
  'iam:DeleteUserPolicy': { answer: inline },
  'iam:DeleteGroupPolicy': { answer: inline },
  'iam:CreatePolicyVersion': {
    answer: versions,
    result: fc.constant({ PolicyVersion: { VersionId: 'v8' } }),
  },
  'iam:SetDefaultPolicyVersion': { answer: versions },
  'iam:UpdateAssumeRolePolicy': {
    answer: record({ Role: record({ AssumeRolePolicyDocument: encoded(trust) }) }),
  },
  'iam:PutRolePermissionsBoundary': { answer: record({ Role: boundary }) },
  'iam:DeleteRolePermissionsBoundary': { answer: record({ Role: boundary }) },
  'iam:PutUserPermissionsBoundary': { answer: record({ User: boundary }) },
  'iam:DeleteUserPermissionsBoundary': { answer: record({ User: boundary }) },
  'iam:CreateUser': {},
  'iam:CreateRole': {},
  'iam:CreateGroup': {},
  'iam:CreateInstanceProfile': {},
  'iam:CreateLoginProfile': {},
  'iam:CreatePolicy': { result: fc.constant({ Policy: { Arn: 'arn:aws:iam::111122223333:policy/deploy' } }) },
  'iam:CreateAccessKey': { result: fc.constant({ AccessKey: { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' } }) },
  'iam:AddUserToGroup': { answer: members },
  'iam:RemoveUserFromGroup': { answer: members },
  'iam:AddRoleToInstanceProfile': { answer: profile },
  'iam:RemoveRoleFromInstanceProfile': { answer: profile },
  'iam:UpdateRole': {
    answer: record({
      Role: fc.record(
        { Description: oneOf('', 'runs at night'), MaxSessionDuration: oneOf(3_600, 43_200) },
        { requiredKeys: ['MaxSessionDuration'] },
      ),
    }),
  },
  'iam:UpdateAccessKey': {
    answer: record({
      AccessKeyMetadata: oneOf('Active', 'Inactive').map((Status) => [
        { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status },
      ]),
    }),
  },
  'iam:UpdateAccountPasswordPolicy': { answer: passwords },
  'iam:DeleteAccountPasswordPolicy': { answer: passwords },
  'iam:UpdateOpenIDConnectProviderThumbprint': {
    answer: record({ ThumbprintList: fc.constant(['0'.repeat(40)]) }),
  },

  's3:PutBucketPolicy': { answer: resourcePolicy('Policy') },
  's3:DeleteBucketPolicy': { answer: resourcePolicy('Policy') },
  's3:PutBucketAcl': { answer: grants },
  's3:PutObjectAcl': { answer: grants },
  's3:PutBucketPublicAccessBlock': { answer: blocks },
  's3:PutAccountPublicAccessBlock': { answer: blocks },
  's3:PutBucketVersioning': { answer: partial({ Status: oneOf('Enabled', 'Suspended') }) },
  's3:PutEncryptionConfiguration': {
    answer: orNone(
      record({
        ServerSideEncryptionConfiguration: record({
          Rules: oneOf<object>(
            { SSEAlgorithm: 'AES256' },
            { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
          ).map((by) => [{ ApplyServerSideEncryptionByDefault: by, BucketKeyEnabled: true }]),
        }),
      }),
    ),
  },
  's3:PutBucketOwnershipControls': {
    answer: partial({
      OwnershipControls: record({
        Rules: oneOf('ObjectWriter', 'BucketOwnerEnforced').map((ObjectOwnership) => [{ ObjectOwnership }]),
      }),
    }),
  },
  's3:PutBucketObjectLockConfiguration': {
    answer: orNone(
      record({
        ObjectLockConfiguration: oneOf<object>(
          { ObjectLockEnabled: 'Enabled' },
          { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } } },
        ),
      }),
    ),
  },
  's3:PutBucketNotification': {
    answer: orNone(
      record({
        LambdaFunctionConfigurations: fc.constant([
          { Id: 'one', LambdaFunctionArn: functionArn, Events: ['s3:ObjectCreated:*'] },
        ]),
      }),
    ),
  },
  's3:PutBucketLogging': {
    answer: partial({ LoggingEnabled: fc.constant({ TargetBucket: 'shop-logs', TargetPrefix: '' }) }),
  },
  's3:PutInventoryConfiguration': {
    answer: orNone(
      record({
        InventoryConfiguration: fc.constant({
          ...{
            Id: 'nightly',
            IsEnabled: false,
            IncludedObjectVersions: 'All',
            Schedule: { Frequency: 'Weekly' },
          },
          Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::shop-inventory', Format: 'CSV' } },
        }),
      }),
    ),
  },
  's3:PutBucketWebsite': { answer: orNone(record({ IndexDocument: fc.constant({ Suffix: 'index.html' }) })) },
  's3:PutBucketCORS': {
    answer: orNone(
      record({
        CORSRules: fc.constant([{ AllowedOrigins: ['https://shop.example'], AllowedMethods: ['GET'] }]),
      }),
    ),
  },
  's3:PutAccessPointPolicy': { answer: resourcePolicy('Policy') },

  'kms:PutKeyPolicy': { answer: record({ Policy: resource }) },
  'kms:DisableKey': { answer: keyState },
  'kms:EnableKey': { answer: keyState },
  'kms:ScheduleKeyDeletion': { answer: keyState },
  'kms:EnableKeyRotation': { answer: rotation },
  'kms:DisableKeyRotation': { answer: rotation },
  'kms:UpdateAlias': { answer: aliasTarget },
  'kms:CreateAlias': { answer: aliasTarget },
  'kms:DeleteAlias': { answer: aliasTarget },

  'secretsmanager:PutResourcePolicy': { answer: resourcePolicy('ResourcePolicy') },
  'secretsmanager:DeleteResourcePolicy': { answer: resourcePolicy('ResourcePolicy') },
  'secretsmanager:UpdateSecretVersionStage': { answer: stages },
  'secretsmanager:PutSecretValue': {
    answer: stages,
    result: fc.constant({ VersionId: '5555abcd-12ab-34cd-56ef-1234567890ab' }),
  },
  'secretsmanager:DeleteSecret': {
    answer: none,
    parameters: {
      SecretId: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf',
      RecoveryWindowInDays: 7,
    },
  },

  'ec2:AuthorizeSecurityGroupIngress': { answer: rules(false), result: madeRules },
  'ec2:AuthorizeSecurityGroupEgress': { answer: rules(true), result: madeRules },
  'ec2:RevokeSecurityGroupIngress': {
    answer: rules(false, ['sgr-0123456789abcdef0', 'sgr-00000000000000001']),
    parameters: { GroupId: 'sg-0123456789abcdef0', SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] },
  },
  'ec2:RevokeSecurityGroupEgress': { answer: rules(true) },
  'ec2:ModifySecurityGroupRules': { answer: rules(false) },
  'ec2:ModifySnapshotAttribute': { answer: record({ CreateVolumePermissions: sharedWith }) },
  'ec2:ModifyImageAttribute': { answer: record({ LaunchPermissions: sharedWith }) },
  'ec2:ModifyFpgaImageAttribute': {
    answer: record({ FpgaImageAttribute: record({ LoadPermissions: sharedWith }) }),
  },
  'ec2:StopInstances': { answer: instances },
  'ec2:StartInstances': { answer: instances },
  'ec2:ModifyInstanceMetadataOptions': {
    answer: record({
      Reservations: record({
        HttpTokens: oneOf('optional', 'required'),
        HttpPutResponseHopLimit: oneOf(1, 2),
        HttpEndpoint: fc.constant('enabled'),
        State: fc.constant('applied'),
      }).map((MetadataOptions) => [{ Instances: [{ MetadataOptions }] }]),
    }),
  },
  'ec2:ModifyInstanceAttribute': {
    answer: record({ DisableApiTermination: record({ Value: flag }) }),
    parameters: { InstanceId: 'i-0123456789abcdef0', DisableApiTermination: { Value: false } },
  },
  'ec2:ReplaceIamInstanceProfileAssociation': {
    answer: record({
      IamInstanceProfileAssociations: fc.constant([
        { IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web' } },
      ]),
    }),
    result: fc.constant({ IamInstanceProfileAssociation: { AssociationId: 'iip-assoc-00000000000000001' } }),
  },
  'ec2:ModifyLaunchTemplate': {
    answer: record({
      LaunchTemplates: oneOf(1, 12).map((DefaultVersionNumber) => [{ DefaultVersionNumber }]),
    }),
  },
  'ec2:ReplaceRoute': {
    answer: record({
      RouteTables: oneOf<object>(
        { GatewayId: 'igw-0123456789abcdef0' },
        { GatewayId: 'local' },
        {
          InstanceId: 'i-0123456789abcdef0',
          NetworkInterfaceId: 'eni-0123456789abcdef0',
          InstanceOwnerId: '111122223333',
        },
        { NatGatewayId: 'nat-0123456789abcdef0' },
        { GatewayId: 'vpce-0123456789abcdef0' },
      ).map((to) => [
        { Routes: [{ DestinationCidrBlock: '0.0.0.0/0', State: 'active', Origin: 'CreateRoute', ...to }] },
      ]),
    }),
  },
  'ec2:CreateNetworkAclEntry': { answer: aclEntry },
  'ec2:ReplaceNetworkAclEntry': { answer: aclEntry },
  'ec2:DeleteNetworkAclEntry': {
    answer: aclEntry,
    parameters: { NetworkAclId: 'acl-0123456789abcdef0', RuleNumber: 100, Egress: false },
  },
  'ec2:ReplaceNetworkAclAssociation': {
    answer: record({ NetworkAcls: fc.constant([{ NetworkAclId: 'acl-00000000000000001' }]) }),
    result: fc.constant({ NewAssociationId: 'aclassoc-00000000000000001' }),
  },
  'ec2:ModifySubnetAttribute': {
    answer: record({ Subnets: flag.map((MapPublicIpOnLaunch) => [{ MapPublicIpOnLaunch }]) }),
  },
  'ec2:ModifyNetworkInterfaceAttribute': {
    answer: record({
      NetworkInterfaces: flag.map((SourceDestCheck) => [
        { Groups: [{ GroupId: 'sg-00000000000000001' }], SourceDestCheck },
      ]),
    }),
  },
  'ec2:ModifyVpcEndpointServicePermissions': {
    answer: record({
      AllowedPrincipals: distinctOf('*', 'arn:aws:iam::444455556666:root').map((all) =>
        all.map((Principal) => ({ Principal })),
      ),
    }),
  },

  'lambda:UpdateFunctionConfiguration': {
    answer: record({
      Timeout: oneOf(3, 900),
      Layers: fc.constant([]),
      FunctionArn: fc.constant(functionArn),
    }),
    parameters: {
      FunctionName: 'checkout',
      Timeout: 60,
      Layers: [],
      VpcConfig: { SubnetIds: [], SecurityGroupIds: [] },
    },
  },
  'lambda:UpdateAlias': {
    answer: record({
      FunctionVersion: oneOf('1', '42'),
      RoutingConfig: oneOf<object>({}, { AdditionalVersionWeights: { 7: 0.5 } }),
    }),
  },
  'lambda:UpdateFunctionUrlConfig': {
    answer: record({ AuthType: oneOf('NONE', 'AWS_IAM'), InvokeMode: fc.constant('BUFFERED') }),
  },
  'lambda:AddPermission': { answer: orNone(record({ Policy: resource })) },
  'lambda:PutFunctionConcurrency': { answer: partial({ ReservedConcurrentExecutions: oneOf(0, 100) }) },

  'logs:PutResourcePolicy': {
    answer: record({
      resourcePolicies: text(identityPolicy('resource')).map((policyDocument) => [
        { policyName: 'route53', policyDocument },
      ]),
    }),
  },
  'logs:DeleteResourcePolicy': {
    answer: record({
      resourcePolicies: text(identityPolicy('resource')).map((policyDocument) => [
        { policyName: 'route53', policyDocument },
      ]),
    }),
  },
  'logs:PutDestinationPolicy': {
    answer: record({
      destinations: resource.map((accessPolicy) => [{ destinationName: 'collect', accessPolicy }]),
    }),
  },
  'logs:PutSubscriptionFilter': { answer: record({ subscriptionFilters: fc.constant([]) }) },
  'logs:DeleteSubscriptionFilter': { answer: record({ subscriptionFilters: fc.constant([]) }) },

  'cloudtrail:StopLogging': { answer: record({ IsLogging: flag }) },
  'cloudtrail:StartLogging': { answer: record({ IsLogging: flag }) },
  'cloudtrail:UpdateTrail': {
    answer: record({ Trail: record({ IsMultiRegionTrail: flag, S3BucketName: fc.constant('trail') }) }),
  },
  'cloudtrail:PutEventSelectors': { answer: selectors },
  'cloudtrail:PutInsightSelectors': {
    answer: orNone(record({ InsightSelectors: fc.constant([{ InsightType: 'ApiCallRateInsight' }]) })),
  },
  'cloudtrail:UpdateEventDataStore': {
    answer: record({
      RetentionPeriod: oneOf(7, 2_557),
      TerminationProtectionEnabled: flag,
      MultiRegionEnabled: flag,
    }),
  },

  'ecs:UpdateService': {
    answer: record({
      services: oneOf('checkout:41', 'checkout:7').map((task) => [
        { taskDefinition: `arn:aws:ecs:eu-central-1:111122223333:task-definition/${task}` },
      ]),
    }),
  },
  'ecr:SetRepositoryPolicy': { answer: orNone(record({ policyText: trust })) },
  'ecr:PutRegistryPolicy': { answer: resourcePolicy('policyText') },
  'ecr:PutReplicationConfiguration': {
    answer: record({
      replicationConfiguration: oneOf<object>({
        rules: [
          { destinations: [{ region: 'eu-west-1', registryId: '111122223333' }], repositoryFilters: [] },
        ],
      }),
    }),
  },
  'rds:ModifyDBSnapshotAttribute': { answer: restorers('DBSnapshotAttributes') },
  'rds:ModifyDBClusterSnapshotAttribute': { answer: restorers('DBClusterSnapshotAttributes') },
  'rds:ModifyDBInstance': {
    answer: record({
      DBInstances: flag.map((PubliclyAccessible) => [{ PubliclyAccessible, BackupRetentionPeriod: 7 }]),
    }),
    parameters: { DBInstanceIdentifier: 'shop', PubliclyAccessible: true, ApplyImmediately: true },
  },
  'rds:ModifyDBCluster': {
    answer: record({ DBClusters: flag.map((DeletionProtection) => [{ DeletionProtection }]) }),
    parameters: { DBClusterIdentifier: 'shop', DeletionProtection: false },
  },
  'sns:SetTopicAttributes': { answer: record({ Attributes: record({ Policy: resource }) }) },
  'sns:AddPermission': { answer: record({ Attributes: record({ Policy: resource }) }) },
  'sqs:SetQueueAttributes': {
    answer: record({ Attributes: record({ Policy: resource, VisibilityTimeout: fc.constant('30') }) }),
  },
  'sqs:AddPermission': { answer: record({ Attributes: partial({ Policy: resource }) }) },
  'organizations:UpdatePolicy': {
    answer: record({
      Policy: record({
        PolicySummary: fc.constant({ Name: 'guard', Description: 'holds' }),
        Content: identity,
      }),
    }),
  },
  'organizations:PutResourcePolicy': {
    answer: orNone(record({ ResourcePolicy: record({ Content: resource }) })),
  },
  'organizations:DeleteResourcePolicy': {
    answer: orNone(record({ ResourcePolicy: record({ Content: resource }) })),
  },
  'organizations:MoveAccount': { answer: record({ Parents: fc.constant([{ Id: 'r-abcd' }]) }) },
  'organizations:AttachPolicy': {},
  'organizations:DetachPolicy': {},
  'organizations:RegisterDelegatedAdministrator': {},
  'organizations:DeregisterDelegatedAdministrator': {},
  'sso:PutInlinePolicyToPermissionSet': {
    answer: record({ InlinePolicy: fc.oneof(identity, fc.constant('')) }),
  },
  'sso:DeleteInlinePolicyFromPermissionSet': {
    answer: record({ InlinePolicy: fc.oneof(identity, fc.constant('')) }),
  },
  'sso:PutPermissionsBoundaryToPermissionSet': {
    answer: orNone(
      record({
        PermissionsBoundary: record({ ManagedPolicyArn: policyArn.filter((arn) => arn.includes(':aws:')) }),
      }),
    ),
  },
  'sso:DeletePermissionsBoundaryFromPermissionSet': {
    answer: orNone(
      record({ PermissionsBoundary: fc.constant({ CustomerManagedPolicyReference: { Name: 'agents' } }) }),
    ),
  },
  'sso:UpdatePermissionSet': {
    answer: record({
      PermissionSet: record({
        Description: fc.constant('reads'),
        SessionDuration: oneOf('PT1H', 'PT12H'),
        RelayState: fc.constant('https://console.aws.amazon.com/'),
      }),
    }),
  },
  'sso:AttachManagedPolicyToPermissionSet': {
    answer: record({
      AttachedManagedPolicies: distinctOf('arn:aws:iam::aws:policy/AdministratorAccess').map((arns) =>
        arns.map((Arn) => ({ Arn })),
      ),
    }),
  },
  'sso:DetachManagedPolicyFromPermissionSet': {
    answer: record({
      AttachedManagedPolicies: distinctOf('arn:aws:iam::aws:policy/AdministratorAccess').map((arns) =>
        arns.map((Arn) => ({ Arn })),
      ),
    }),
  },
  'dynamodb:PutResourcePolicy': { answer: resourcePolicy('Policy') },
  'elasticfilesystem:PutFileSystemPolicy': { answer: resourcePolicy('Policy') },
  'glue:PutResourcePolicy': { answer: resourcePolicy('PolicyInJson') },
  'backup:PutBackupVaultAccessPolicy': { answer: resourcePolicy('Policy') },
  'backup:DeleteBackupVaultAccessPolicy': { answer: resourcePolicy('Policy') },
  'wafv2:PutPermissionPolicy': { answer: resourcePolicy('Policy') },
  'wafv2:DeletePermissionPolicy': { answer: resourcePolicy('Policy') },
  'redshift-serverless:PutResourcePolicy': {
    answer: partial({ resourcePolicy: record({ policy: resource }) }),
  },
  'apigateway:PATCH': {
    answer: partial({
      policy: text(identityPolicy('resource')).map((policy) => policy.replaceAll('"', '\\"')),
    }),
  },
  'ssm:UpdateServiceSetting': {
    answer: record({ ServiceSetting: record({ SettingValue: oneOf('Enable', 'Disable') }) }),
  },
  'ssm:UpdateDocumentDefaultVersion': {
    answer: record({ Document: record({ DefaultVersion: oneOf('1', '12') }) }),
  },
  'ssm:ModifyDocumentPermission': { answer: record({ AccountIds: distinctOf('444455556666', 'all') }) },
  'events:PutRule': { answer: eventRule },
  'events:DisableRule': { answer: eventRule },
  'events:PutPermission': { answer: resourcePolicy('Policy') },
  'events:RemovePermission': { answer: resourcePolicy('Policy') },
  'eks:UpdateAccessEntry': {
    answer: record({
      accessEntry: record({
        kubernetesGroups: distinctOf('viewers', 'editors'),
        username: fc.constant('ci'),
      }),
    }),
  },
  'cloudformation:SetStackPolicy': {
    answer: partial({
      StackPolicyBody: fc.constant(
        '{"Statement":[{"Effect":"Allow","Action":"Update:*","Principal":"*","Resource":"*"}]}',
      ),
    }),
  },
  'cloudformation:UpdateTerminationProtection': {
    answer: record({ Stacks: flag.map((EnableTerminationProtection) => [{ EnableTerminationProtection }]) }),
  },
  'sagemaker:UpdateEndpoint': { answer: record({ EndpointConfigName: oneOf('ranking-7', 'ranking-8') }) },
  'codebuild:UpdateProjectVisibility': {
    answer: record({
      projects: oneOf('PRIVATE', 'PUBLIC_READ').map((projectVisibility) => [
        { projectVisibility, resourceAccessRole: 'arn:aws:iam::111122223333:role/builds' },
      ]),
    }),
  },
  'bedrock:PutModelInvocationLoggingConfiguration': {
    answer: partial({
      loggingConfig: fc.constant({ s3Config: { bucketName: 'shop-logs' }, textDataDeliveryEnabled: true }),
    }),
  },
  'bedrock:DeleteModelInvocationLoggingConfiguration': {
    answer: partial({
      loggingConfig: fc.constant({ s3Config: { bucketName: 'shop-logs' }, textDataDeliveryEnabled: true }),
    }),
  },
  'guardduty:UpdateDetector': {
    answer: record({
      Status: oneOf('ENABLED', 'DISABLED'),
      FindingPublishingFrequency: fc.constant('SIX_HOURS'),
    }),
    parameters: { DetectorId: '0'.repeat(32), Enable: false },
  },
};

/** By the action: what it was called with and what AWS answered, where nobody looked before. */
export const undoneUnseen: Readonly<Record<string, { parameters?: JsonObject; result?: JsonObject }>> = {
  'iam:CreatePolicyVersion': {
    parameters: { PolicyArn: 'arn:aws:iam::111122223333:policy/deploy', SetAsDefault: false },
    result: { PolicyVersion: { VersionId: 'v8' } },
  },
  'kms:ScheduleKeyDeletion': {},
  'ec2:StopInstances': {
    result: {
      StoppingInstances: [{ InstanceId: 'i-0123456789abcdef0', PreviousState: { Name: 'running' } }],
    },
  },
  'ec2:StartInstances': {
    result: {
      StartingInstances: [{ InstanceId: 'i-0123456789abcdef0', PreviousState: { Name: 'stopped' } }],
    },
  },
};

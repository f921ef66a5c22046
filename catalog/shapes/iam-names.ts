/**
 * IAM's names of operations that the API calls otherwise, service and operation. Only where one action is one operation:
 * `kms:ReEncryptFrom` is half of one.
 */
const operations = {
  detective: { ListOrganizationAdminAccount: 'ListOrganizationAdminAccounts' },
  dms: {
    AssociateExtensionPack: 'StartExtensionPackAssociation',
    ListDataProviders: 'DescribeDataProviders',
    ListExtensionPacks: 'DescribeExtensionPackAssociations',
    ListInstanceProfiles: 'DescribeInstanceProfiles',
    ListMetadataModelAssessments: 'DescribeMetadataModelAssessments',
    ListMetadataModelConversions: 'DescribeMetadataModelConversions',
    ListMigrationProjects: 'DescribeMigrationProjects',
    StartMetadataModelExportAsScripts: 'StartMetadataModelExportAsScript',
    UpdateConversionConfiguration: 'ModifyConversionConfiguration',
    UpdateDataProvider: 'ModifyDataProvider',
    UpdateInstanceProfile: 'ModifyInstanceProfile',
    UpdateMigrationProject: 'ModifyMigrationProject',
  },
  lambda: { InvokeFunction: 'Invoke' },
  s3: {
    GetAccelerateConfiguration: 'GetBucketAccelerateConfiguration',
    GetAccountPublicAccessBlock: 's3-control.GetPublicAccessBlock',
    GetAnalyticsConfiguration: 'GetBucketAnalyticsConfiguration',
    GetBucketCORS: 'GetBucketCors',
    GetBucketNotification: 'GetBucketNotificationConfiguration',
    GetBucketObjectLockConfiguration: 'GetObjectLockConfiguration',
    GetBucketPublicAccessBlock: 'GetPublicAccessBlock',
    GetEncryptionConfiguration: 'GetBucketEncryption',
    GetIntelligentTieringConfiguration: 'GetBucketIntelligentTieringConfiguration',
    GetInventoryConfiguration: 'GetBucketInventoryConfiguration',
    GetLifecycleConfiguration: 'GetBucketLifecycleConfiguration',
    GetMetricsConfiguration: 'GetBucketMetricsConfiguration',
    GetReplicationConfiguration: 'GetBucketReplication',
    ListAllMyBuckets: 'ListBuckets',
    ListBucket: 'ListObjectsV2',
    ListBucketMultipartUploads: 'ListMultipartUploads',
    ListBucketVersions: 'ListObjectVersions',
    ListMultipartUploadParts: 'ListParts',
    PutAccelerateConfiguration: 'PutBucketAccelerateConfiguration',
    PutAccountPublicAccessBlock: 's3-control.PutPublicAccessBlock',
    PutAnalyticsConfiguration: 'PutBucketAnalyticsConfiguration',
    PutBucketCORS: 'PutBucketCors',
    PutBucketNotification: 'PutBucketNotificationConfiguration',
    PutBucketObjectLockConfiguration: 'PutObjectLockConfiguration',
    PutBucketPublicAccessBlock: 'PutPublicAccessBlock',
    PutEncryptionConfiguration: 'PutBucketEncryption',
    PutIntelligentTieringConfiguration: 'PutBucketIntelligentTieringConfiguration',
    PutInventoryConfiguration: 'PutBucketInventoryConfiguration',
    PutLifecycleConfiguration: 'PutBucketLifecycleConfiguration',
    PutMetricsConfiguration: 'PutBucketMetricsConfiguration',
    PutReplicationConfiguration: 'PutBucketReplication',
  },
  securityhub: { ConnectorRegistrationsV2: 'RegisterConnectorV2' },
};

/** `s3:ListBucket` to `ListObjectsV2`. */
export const iamNames: ReadonlyMap<string, string> = new Map(
  Object.entries(operations).flatMap(([service, names]) =>
    Object.entries(names).map(([action, operation]) => [`${service}:${action}`, operation] as const),
  ),
);

import type { Step } from '../state.ts';

const bucket = (Bucket: string): Step => [
  's3:CreateBucket',
  { Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } },
];
const receipts = bucket('shop-receipts');
const receipt: Step = ['s3:PutObject', { Bucket: 'shop-receipts', Key: '2026/01/31.json', Body: '{}' }];
const versioned: Step = [
  's3:PutBucketVersioning',
  { Bucket: 'shop-receipts', VersioningConfiguration: { Status: 'Enabled' } },
];
const open = {
  Bucket: 'shop-receipts',
  Policy:
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::shop-receipts/*"}]}',
};

const table = (TableName: string): Step => [
  'dynamodb:CreateTable',
  {
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
];
const customers = table('customers');
const customer: Step = ['dynamodb:PutItem', { TableName: 'customers', Item: { id: { S: '42' } } }];

const orders: Step = [
  'rds:CreateDBInstance',
  { DBInstanceIdentifier: 'orders', DBInstanceClass: 'db.t3.micro', Engine: 'postgres' },
];
const ordersNightly: Step = [
  'rds:CreateDBSnapshot',
  { DBSnapshotIdentifier: 'orders-nightly', DBInstanceIdentifier: 'orders' },
];
const ledger: Step = [
  'rds:CreateDBCluster',
  {
    DBClusterIdentifier: 'ledger',
    Engine: 'aurora-postgresql',
    MasterUsername: 'admin_1',
    MasterUserPassword: 'an-example-only',
  },
];
const ledgerNightly: Step = [
  'rds:CreateDBClusterSnapshot',
  { DBClusterSnapshotIdentifier: 'ledger-nightly', DBClusterIdentifier: 'ledger' },
];
const warehouse = (ClusterIdentifier: string): Step => [
  'redshift:CreateCluster',
  {
    ClusterIdentifier,
    NodeType: 'ra3.xlplus',
    MasterUsername: 'admin1',
    MasterUserPassword: 'Example-only-1',
  },
];
const searchDomain: Step = ['es:CreateDomain', { DomainName: 'shop-search' }];
const oldDomain: Step = ['es:CreateDomain', { DomainName: 'shop-search-old' }];
const location = (bucketName: string, placeholder: string): Step => [
  'datasync:CreateLocationS3',
  {
    S3BucketArn: `arn:aws:s3:::${bucketName}`,
    S3Config: { BucketAccessRoleArn: 'arn:aws:iam::111122223333:role/sync' },
  },
  { [`arn:aws:datasync:eu-central-1:111122223333:location/${placeholder}`]: '/LocationArn' },
];
const locations: readonly Step[] = [
  location('one', 'loc-07db7abfc326c50fb'),
  location('two', 'loc-0a1b2c3d4e5f60718'),
];

const job: Step = [
  'glue:CreateJob',
  {
    Name: 'orders-to-parquet',
    Role: 'arn:aws:iam::111122223333:role/etl',
    Command: { Name: 'glueetl', ScriptLocation: 's3://releases/orders.py' },
  },
];
const fileSystem: Step = [
  'elasticfilesystem:CreateFileSystem',
  { CreationToken: 'shop' },
  { 'fs-0123456789abcdef0': '/FileSystemId' },
];
const workGroup: Step = ['athena:CreateWorkGroup', { Name: 'reports' }];

export const data: Readonly<Record<string, readonly Step[]>> = {
  's3:DeleteBucket': [receipts],
  's3:DeleteBucketPolicy': [receipts, ['s3:PutBucketPolicy', open]],
  's3:DeleteObject': [receipts, receipt],
  's3:DeleteObjectVersion': [
    receipts,
    versioned,
    [
      's3:PutObject',
      { Bucket: 'shop-receipts', Key: '2026/01/31.json', Body: '{}' },
      { '3HL4kqtJvjVBH40Nrjfkd': '/VersionId' },
    ],
  ],
  's3:ListBucket': [receipts, receipt],
  's3:PutAccessPointPolicy': [
    receipts,
    ['s3:CreateAccessPoint', { AccountId: '111122223333', Name: 'receipts', Bucket: 'shop-receipts' }],
  ],
  's3:PutBucketAcl': [receipts],
  's3:PutBucketCORS': [receipts],
  's3:PutBucketLogging': [
    receipts,
    bucket('shop-logs'),
    [
      's3:PutBucketAcl',
      {
        Bucket: 'shop-logs',
        GrantWrite: 'uri="http://acs.amazonaws.com/groups/s3/LogDelivery"',
        GrantReadACP: 'uri="http://acs.amazonaws.com/groups/s3/LogDelivery"',
      },
    ],
  ],
  's3:PutBucketNotification': [receipts],
  's3:PutBucketObjectLockConfiguration': [
    [
      's3:CreateBucket',
      {
        Bucket: 'shop-receipts',
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
        ObjectLockEnabledForBucket: true,
      },
    ],
  ],
  's3:PutBucketOwnershipControls': [receipts],
  's3:PutBucketPolicy': [receipts],
  's3:PutBucketPublicAccessBlock': [receipts],
  's3:PutBucketVersioning': [receipts],
  's3:PutBucketWebsite': [receipts],
  's3:PutEncryptionConfiguration': [receipts],
  's3:PutInventoryConfiguration': [receipts],
  's3:PutLifecycleConfiguration': [receipts],
  's3:PutObjectAcl': [receipts, receipt],
  's3:PutReplicationConfiguration': [receipts, bucket('shop-receipts-copy'), versioned],

  'dynamodb:BatchGetItem': [customers],
  'dynamodb:BatchWriteItem': [customers],
  'dynamodb:DeleteBackup': [
    customers,
    [
      'dynamodb:CreateBackup',
      { TableName: 'customers', BackupName: 'nightly' },
      {
        'arn:aws:dynamodb:eu-central-1:111122223333:table/customers/backup/01489602797149-73d8d5bc':
          '/BackupDetails/BackupArn',
      },
    ],
  ],
  'dynamodb:DeleteItem': [customers, customer],
  'dynamodb:DeleteTable': [table('customers-old')],
  'dynamodb:DescribeTable': [customers],
  'dynamodb:GetItem': [customers, customer],
  'dynamodb:PutItem': [customers],
  'dynamodb:PutResourcePolicy': [customers],
  'dynamodb:Query': [customers, customer],
  'dynamodb:Scan': [customers, customer],
  'dynamodb:UpdateContinuousBackups': [customers],
  'dynamodb:UpdateItem': [customers],
  'dynamodb:UpdateTable': [customers],
  'dynamodb:UpdateTimeToLive': [customers],

  'rds:AuthorizeDBSecurityGroupIngress': [
    ['rds:CreateDBSecurityGroup', { DBSecurityGroupName: 'legacy', DBSecurityGroupDescription: 'Legacy' }],
  ],
  'rds:CreateDBClusterSnapshot': [ledger],
  'rds:CreateDBInstanceReadReplica': [orders],
  'rds:CreateDBSnapshot': [orders],
  'rds:DeleteDBCluster': [ledger],
  'rds:DeleteDBClusterSnapshot': [ledger, ledgerNightly],
  'rds:DeleteDBInstance': [
    [
      'rds:CreateDBInstance',
      { DBInstanceIdentifier: 'orders-old', DBInstanceClass: 'db.t3.micro', Engine: 'postgres' },
    ],
  ],
  'rds:DeleteGlobalCluster': [
    ['rds:CreateGlobalCluster', { GlobalClusterIdentifier: 'ledger-world', Engine: 'aurora-postgresql' }],
  ],
  'rds:DeleteDBSnapshot': [orders, ordersNightly],
  'rds:DescribeDBInstances': [orders],
  'rds:ModifyDBCluster': [ledger],
  'rds:ModifyDBClusterSnapshotAttribute': [ledger, ledgerNightly],
  'rds:ModifyDBInstance': [orders],
  'rds:ModifyDBSnapshotAttribute': [orders, ordersNightly],
  'rds:RestoreDBClusterFromSnapshot': [ledger, ledgerNightly],
  'rds:RestoreDBInstanceFromDBSnapshot': [orders, ordersNightly],
  'rds:StartExportTask': [orders, ordersNightly],
  'redshift:DeleteCluster': [warehouse('warehouse-old')],
  'redshift:GetClusterCredentials': [warehouse('warehouse')],
  'redshift:ModifyCluster': [warehouse('warehouse')],

  'es:DeleteDomain': [oldDomain],
  'es:DeleteElasticsearchDomain': [['es:CreateElasticsearchDomain', { DomainName: 'shop-search-old' }]],
  'es:UpdateDomainConfig': [searchDomain],
  'es:UpdateElasticsearchDomainConfig': [['es:CreateElasticsearchDomain', { DomainName: 'shop-search' }]],
  'elasticfilesystem:DeleteFileSystem': [fileSystem],
  'elasticfilesystem:PutFileSystemPolicy': [fileSystem],
  'datasync:CreateTask': locations,
  'datasync:StartTaskExecution': [
    ...locations,
    [
      'datasync:CreateTask',
      {
        SourceLocationArn: 'arn:aws:datasync:eu-central-1:111122223333:location/loc-07db7abfc326c50fb',
        DestinationLocationArn: 'arn:aws:datasync:eu-central-1:111122223333:location/loc-0a1b2c3d4e5f60718',
      },
      { 'arn:aws:datasync:eu-central-1:111122223333:task/task-08de6e6697796f026': '/TaskArn' },
    ],
  ],
  'transfer:CreateUser': [['transfer:CreateServer', {}, { 's-0123456789abcdef0': '/ServerId' }]],
  'athena:GetQueryExecution': [
    workGroup,
    [
      'athena:StartQueryExecution',
      {
        QueryString: 'SELECT 1',
        WorkGroup: 'reports',
        ResultConfiguration: { OutputLocation: 's3://results/' },
      },
      { '1234abcd-12ab-34cd-56ef-1234567890ab': '/QueryExecutionId' },
    ],
  ],
  'athena:StartQueryExecution': [workGroup],
  'glue:GetConnection': [
    [
      'glue:CreateConnection',
      {
        ConnectionInput: {
          Name: 'shop-database',
          ConnectionType: 'JDBC',
          ConnectionProperties: { HOST: 'a' },
        },
      },
    ],
  ],
  'glue:StartJobRun': [job],
  'glue:StartTrigger': [
    job,
    [
      'glue:CreateTrigger',
      {
        Name: 'every-night',
        Type: 'SCHEDULED',
        Schedule: 'cron(0 3 * * ? *)',
        Actions: [{ JobName: 'orders-to-parquet' }],
      },
    ],
  ],
  'glue:StartWorkflowRun': [['glue:CreateWorkflow', { Name: 'orders' }]],
  'ram:DeleteResourceShare': [
    [
      'ram:CreateResourceShare',
      { name: 'shop' },
      {
        'arn:aws:ram:eu-central-1:111122223333:resource-share/1234abcd-12ab-34cd-56ef-1234567890ab':
          '/resourceShare/resourceShareArn',
      },
    ],
  ],
  'backup:DeleteBackupVaultLockConfiguration': [
    ['backup:CreateBackupVault', { BackupVaultName: 'nightly' }],
    ['backup:PutBackupVaultLockConfiguration', { BackupVaultName: 'nightly', MinRetentionDays: 7 }],
  ],
  'backup:DeleteBackupVault': [['backup:CreateBackupVault', { BackupVaultName: 'nightly' }]],
};

import type { WideningPair } from './widening-pair.ts';

/** Of what holds, moves or opens data. */
export const dataWideningPairs: readonly WideningPair[] = [
  {
    what: 'every earlier moment',
    action: 'rds:ModifyDBInstance',
    narrow: { BackupRetentionPeriod: 7 },
    wide: { BackupRetentionPeriod: 0 },
    says: 'without any automated backups',
  },
  {
    what: 'the internet',
    action: 'rds:RestoreDBClusterFromSnapshot',
    narrow: { PubliclyAccessible: false },
    wide: { PubliclyAccessible: true },
    says: 'reachable from the internet',
  },
  {
    what: 'a copy of another Region',
    action: 'rds:CopyDBSnapshot',
    narrow: { SourceDBSnapshotIdentifier: 'arn:aws:rds:eu-central-1:111122223333:snapshot:orders-nightly' },
    wide: { SourceDBSnapshotIdentifier: 'arn:aws:rds:us-east-1:444455556666:snapshot:orders-nightly' },
    says: 'of account 444455556666 (another account) in us-east-1',
  },
  {
    what: 'a user that is made for it',
    action: 'redshift:GetClusterCredentials',
    narrow: {},
    wide: { AutoCreate: true, DbGroups: ['administrators'] },
    says: 'made if there is none, in groups administrators',
  },
  {
    what: 'every object, at once',
    action: 's3:PutLifecycleConfiguration',
    narrow: {},
    wide: {
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            Filter: { Prefix: 'a/' },
            Transitions: [{ Days: 30, StorageClass: 'GLACIER' }],
          },
          { Status: 'Disabled', Filter: { Prefix: 'b/' }, Expiration: { Days: 3_650 } },
          { Status: 'Disabled', Filter: { Prefix: 'c/' }, Expiration: { Days: 3_650 } },
          { Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } },
        ],
      },
    },
    says: 'In bucket shop-receipts, from now on: delete what is under / once it is 1 days old',
  },
  {
    what: 'scripts of any website',
    action: 's3:PutBucketCORS',
    narrow: {},
    wide: {
      CORSConfiguration: { CORSRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET', 'PUT', 'DELETE'] }] },
    },
    says: '* do GET, PUT and DELETE',
  },
  {
    what: 'anyone',
    action: 's3:PutObjectAcl',
    narrow: { ACL: 'private' },
    wide: { ACL: 'public-read-write' },
    says: 'public-read-write',
  },
  {
    what: 'from anywhere, without a block',
    action: 's3:CreateAccessPoint',
    narrow: { VpcConfiguration: { VpcId: 'vpc-1' } },
    wide: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      },
    },
    says: 'without BlockPublicPolicy and RestrictPublicBuckets',
  },
  {
    what: "another account's queue",
    action: 'sqs:SendMessage',
    narrow: {},
    wide: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/444455556666/orders' },
    says: 'queue orders of account 444455556666 (another account)',
  },
  {
    what: 'another account among several',
    action: 'sns:AddPermission',
    narrow: { AWSAccountId: ['111122223333'] },
    wide: { AWSAccountId: ['111122223333', '444455556666'] },
    says: 'account 444455556666 (another account)',
  },
  {
    what: 'copies in another account',
    action: 'ecr:PutReplicationConfiguration',
    narrow: {
      replicationConfiguration: {
        rules: [{ destinations: [{ region: 'eu-west-1', registryId: '111122223333' }] }],
      },
    },
    wide: {},
    says: 'eu-west-1 of account 444455556666 (another account)',
  },
  {
    what: 'with what it holds',
    action: 'ecr:DeleteRepository',
    narrow: { force: undefined },
    wide: {},
    says: 'with all its images',
  },
  {
    what: 'nobody to say no',
    action: 'dynamodb:UpdateTable',
    narrow: { DeletionProtectionEnabled: true },
    wide: { DeletionProtectionEnabled: false },
    says: 'let it be deleted',
  },
  {
    what: 'anyone, where no range is named',
    action: 'lightsail:OpenInstancePublicPorts',
    narrow: { portInfo: { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['10.0.0.0/8'] } },
    wide: { portInfo: { protocol: 'tcp', fromPort: 22, toPort: 22 } },
    says: 'to anyone',
  },
  {
    what: 'whoever IAM lets in',
    action: 'lakeformation:GrantPermissions',
    narrow: {},
    wide: { Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' }, Permissions: ['ALL'] },
    says: 'Let whoever IAM lets in do ALL',
  },
  {
    what: 'an answer that lands elsewhere',
    action: 'athena:StartQueryExecution',
    narrow: {},
    wide: { ResultConfiguration: { OutputLocation: 's3://elsewhere/x/' } },
    says: 'with the answer in s3://elsewhere/x/',
  },
  {
    what: 'a data API',
    action: 'rds:ModifyDBCluster',
    narrow: { EnableHttpEndpoint: false },
    wide: { EnableHttpEndpoint: true },
    says: 'open to the data API',
  },
];

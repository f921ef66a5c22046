import type { Athena } from '@aws-sdk/client-athena';
import type { DatabaseMigrationService } from '@aws-sdk/client-database-migration-service';
import type { DataSync } from '@aws-sdk/client-datasync';
import type { Transfer } from '@aws-sdk/client-transfer';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf, functionArn, roleArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { s3Uri } from '../values/s3-uri.ts';
import { fingerprintOf, sshPublicKey } from '../values/ssh-public-key.ts';
import { listed } from '../values/widest-first.ts';

const athena = operationsOf<Athena>({ prefix: 'athena' });
const dataSync = operationsOf<DataSync>({ prefix: 'datasync' });
const transfer = operationsOf<Transfer>({ prefix: 'transfer' });
const dms = operationsOf<DatabaseMigrationService>({ prefix: 'dms' });

const location = arnOf(
  'datasync',
  'location/loc-[0-9a-f]{17}',
  'arn:aws:datasync:eu-central-1:111122223333:location/loc-07db7abfc326c50fb',
);
const dmsArn = (kind: string) =>
  arnOf(
    'dms',
    `${kind}:[A-Z0-9-]{10,64}`,
    `arn:aws:dms:eu-central-1:111122223333:${kind}:ABCDEFGHIJ1234567890`,
  );
/** Reports and lists of what is moved are written and read as roles of their own. */
const ofRoles = [
  '/ManifestConfig/Source/S3/BucketAccessRoleArn',
  '/TaskReportConfig/Destination/S3/BucketAccessRoleArn',
];

/** What carries much at once from one place to another. */
export const dataMoverActions = [
  athena({
    operation: 'StartQueryExecution',
    groups: ['data-export'],
    values: {
      QueryString: text(65_536),
      WorkGroup: matching('[a-zA-Z0-9._-]{1,128}', 128),
      ResultConfiguration: z.strictObject({
        OutputLocation: s3Uri,
        ExpectedBucketOwner: accountId.optional(),
        AclConfiguration: z.strictObject({ S3AclOption: z.literal('BUCKET_OWNER_FULL_CONTROL') }).optional(),
      }),
      ExecutionParameters: z.array(text(1_024)).min(1),
    },
    // Of notebooks, and answers of earlier queries.
    without: ['EngineConfiguration', 'ResultReuseConfiguration'],
    resource: 'arn:{partition}:athena:{region}:{account}:workgroup/{WorkGroup}',
    names: ({ WorkGroup = 'primary' }) => ({ WorkGroup }),
    say: ({ QueryString, WorkGroup = 'primary', ResultConfiguration }) => {
      const { OutputLocation, ...rest } = ResultConfiguration ?? {};
      return sentence`Run in workgroup ${WorkGroup}${OutputLocation === undefined ? '' : `, with the answer in ${OutputLocation}`}${further(rest)}: ${beginningOf(QueryString, 300)}`;
    },
    reversible: false,
    example: {
      QueryString: 'SELECT id, total FROM orders',
      WorkGroup: 'reports',
      QueryExecutionContext: { Database: 'shop' },
      ResultConfiguration: { OutputLocation: 's3://analytics-results/orders/' },
    },
  }),
  dataSync({
    operation: 'CreateTask',
    groups: ['data-export', 'persistence'],
    values: { SourceLocationArn: location, DestinationLocationArn: location },
    resource: 'arn:{partition}:datasync:{region}:{account}:location/{DestinationLocationArn}',
    say: ({ SourceLocationArn, DestinationLocationArn, Schedule }, { account }) =>
      sentence`Make a task that copies ${namedIn(SourceLocationArn, account)} to ${namedIn(DestinationLocationArn, account)}${Schedule ? `, by itself${further(Schedule)}` : ''}`,
    passes: ofRoles,
    reversible: true,
    example: {
      SourceLocationArn: 'arn:aws:datasync:eu-central-1:111122223333:location/loc-07db7abfc326c50fb',
      DestinationLocationArn: 'arn:aws:datasync:eu-central-1:111122223333:location/loc-0a1b2c3d4e5f60718',
      Schedule: { ScheduleExpression: 'rate(1 day)' },
    },
  }),
  dataSync({
    operation: 'StartTaskExecution',
    groups: ['data-export'],
    values: {
      TaskArn: arnOf(
        'datasync',
        'task/task-[0-9a-f]{17}',
        'arn:aws:datasync:eu-central-1:111122223333:task/task-08de6e6697796f026',
      ),
    },
    resource: '{TaskArn}',
    say: ({ TaskArn }, { account }) => sentence`Copy now what ${namedIn(TaskArn, account)} copies`,
    passes: ofRoles,
    reversible: false,
    example: { TaskArn: 'arn:aws:datasync:eu-central-1:111122223333:task/task-08de6e6697796f026' },
  }),
  transfer({
    operation: 'CreateUser',
    groups: ['credential-issue', 'data-export', 'persistence'],
    values: {
      ServerId: matching('s-[0-9a-f]{17}', 19, 'must be the id of a server'),
      UserName: matching('[a-zA-Z0-9_][a-zA-Z0-9_@.-]{2,99}', 100),
      Role: roleArn,
      Policy: policyDocument('identity', 2_048),
      SshPublicKeyBody: sshPublicKey,
    },
    resource: 'arn:{partition}:transfer:{region}:{account}:server/{ServerId}',
    say: ({ ServerId, UserName, Role, Policy, SshPublicKeyBody: key }, { account }) => {
      const opened = key === undefined ? '' : ` to the holder of key ${fingerprintOf(key)}`;
      const narrowed =
        Policy === undefined ? '' : `, at most: ${sayPolicy(Policy, { kind: 'identity' }, account)}`;
      return sentence`Let user ${UserName} in from outside${opened}, at server ${ServerId}, as role ${namedIn(Role, account)}${narrowed}`;
    },
    passes: ['/Role'],
    reversible: true,
    example: {
      ServerId: 's-0123456789abcdef0',
      UserName: 'partner',
      Role: 'arn:aws:iam::111122223333:role/transfer-receipts',
      HomeDirectory: '/shop-receipts/partner',
    },
  }),
  transfer({
    operation: 'CreateServer',
    groups: ['network-exposure', 'resource-creation', 'cost', 'persistence'],
    values: {
      Protocols: distinct(z.enum(['SFTP', 'FTP', 'FTPS', 'AS2'])),
      EndpointType: z.enum(['PUBLIC', 'VPC']),
      IdentityProviderDetails: z.strictObject({
        Url: matching('https://[!-~]+', 255).optional(),
        InvocationRole: roleArn.optional(),
        DirectoryId: matching('d-[0-9a-f]{10}', 12).optional(),
        Function: functionArn.optional(),
        SftpAuthenticationMethods: text(64).optional(),
      }),
      LoggingRole: roleArn,
    },
    required: ['EndpointType', 'Protocols'],
    // Its key, which is made if none is given, and what a workflow does with what arrives.
    without: ['HostKey', 'WorkflowDetails'],
    resource: 'arn:{partition}:transfer:{region}:{account}:*',
    say: (parameters, { account }) => {
      const { Protocols = ['SFTP'], EndpointType, LoggingRole } = parameters;
      const where = EndpointType === 'PUBLIC' ? 'to the internet' : 'in a network';
      const logged = LoggingRole === undefined ? '' : `, and log as ${namedIn(LoggingRole, account)}`;
      return sentence`Open a server for ${listed(Protocols, { worst: ['FTP'], most: 4 })} ${where}${logged}`;
    },
    passes: ['/IdentityProviderDetails/InvocationRole', '/LoggingRole'],
    reversible: true,
    example: { Protocols: ['SFTP'], EndpointType: 'PUBLIC', IdentityProviderType: 'SERVICE_MANAGED' },
  }),
  dms({
    operation: 'CreateReplicationTask',
    groups: ['data-export', 'cost', 'persistence'],
    values: {
      SourceEndpointArn: dmsArn('endpoint'),
      TargetEndpointArn: dmsArn('endpoint'),
      ReplicationInstanceArn: dmsArn('rep'),
      TableMappings: text(65_536),
      MigrationType: z.enum(['full-load', 'cdc', 'full-load-and-cdc']),
    },
    resource: '{TargetEndpointArn}',
    say: (parameters, { account }) => {
      const {
        SourceEndpointArn: from,
        TargetEndpointArn: to,
        MigrationType: how,
        TableMappings,
      } = parameters;
      const what =
        how === 'full-load'
          ? 'all that is there'
          : how === 'cdc'
            ? 'every change'
            : 'all that is there and every change';
      return sentence`Make a task that copies ${what} of database endpoint ${namedIn(from, account)} to ${namedIn(to, account)}, of these tables: ${beginningOf(TableMappings)}`;
    },
    reversible: true,
    example: {
      ReplicationTaskIdentifier: 'orders-to-lake',
      SourceEndpointArn: 'arn:aws:dms:eu-central-1:111122223333:endpoint:ABCDEFGHIJ1234567890',
      TargetEndpointArn: 'arn:aws:dms:eu-central-1:111122223333:endpoint:KLMNOPQRST1234567890',
      ReplicationInstanceArn: 'arn:aws:dms:eu-central-1:111122223333:rep:UVWXYZABCD1234567890',
      MigrationType: 'full-load',
      TableMappings: '{"rules":[]}',
    },
  }),
];

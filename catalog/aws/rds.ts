import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { listed, nameIn, sentence } from '../sentence.ts';
import { arnOf, bucket, keyRef, matching, roleArn, tags, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'rds' });

/** RDS lower-cases identifiers; asking for them so keeps one resource to one name. */
const identifier = matching('[a-z][a-z0-9-]{0,62}', 63, 'must be a database identifier in lower case');
const snapshot = matching(
  '(?:rds:)?[a-z][a-z0-9-]{0,254}',
  255,
  'must be a snapshot identifier in lower case',
);

const deletion = {
  SkipFinalSnapshot: z.boolean().optional(),
  FinalDBSnapshotIdentifier: snapshot.optional(),
  DeleteAutomatedBackups: z.boolean().optional(),
};
const keeping = (skip: boolean | undefined): string =>
  skip ? 'without a final snapshot' : 'after a final snapshot';

export const rdsActions = [
  define({
    operation: 'StartExportTask',
    groups: ['data-export'],
    parameters: z.strictObject({
      ExportTaskIdentifier: matching('[A-Za-z][A-Za-z0-9-]{0,59}', 60),
      SourceArn: arnOf('rds', '(?:snapshot|cluster|cluster-snapshot):[a-z0-9:-]+'),
      S3BucketName: bucket,
      IamRoleArn: roleArn,
      KmsKeyId: keyRef,
      S3Prefix: text(1_024).optional(),
      ExportOnly: z.array(text()).max(100).optional(),
    }),
    resource: '{SourceArn}',
    say: ({ ExportOnly, SourceArn, S3BucketName }) =>
      sentence`Export ${ExportOnly ? listed(ExportOnly) : 'everything'} in ${nameIn(SourceArn)} to bucket ${S3BucketName}`,
    passes: ['/IamRoleArn'],
    reversible: false,
    example: {
      parameters: {
        ExportTaskIdentifier: 'orders-2026-01',
        SourceArn: 'arn:aws:rds:eu-central-1:111122223333:snapshot:orders-nightly',
        S3BucketName: 'analytics-exports',
        IamRoleArn: 'arn:aws:iam::111122223333:role/rds-export',
        KmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        ExportOnly: ['shop.orders'],
      },
      resource: 'arn:aws:rds:eu-central-1:111122223333:snapshot:orders-nightly',
    },
  }),
  define({
    operation: 'ModifyDBSnapshotAttribute',
    groups: ['data-export'],
    parameters: z.strictObject({
      DBSnapshotIdentifier: snapshot,
      AttributeName: z.literal('restore'),
      ValuesToAdd: z.array(matching('[0-9]{12}|all', 12)).max(20).optional(),
      ValuesToRemove: z.array(matching('[0-9]{12}|all', 12)).max(20).optional(),
    }),
    resource: 'arn:{partition}:rds:{region}:{account}:snapshot:{DBSnapshotIdentifier}',
    say: ({ DBSnapshotIdentifier, ValuesToAdd = [], ValuesToRemove = [] }) =>
      ValuesToAdd.length > 0
        ? sentence`Let ${listed(ValuesToAdd)} restore database snapshot ${DBSnapshotIdentifier}`
        : sentence`Stop ${listed(ValuesToRemove)} from restoring database snapshot ${DBSnapshotIdentifier}`,
    reversible: false,
    example: {
      parameters: {
        DBSnapshotIdentifier: 'orders-nightly',
        AttributeName: 'restore',
        ValuesToAdd: ['444455556666'],
      },
      resource: 'arn:aws:rds:eu-central-1:111122223333:snapshot:orders-nightly',
    },
  }),
  define({
    operation: 'CreateDBSnapshot',
    groups: ['data-export'],
    parameters: z.strictObject({
      DBSnapshotIdentifier: identifier,
      DBInstanceIdentifier: identifier,
      Tags: tags.optional(),
    }),
    resource: 'arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}',
    say: ({ DBSnapshotIdentifier, DBInstanceIdentifier }) =>
      sentence`Copy database ${DBInstanceIdentifier} into snapshot ${DBSnapshotIdentifier}`,
    reversible: true,
    example: {
      parameters: { DBSnapshotIdentifier: 'orders-before-migration', DBInstanceIdentifier: 'orders' },
      resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
    },
  }),
  define({
    operation: 'DeleteDBInstance',
    groups: ['destruction'],
    parameters: z.strictObject({ DBInstanceIdentifier: identifier, ...deletion }),
    resource: 'arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}',
    say: ({ DBInstanceIdentifier, SkipFinalSnapshot }) =>
      sentence`Delete database ${DBInstanceIdentifier} ${keeping(SkipFinalSnapshot)}`,
    reversible: false,
    example: {
      parameters: { DBInstanceIdentifier: 'orders-old', SkipFinalSnapshot: true },
      resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders-old',
    },
  }),
  define({
    operation: 'DeleteDBCluster',
    groups: ['destruction'],
    parameters: z.strictObject({ DBClusterIdentifier: identifier, ...deletion }),
    resource: 'arn:{partition}:rds:{region}:{account}:cluster:{DBClusterIdentifier}',
    say: ({ DBClusterIdentifier, SkipFinalSnapshot }) =>
      sentence`Delete database cluster ${DBClusterIdentifier} ${keeping(SkipFinalSnapshot)}`,
    reversible: false,
    example: {
      parameters: { DBClusterIdentifier: 'ledger', FinalDBSnapshotIdentifier: 'ledger-final' },
      resource: 'arn:aws:rds:eu-central-1:111122223333:cluster:ledger',
    },
  }),
  define({
    operation: 'DescribeDBInstances',
    groups: ['read'],
    parameters: z.strictObject({ DBInstanceIdentifier: identifier.optional() }),
    resource: 'arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}',
    names: ({ DBInstanceIdentifier = '*' }) => ({ DBInstanceIdentifier }),
    aliasParameter: 'DBInstanceIdentifier',
    say: ({ DBInstanceIdentifier }) =>
      sentence`Look at ${DBInstanceIdentifier ? `database ${DBInstanceIdentifier}` : 'all databases'}`,
    readOnly: true,
    reversible: true,
    example: {
      parameters: { DBInstanceIdentifier: 'orders' },
      resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
    },
  }),
];

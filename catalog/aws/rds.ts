import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf, kmsKeyArn, roleArn } from '../values/arn.ts';
import { bucket, matching, tags, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { sharedDbSnapshot } from './rds-looks.ts';
import { id, identifier, sayDatabase, sharedWith, snapshot, snapshotName } from './rds-shapes.ts';

const define = actionsOf({ prefix: 'rds' });

const kept = {
  SkipFinalSnapshot: z.literal(true).optional(),
  FinalDBSnapshotIdentifier: snapshot.optional(),
  /** Left out, they are deleted: that is its one spelling. */
  DeleteAutomatedBackups: z.literal(false).optional(),
};
const oneWay = exactlyOne('SkipFinalSnapshot', 'FinalDBSnapshotIdentifier');
const keeping = (snapshot: string | undefined, backups: false | undefined): string =>
  `${backups === undefined ? 'and its automated backups' : 'but not its automated backups'} ${
    snapshot === undefined ? 'without a final snapshot' : `after a final snapshot, ${snapshot}`
  }`;

export const rdsActions = [
  define({
    operation: 'StartExportTask',
    groups: ['data-export'],
    parameters: z.strictObject({
      ExportTaskIdentifier: matching('[a-z](?:-?[a-z0-9]){0,59}', 60, 'must be an identifier in lower case'),
      SourceArn: arnOf(
        'rds',
        `(?:(?:cluster-)?snapshot:${snapshotName}|cluster:${id})`,
        'arn:aws:rds:eu-central-1:111122223333:snapshot:orders-nightly',
      ),
      S3BucketName: bucket,
      IamRoleArn: roleArn,
      KmsKeyId: kmsKeyArn,
      S3Prefix: text(1_024).optional(),
      ExportOnly: distinct(text()).max(100).optional(),
    }),
    resource: '{SourceArn}',
    say: ({ ExportOnly, SourceArn, S3BucketName, IamRoleArn, KmsKeyId }, { account }) => {
      const what = ExportOnly ? listed(ExportOnly) : 'everything';
      const then = SourceArn.includes(':cluster:') ? ' as it is when it runs' : '';
      return sentence`Export ${what} in ${sayDatabase(SourceArn, account)}${then} to bucket ${S3BucketName} as ${namedIn(IamRoleArn, account)}, encrypted with key ${namedIn(KmsKeyId, account)}`;
    },
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
    parameters: z
      .strictObject({
        DBSnapshotIdentifier: snapshot,
        AttributeName: z.literal('restore'),
        ValuesToAdd: sharedWith.optional(),
        ValuesToRemove: sharedWith.optional(),
      })
      .refine(...atLeastOne('ValuesToAdd', 'ValuesToRemove'))
      .refine(
        ({ ValuesToAdd = [], ValuesToRemove = [] }) =>
          !ValuesToAdd.some((who) => ValuesToRemove.includes(who)),
        'ValuesToAdd and ValuesToRemove name the same',
      ),
    resource: 'arn:{partition}:rds:{region}:{account}:snapshot:{DBSnapshotIdentifier}',
    say: ({ DBSnapshotIdentifier, ValuesToAdd, ValuesToRemove }, { account: ownAccount }) => {
      const added = ValuesToAdd && `Let ${listed(ValuesToAdd, { ownAccount })} restore`;
      const removed =
        ValuesToRemove &&
        `${added ? 'stop' : 'Stop'} ${listed(ValuesToRemove, { ownAccount })} from restoring`;
      return sentence`${[added, removed].filter(Boolean).join(' and ')} database snapshot ${DBSnapshotIdentifier}`;
    },
    reversible: false,
    ...sharedDbSnapshot,
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
    parameters: z.strictObject({ DBInstanceIdentifier: identifier, ...kept }).refine(...oneWay),
    resource: 'arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}',
    say: ({
      DBInstanceIdentifier,
      SkipFinalSnapshot: _,
      FinalDBSnapshotIdentifier: last,
      DeleteAutomatedBackups: backups,
    }) => sentence`Delete database ${DBInstanceIdentifier} ${keeping(last, backups)}`,
    reversible: false,
    example: {
      parameters: { DBInstanceIdentifier: 'orders-old', SkipFinalSnapshot: true },
      resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders-old',
    },
  }),
  define({
    operation: 'DeleteDBCluster',
    groups: ['destruction'],
    parameters: z.strictObject({ DBClusterIdentifier: identifier, ...kept }).refine(...oneWay),
    resource: 'arn:{partition}:rds:{region}:{account}:cluster:{DBClusterIdentifier}',
    say: ({
      DBClusterIdentifier,
      SkipFinalSnapshot: _,
      FinalDBSnapshotIdentifier: last,
      DeleteAutomatedBackups: backups,
    }) => sentence`Delete database cluster ${DBClusterIdentifier} ${keeping(last, backups)}`,
    reversible: false,
    example: {
      parameters: {
        DBClusterIdentifier: 'ledger',
        FinalDBSnapshotIdentifier: 'ledger-final',
      },
      resource: 'arn:aws:rds:eu-central-1:111122223333:cluster:ledger',
    },
  }),
  define({
    operation: 'DescribeDBInstances',
    groups: ['read'],
    parameters: z.strictObject({
      DBInstanceIdentifier: identifier.optional(),
      Filters: distinct(
        z.strictObject({ Name: text(64), Values: distinct(text(256)).max(100) }),
        ({ Name }) => Name,
      )
        .max(10)
        .optional(),
    }),
    resource: 'arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}',
    names: ({ DBInstanceIdentifier = '*' }) => ({ DBInstanceIdentifier }),
    aliasParameter: 'DBInstanceIdentifier',
    say: ({ DBInstanceIdentifier }) =>
      sentence`Look at ${DBInstanceIdentifier ? `database ${DBInstanceIdentifier}` : 'all databases'}`,
    reversible: true,
    example: {
      parameters: { DBInstanceIdentifier: 'orders' },
      resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
    },
  }),
];

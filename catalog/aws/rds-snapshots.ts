import type { RDS } from '@aws-sdk/client-rds';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { atLeastOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { sharedClusterSnapshot } from './rds-looks.ts';
import { identifier, sayDatabase, sharedWith, snapshot, snapshotArn } from './rds-shapes.ts';

const define = operationsOf<RDS>({ prefix: 'rds' });

const at = 'arn:{partition}:rds:{region}:{account}';
const inKey = (key: string | undefined, account: string): string =>
  key === undefined ? '' : `, encrypted with key ${namedIn(key, account)}`;

/** Copies of databases: who gets them, and whether they last. */
export const rdsSnapshotActions = [
  define({
    operation: 'ModifyDBClusterSnapshotAttribute',
    groups: ['data-export'],
    values: {
      DBClusterSnapshotIdentifier: snapshot,
      AttributeName: z.literal('restore'),
      ValuesToAdd: sharedWith,
      ValuesToRemove: sharedWith,
    },
    rules: [atLeastOne('ValuesToAdd', 'ValuesToRemove')],
    resource: `${at}:cluster-snapshot:{DBClusterSnapshotIdentifier}`,
    say: (parameters, { account: ownAccount }) => {
      const { DBClusterSnapshotIdentifier: name, ValuesToAdd, ValuesToRemove } = parameters;
      const added = ValuesToAdd && `Let ${listed(ValuesToAdd, { ownAccount })} restore`;
      const removed =
        ValuesToRemove &&
        `${added ? 'stop' : 'Stop'} ${listed(ValuesToRemove, { ownAccount })} from restoring`;
      return sentence`${[added, removed].filter(Boolean).join(' and ')} database cluster snapshot ${name}`;
    },
    reversible: false,
    ...sharedClusterSnapshot,
    example: {
      DBClusterSnapshotIdentifier: 'ledger-nightly',
      AttributeName: 'restore',
      ValuesToAdd: ['444455556666'],
    },
  }),
  define({
    operation: 'CreateDBClusterSnapshot',
    groups: ['data-export'],
    values: { DBClusterSnapshotIdentifier: identifier, DBClusterIdentifier: identifier },
    resource: `${at}:cluster:{DBClusterIdentifier}`,
    say: ({ DBClusterIdentifier, DBClusterSnapshotIdentifier }) =>
      sentence`Copy database cluster ${DBClusterIdentifier} into snapshot ${DBClusterSnapshotIdentifier}`,
    reversible: true,
    example: {
      DBClusterSnapshotIdentifier: 'ledger-before-migration',
      DBClusterIdentifier: 'ledger',
    },
  }),
  define({
    operation: 'CopyDBSnapshot',
    groups: ['data-export'],
    values: {
      SourceDBSnapshotIdentifier: snapshotArn('snapshot'),
      TargetDBSnapshotIdentifier: identifier,
    },
    // The SDK signs it anew for where the copy comes from.
    without: ['PreSignedUrl'],
    resource: `${at}:snapshot:{TargetDBSnapshotIdentifier}`,
    say: (parameters, { account }) => {
      const { SourceDBSnapshotIdentifier: from, TargetDBSnapshotIdentifier: to, KmsKeyId } = parameters;
      return sentence`Copy database snapshot ${sayDatabase(from, account)} to ${to}${inKey(KmsKeyId, account)}`;
    },
    reversible: true,
    example: {
      SourceDBSnapshotIdentifier: 'arn:aws:rds:eu-west-1:111122223333:snapshot:orders-nightly',
      TargetDBSnapshotIdentifier: 'orders-copy',
      KmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  }),
  define({
    operation: 'CopyDBClusterSnapshot',
    groups: ['data-export'],
    values: {
      SourceDBClusterSnapshotIdentifier: snapshotArn('cluster-snapshot'),
      TargetDBClusterSnapshotIdentifier: identifier,
    },
    without: ['PreSignedUrl'],
    resource: `${at}:cluster-snapshot:{TargetDBClusterSnapshotIdentifier}`,
    say: (parameters, { account }) => {
      const { SourceDBClusterSnapshotIdentifier: from, TargetDBClusterSnapshotIdentifier: to } = parameters;
      return sentence`Copy database cluster snapshot ${sayDatabase(from, account)} to ${to}${inKey(parameters.KmsKeyId, account)}`;
    },
    reversible: true,
    example: {
      SourceDBClusterSnapshotIdentifier: 'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:ledger-nightly',
      TargetDBClusterSnapshotIdentifier: 'ledger-copy',
    },
  }),
  define({
    operation: 'DeleteDBSnapshot',
    groups: ['destruction'],
    values: { DBSnapshotIdentifier: snapshot },
    resource: `${at}:snapshot:{DBSnapshotIdentifier}`,
    say: ({ DBSnapshotIdentifier }) => sentence`Delete database snapshot ${DBSnapshotIdentifier}`,
    reversible: false,
    grant: { actions: ['rds:DeleteDBSnapshot'], because: 'its one parameter is the snapshot' },
    example: { DBSnapshotIdentifier: 'orders-nightly' },
  }),
  define({
    operation: 'DeleteDBClusterSnapshot',
    groups: ['destruction'],
    values: { DBClusterSnapshotIdentifier: snapshot },
    resource: `${at}:cluster-snapshot:{DBClusterSnapshotIdentifier}`,
    say: ({ DBClusterSnapshotIdentifier }) =>
      sentence`Delete database cluster snapshot ${DBClusterSnapshotIdentifier}`,
    reversible: false,
    grant: { actions: ['rds:DeleteDBClusterSnapshot'], because: 'its one parameter is the snapshot' },
    example: { DBClusterSnapshotIdentifier: 'ledger-nightly' },
  }),
  define({
    operation: 'DeleteDBInstanceAutomatedBackup',
    groups: ['destruction'],
    values: {
      DbiResourceId: matching('db-[A-Z0-9]{20,32}', 40, 'must be the resource id of a database'),
      DBInstanceAutomatedBackupsArn: arnOf(
        'rds',
        'auto-backup:ab-[a-z0-9]{20,64}',
        'arn:aws:rds:eu-central-1:111122223333:auto-backup:ab-jjff2b6bmq5jcvefn3rbyfl4bpwk4zyrqdpfwzq',
      ),
    },
    rules: [exactlyOne('DbiResourceId', 'DBInstanceAutomatedBackupsArn')],
    resource: `${at}:auto-backup:{Backup}`,
    // By its database it is every automated backup of it.
    names: ({ DBInstanceAutomatedBackupsArn: arn = '*' }) => ({ Backup: arn }),
    aliasParameter: 'DbiResourceId',
    say: ({ DbiResourceId, DBInstanceAutomatedBackupsArn: arn = '' }, { account }) =>
      DbiResourceId === undefined
        ? sentence`Delete the automated backups ${namedIn(arn, account)}, and with them every earlier moment of the database`
        : sentence`Delete the automated backups of database ${DbiResourceId}, and with them every earlier moment of it`,
    reversible: false,
    example: { DbiResourceId: 'db-ABCDEFGHIJKLMNOPQRSTUVWX26' },
  }),
];

import type { RDS } from '@aws-sdk/client-rds';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { secretArn } from '../values/arn.ts';
import { securityGroupId } from '../values/aws-values.ts';
import { decimal } from '../values/decimal.ts';
import { distinct } from '../values/distinct.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { clusterSettings, databaseSettings } from './rds-looks.ts';
import { databaseOf, identifier, password, sayDatabase, snapshotArn } from './rds-shapes.ts';

const define = operationsOf<RDS>({ prefix: 'rds' });

const at = 'arn:{partition}:rds:{region}:{account}';
const groups = distinct(securityGroupId).max(20);
const secret = { TdeCredentialArn: secretArn, DomainAuthSecretArn: secretArn };

interface Reach {
  PubliclyAccessible?: boolean | undefined;
  VpcSecurityGroupIds?: string[] | undefined;
  EnableHttpEndpoint?: boolean | undefined;
  EnableInternetAccessGateway?: boolean | undefined;
}

/** What opens a database, before everything else that a change may hold. */
const sayReach = ({ PubliclyAccessible, VpcSecurityGroupIds, EnableHttpEndpoint, ...given }: Reach): string =>
  [
    ...(PubliclyAccessible === undefined
      ? []
      : [PubliclyAccessible ? 'reachable from the internet' : 'not reachable from the internet']),
    ...(given.EnableInternetAccessGateway === undefined
      ? []
      : [given.EnableInternetAccessGateway ? 'behind a public gateway' : 'behind no public gateway']),
    ...(EnableHttpEndpoint === undefined
      ? []
      : [EnableHttpEndpoint ? 'open to the data API' : 'closed to the data API']),
    ...(VpcSecurityGroupIds ? [`in security groups ${listed(VpcSecurityGroupIds)} alone`] : []),
  ]
    .map((each) => `, ${each}`)
    .join('');

const sayPassword = (password: string | undefined): string =>
  password === undefined ? '' : ', with another password of its main user';

/** What is restored, changed, reached and no longer watched. */
export const rdsChangeActions = [
  define({
    operation: 'RestoreDBInstanceFromDBSnapshot',
    groups: ['data-export', 'resource-creation', 'cost'],
    values: {
      ...secret,
      DBInstanceIdentifier: identifier,
      DBSnapshotIdentifier: snapshotArn('snapshot'),
      DBClusterSnapshotIdentifier: snapshotArn('cluster-snapshot'),
      VpcSecurityGroupIds: groups,
    },
    rules: [exactlyOne('DBSnapshotIdentifier', 'DBClusterSnapshotIdentifier')],
    resource: `${at}:db:{DBInstanceIdentifier}`,
    say: (parameters, { account }) => {
      const { DBInstanceIdentifier: name, DBSnapshotIdentifier, DBClusterSnapshotIdentifier } = parameters;
      const { PubliclyAccessible, VpcSecurityGroupIds } = parameters;
      const from =
        DBSnapshotIdentifier === undefined
          ? `cluster snapshot ${sayDatabase(DBClusterSnapshotIdentifier ?? '', account)}`
          : `snapshot ${sayDatabase(DBSnapshotIdentifier, account)}`;
      return sentence`Restore ${from} as new database ${name}${sayReach({ PubliclyAccessible, VpcSecurityGroupIds })}`;
    },
    secrets: { '/TdeCredentialPassword': password['/TdeCredentialPassword'] },
    passes: ['/DomainIAMRoleName', '/CustomIamInstanceProfile'],
    reversible: true,
    example: {
      DBInstanceIdentifier: 'orders-copy',
      DBSnapshotIdentifier: 'arn:aws:rds:eu-central-1:111122223333:snapshot:orders-nightly',
      PubliclyAccessible: true,
    },
  }),
  define({
    operation: 'RestoreDBClusterFromSnapshot',
    groups: ['data-export', 'resource-creation', 'cost'],
    values: {
      DBClusterIdentifier: identifier,
      // Of a cluster, or of a single database.
      SnapshotIdentifier: snapshotArn('(?:cluster-)?snapshot'),
      VpcSecurityGroupIds: groups,
      ServerlessV2ScalingConfiguration: z.strictObject({
        MinCapacity: decimal.nonnegative().optional(),
        MaxCapacity: decimal.positive().optional(),
        SecondsUntilAutoPause: z.int().positive().optional(),
      }),
    },
    // Roles for loading and exporting: asked for with AddRoleToDBCluster.
    without: ['AssociatedRoles'],
    resource: `${at}:cluster:{DBClusterIdentifier}`,
    say: (parameters, { account }) => {
      const { DBClusterIdentifier: name, SnapshotIdentifier: from, PubliclyAccessible } = parameters;
      const { VpcSecurityGroupIds, EnableInternetAccessGateway } = parameters;
      return sentence`Restore snapshot ${sayDatabase(from, account)} as new database cluster ${name}${sayReach({ PubliclyAccessible, VpcSecurityGroupIds, EnableInternetAccessGateway })}`;
    },
    passes: ['/MonitoringRoleArn', '/DomainIAMRoleName'],
    reversible: true,
    example: {
      DBClusterIdentifier: 'ledger-copy',
      SnapshotIdentifier: 'arn:aws:rds:eu-central-1:111122223333:cluster-snapshot:ledger-nightly',
      Engine: 'aurora-postgresql',
    },
  }),
  define({
    operation: 'ModifyDBInstance',
    groups: ['network-exposure', 'privilege-escalation', 'destruction'],
    values: {
      ...secret,
      DBInstanceIdentifier: identifier,
      NewDBInstanceIdentifier: identifier,
      VpcSecurityGroupIds: groups,
      BackupRetentionPeriod: z.int().min(0).max(35),
    },
    resource: `${at}:db:{DBInstanceIdentifier}`,
    say: (parameters) => {
      const { DBInstanceIdentifier: name, PubliclyAccessible, VpcSecurityGroupIds } = parameters;
      const { MasterUserPassword, BackupRetentionPeriod: kept } = parameters;
      const backups = kept === 0 ? ', without any automated backups, also those that are there' : '';
      return sentence`Change database ${name}${sayPassword(MasterUserPassword)}${backups}${sayReach({ PubliclyAccessible, VpcSecurityGroupIds })}${kept === undefined || kept === 0 ? '' : `, with backups of ${kept} days`}`;
    },
    secrets: password,
    passes: ['/MonitoringRoleArn', '/DomainIAMRoleName'],
    reversible: true,
    ...databaseSettings,
    example: { DBInstanceIdentifier: 'orders', PubliclyAccessible: true, ApplyImmediately: true },
  }),
  define({
    operation: 'ModifyDBCluster',
    groups: ['network-exposure', 'privilege-escalation', 'destruction'],
    values: {
      DBClusterIdentifier: identifier,
      NewDBClusterIdentifier: identifier,
      VpcSecurityGroupIds: groups,
      ServerlessV2ScalingConfiguration: z.strictObject({
        MinCapacity: decimal.nonnegative().optional(),
        MaxCapacity: decimal.positive().optional(),
        SecondsUntilAutoPause: z.int().positive().optional(),
      }),
    },
    resource: `${at}:cluster:{DBClusterIdentifier}`,
    say: (parameters) => {
      const { DBClusterIdentifier: name, MasterUserPassword, EnableHttpEndpoint } = parameters;
      const { VpcSecurityGroupIds } = parameters;
      return sentence`Change database cluster ${name}${sayPassword(MasterUserPassword)}${sayReach({ EnableHttpEndpoint, VpcSecurityGroupIds })}`;
    },
    secrets: { '/MasterUserPassword': password['/MasterUserPassword'] },
    passes: ['/MonitoringRoleArn', '/DomainIAMRoleName'],
    reversible: true,
    ...clusterSettings,
    example: { DBClusterIdentifier: 'ledger', EnableHttpEndpoint: true, ApplyImmediately: true },
  }),
  define({
    operation: 'CreateDBInstanceReadReplica',
    groups: ['data-export', 'resource-creation', 'cost'],
    values: {
      DBInstanceIdentifier: identifier,
      SourceDBInstanceIdentifier: databaseOf('db'),
      SourceDBClusterIdentifier: databaseOf('cluster'),
      VpcSecurityGroupIds: groups,
      DomainAuthSecretArn: secretArn,
    },
    rules: [exactlyOne('SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier')],
    without: ['PreSignedUrl'],
    resource: `${at}:db:{DBInstanceIdentifier}`,
    say: (parameters, { account }) => {
      const { DBInstanceIdentifier: name, SourceDBInstanceIdentifier, PubliclyAccessible } = parameters;
      const { SourceDBClusterIdentifier, VpcSecurityGroupIds } = parameters;
      const from =
        SourceDBInstanceIdentifier === undefined
          ? `cluster ${sayDatabase(SourceDBClusterIdentifier ?? '', account)}`
          : `database ${sayDatabase(SourceDBInstanceIdentifier, account)}`;
      return sentence`Keep a copy of ${from} up to date, as new database ${name}${sayReach({ PubliclyAccessible, VpcSecurityGroupIds })}`;
    },
    passes: ['/MonitoringRoleArn', '/DomainIAMRoleName', '/CustomIamInstanceProfile'],
    reversible: true,
    example: { DBInstanceIdentifier: 'orders-replica', SourceDBInstanceIdentifier: 'orders' },
  }),
];

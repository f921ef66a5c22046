import type { RDS } from '@aws-sdk/client-rds';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf } from '../values/arn.ts';
import { securityGroupId, text } from '../values/aws-values.ts';
import { ipv4Range } from '../values/ip-range.ts';
import { exactlyOne } from '../values/which-of.ts';
import { id, identifier } from './rds-shapes.ts';

const define = operationsOf<RDS>({ prefix: 'rds' });

const at = 'arn:{partition}:rds:{region}:{account}';

/** What databases write down, whom old ones let in, and what spans Regions. */
export const rdsWatchActions = [
  define({
    operation: 'DeleteGlobalCluster',
    groups: ['destruction'],
    values: { GlobalClusterIdentifier: identifier },
    resource: 'arn:{partition}:rds::{account}:global-cluster:{GlobalClusterIdentifier}',
    say: ({ GlobalClusterIdentifier }) =>
      sentence`Delete global database cluster ${GlobalClusterIdentifier}, which must hold no cluster`,
    reversible: false,
    example: { GlobalClusterIdentifier: 'ledger-world' },
  }),
  define({
    operation: 'StopActivityStream',
    groups: ['audit-tampering'],
    values: {
      ResourceArn: arnOf(
        'rds',
        `(?:cluster|db):${id}`,
        'arn:aws:rds:eu-central-1:111122223333:cluster:ledger',
      ),
    },
    resource: '{ResourceArn}',
    say: ({ ResourceArn }, { account }) =>
      sentence`Stop recording what is done in database ${namedIn(ResourceArn, account)}`,
    reversible: true,
    example: { ResourceArn: 'arn:aws:rds:eu-central-1:111122223333:cluster:ledger', ApplyImmediately: true },
  }),
  define({
    operation: 'AuthorizeDBSecurityGroupIngress',
    groups: ['network-exposure'],
    values: {
      DBSecurityGroupName: identifier,
      CIDRIP: ipv4Range,
      EC2SecurityGroupId: securityGroupId,
      EC2SecurityGroupOwnerId: accountId,
    },
    rules: [exactlyOne('CIDRIP', 'EC2SecurityGroupId')],
    // Of EC2 before it had networks.
    without: ['EC2SecurityGroupName'],
    resource: `${at}:secgrp:{DBSecurityGroupName}`,
    say: ({ DBSecurityGroupName: name, CIDRIP, EC2SecurityGroupId }) =>
      sentence`Let ${CIDRIP ?? `security group ${EC2SecurityGroupId ?? ''}`} reach the databases of group ${name}`,
    reversible: true,
    example: { DBSecurityGroupName: 'legacy', CIDRIP: '0.0.0.0/0' },
  }),
  define({
    operation: 'DownloadDBLogFilePortion',
    groups: ['data-export'],
    values: { DBInstanceIdentifier: identifier, LogFileName: text(1_024) },
    resource: `${at}:db:{DBInstanceIdentifier}`,
    say: ({ DBInstanceIdentifier: name, LogFileName }) =>
      sentence`Read log file ${LogFileName} of database ${name}, which can hold what it was asked`,
    reversible: false,
    example: { DBInstanceIdentifier: 'orders', LogFileName: 'error/postgresql.log.2026-01-31-12' },
  }),
];

import type { Redshift } from '@aws-sdk/client-redshift';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { inTurn, namedIn, sentence } from '../sentence.ts';
import { roleArn } from '../values/arn.ts';
import { matching, securityGroupId, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { clusterRoles, clusterSettingsOfRedshift } from './data-looks.ts';
import { identifier, minutesOf, snapshotName } from './redshift-shapes.ts';

const define = operationsOf<Redshift>({ prefix: 'redshift' });

const at = 'arn:{partition}:redshift:{region}:{account}';
/** Without a name of one's own in DNS: the cluster's own is the one spelling. */
const ofCluster = { ClusterIdentifier: identifier, DbName: text(64) };

/** Who becomes which user of a warehouse, and what it opens to or loses. */
export const redshiftChangeActions = [
  define({
    operation: 'GetClusterCredentials',
    groups: ['credential-issue'],
    values: {
      ...ofCluster,
      DbUser: matching('[A-Za-z0-9_@.+-]+', 127),
      DurationSeconds: z.int().min(900).max(3_600),
    },
    required: ['ClusterIdentifier'],
    without: ['CustomDomainName'],
    resource: `${at}:dbuser:{ClusterIdentifier}/{DbUser}`,
    say: (parameters) => {
      const {
        DbUser,
        ClusterIdentifier = '',
        DbName,
        AutoCreate,
        DbGroups,
        DurationSeconds = 900,
      } = parameters;
      const made = AutoCreate ? ', made if there is none' : '';
      const joined = DbGroups ? `, in groups ${listed(DbGroups)}` : '';
      return sentence`Issue a password of user ${DbUser}${made}${joined} to warehouse ${ClusterIdentifier}${DbName === undefined ? '' : `, database ${DbName} alone`}, for ${minutesOf(DurationSeconds)}`;
    },
    readOnly: true,
    reversible: false,
    example: { ClusterIdentifier: 'warehouse', DbUser: 'reporting', DbName: 'shop' },
  }),
  define({
    operation: 'GetClusterCredentialsWithIAM',
    groups: ['credential-issue'],
    values: { ...ofCluster, DurationSeconds: z.int().min(900).max(3_600) },
    required: ['ClusterIdentifier', 'DbName'],
    without: ['CustomDomainName'],
    resource: `${at}:dbname:{ClusterIdentifier}/{DbName}`,
    say: ({ ClusterIdentifier = '', DbName = '', DurationSeconds = 900 }) =>
      sentence`Issue a password of the caller's own user to warehouse ${ClusterIdentifier}, database ${DbName}, for ${minutesOf(DurationSeconds)}`,
    readOnly: true,
    reversible: false,
    example: { ClusterIdentifier: 'warehouse', DbName: 'shop' },
  }),
  define({
    operation: 'ModifyClusterIamRoles',
    groups: ['privilege-escalation', 'data-export'],
    values: {
      ClusterIdentifier: identifier,
      AddIamRoles: distinct(roleArn).max(50),
      RemoveIamRoles: distinct(roleArn).max(50),
    },
    rules: [atLeastOne('AddIamRoles', 'RemoveIamRoles', 'DefaultIamRoleArn')],
    resource: `${at}:cluster:{ClusterIdentifier}`,
    say: (parameters, { account }) => {
      const { ClusterIdentifier, AddIamRoles, RemoveIamRoles, DefaultIamRoleArn } = parameters;
      const roles = (arns: string[]) => listed(arns.map((arn) => namedIn(arn, account)));
      const parts = [
        ...(AddIamRoles ? [`let it act as ${roles(AddIamRoles)}`] : []),
        ...(DefaultIamRoleArn ? [`as ${namedIn(DefaultIamRoleArn, account)} where none is named`] : []),
        ...(RemoveIamRoles ? [`no longer as ${roles(RemoveIamRoles)}`] : []),
      ];
      return sentence`Change the roles of warehouse ${ClusterIdentifier}: ${inTurn(parts, ', ')}`;
    },
    passes: ['/AddIamRoles/*', '/DefaultIamRoleArn'],
    reversible: true,
    ...clusterRoles,
    example: {
      ClusterIdentifier: 'warehouse',
      AddIamRoles: ['arn:aws:iam::111122223333:role/warehouse-unload'],
    },
  }),
  define({
    operation: 'ModifyCluster',
    groups: ['network-exposure', 'privilege-escalation', 'destruction'],
    values: {
      ClusterIdentifier: identifier,
      NewClusterIdentifier: identifier,
      VpcSecurityGroupIds: distinct(securityGroupId).max(20),
      AutomatedSnapshotRetentionPeriod: z.int().min(0).max(35),
    },
    resource: `${at}:cluster:{ClusterIdentifier}`,
    say: (parameters) => {
      const { ClusterIdentifier, MasterUserPassword, PubliclyAccessible, VpcSecurityGroupIds } = parameters;
      const { AutomatedSnapshotRetentionPeriod: kept } = parameters;
      const parts = [
        ...(MasterUserPassword === undefined ? [] : ['another password of its main user']),
        ...(kept === 0 ? ['no automated snapshots, also not those that are there'] : []),
        ...(PubliclyAccessible === undefined
          ? []
          : [PubliclyAccessible ? 'reachable from the internet' : 'not reachable from the internet']),
        ...(VpcSecurityGroupIds ? [`in security groups ${listed(VpcSecurityGroupIds)} alone`] : []),
        ...(kept ? [`automated snapshots of ${kept} days`] : []),
      ];
      return sentence`Change warehouse ${ClusterIdentifier}${parts.length > 0 ? ': ' : ''}${inTurn(parts, ', ')}`;
    },
    secrets: { '/MasterUserPassword': 'a password' },
    reversible: true,
    look: clusterSettingsOfRedshift,
    example: { ClusterIdentifier: 'warehouse', PubliclyAccessible: true },
  }),
  define({
    operation: 'DeleteCluster',
    groups: ['destruction'],
    values: {
      ClusterIdentifier: identifier,
      SkipFinalClusterSnapshot: z.literal(true),
      FinalClusterSnapshotIdentifier: snapshotName,
      FinalClusterSnapshotRetentionPeriod: z.int().min(-1).max(3_653),
    },
    rules: [exactlyOne('SkipFinalClusterSnapshot', 'FinalClusterSnapshotIdentifier')],
    resource: `${at}:cluster:{ClusterIdentifier}`,
    say: ({ ClusterIdentifier, SkipFinalClusterSnapshot: _, FinalClusterSnapshotIdentifier: last }) =>
      sentence`Delete warehouse ${ClusterIdentifier} with its automated snapshots, ${last === undefined ? 'without a final snapshot' : `after a final snapshot, ${last}`}`,
    reversible: false,
    example: { ClusterIdentifier: 'warehouse-old', SkipFinalClusterSnapshot: true },
  }),
  define({
    operation: 'CopyClusterSnapshot',
    groups: ['data-export'],
    values: {
      SourceSnapshotIdentifier: snapshotName,
      SourceSnapshotClusterIdentifier: identifier,
      TargetSnapshotIdentifier: snapshotName,
    },
    required: ['SourceSnapshotClusterIdentifier'],
    resource: `${at}:snapshot:{SourceSnapshotClusterIdentifier}/{SourceSnapshotIdentifier}`,
    say: (parameters) => {
      const { SourceSnapshotIdentifier, SourceSnapshotClusterIdentifier: of = '' } = parameters;
      return sentence`Copy snapshot ${SourceSnapshotIdentifier} of warehouse ${of} to ${parameters.TargetSnapshotIdentifier}, which lasts until somebody deletes it`;
    },
    reversible: true,
    example: {
      SourceSnapshotIdentifier: 'warehouse-nightly',
      SourceSnapshotClusterIdentifier: 'warehouse',
      TargetSnapshotIdentifier: 'warehouse-copy',
    },
  }),
];

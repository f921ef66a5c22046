import type { Redshift } from '@aws-sdk/client-redshift';
import type { RedshiftData } from '@aws-sdk/client-redshift-data';
import type { RedshiftServerless } from '@aws-sdk/client-redshift-serverless';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { arnOf, roleArn, secretArn } from '../values/arn.ts';
import { matching, securityGroupId, text, uuid } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { atLeastOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<Redshift>({ prefix: 'redshift' });
const defineData = operationsOf<RedshiftData>({ prefix: 'redshift-data' });
const serverless = operationsOf<RedshiftServerless>({ prefix: 'redshift-serverless' });

const at = 'arn:{partition}:redshift:{region}:{account}';
const identifier = matching('[a-z][a-z0-9-]{0,62}', 63, 'must be an identifier in lower case');
const snapshotName = matching('(?:rs:)?[a-z][a-z0-9-]{0,254}', 255, 'must be a snapshot in lower case');
const name = matching('[a-z0-9-]{3,64}', 64, 'must be a name in lower case');
const everything = 'what it is of';
const workgroup = arnOf(
  'redshift-serverless',
  `workgroup/${uuid}`,
  'arn:aws:redshift-serverless:eu-central-1:111122223333:workgroup/1234abcd-12ab-34cd-56ef-1234567890ab',
);
const minutes = (seconds: number): string => `${Math.ceil(seconds / 60)} min (${seconds} s)`;
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
      return sentence`Issue a password of user ${DbUser}${made}${joined} to warehouse ${ClusterIdentifier}${DbName === undefined ? '' : `, database ${DbName} alone`}, for ${minutes(DurationSeconds)}`;
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
      sentence`Issue a password of the caller's own user to warehouse ${ClusterIdentifier}, database ${DbName}, for ${minutes(DurationSeconds)}`,
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
      return sentence`Change the roles of warehouse ${ClusterIdentifier}: ${parts.join(', ')}`;
    },
    passes: ['/AddIamRoles/*', '/DefaultIamRoleArn'],
    reversible: true,
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
      return sentence`Change warehouse ${ClusterIdentifier}${parts.length > 0 ? ': ' : ''}${parts.join(', ')}`;
    },
    secrets: { '/MasterUserPassword': 'a password' },
    reversible: true,
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
  defineData({
    operation: 'BatchExecuteStatement',
    groups: ['data-export', 'destruction'],
    values: {
      Sqls: z.array(text(60_000)).min(1).max(40),
      Database: text(64),
      DbUser: text(64),
      ClusterIdentifier: identifier,
      WorkgroupName: workgroup,
      SecretArn: secretArn,
      Parameters: distinct(
        z.strictObject({ name: matching('[0-9a-zA-Z_]+', 128), value: text(8_192) }),
        ({ name }) => name,
      ),
    },
    required: ['Database'],
    rules: [exactlyOne('ClusterIdentifier', 'WorkgroupName'), exactlyOne('DbUser', 'SecretArn')],
    // What another statement has left behind, and how long this one waits.
    without: ['SessionId', 'SessionKeepAliveSeconds', 'WaitTimeSeconds'],
    resource: `${at}:cluster:{Warehouse}`,
    names: ({ ClusterIdentifier, WorkgroupName }) => ({
      Warehouse: ClusterIdentifier ?? WorkgroupName ?? '',
    }),
    say: (parameters, { account }) => {
      const { Sqls, ClusterIdentifier, WorkgroupName, Database = '', DbUser, SecretArn } = parameters;
      const { Parameters = [] } = parameters;
      const warehouse = ClusterIdentifier ?? namedIn(WorkgroupName ?? '', account);
      const user = DbUser ?? `the user of secret ${namedIn(SecretArn ?? '', account)}`;
      const given = Parameters.map((each) => `${each.name}=${each.value}`).join(', ');
      return sentence`Run ${Sqls.length} statements on warehouse ${warehouse}, in database ${Database} as ${user}${given === '' ? '' : ` with ${beginningOf(given, 100)}`}: ${beginningOf(Sqls.join('; '), 260)}`;
    },
    reversible: false,
    example: {
      Sqls: ['DELETE FROM staging', "COPY staging FROM 's3://shop-imports/orders/' IAM_ROLE default"],
      Database: 'shop',
      ClusterIdentifier: 'warehouse',
      DbUser: 'reporting',
    },
  }),
  serverless({
    operation: 'GetCredentials',
    groups: ['credential-issue'],
    values: { workgroupName: name, dbName: text(64), durationSeconds: z.int().min(900).max(3_600) },
    required: ['workgroupName'],
    without: ['customDomainName'],
    // IAM knows a workgroup by its id, and this call by its name.
    resource: 'arn:{partition}:redshift-serverless:{region}:{account}:workgroup/*',
    say: ({ workgroupName = '', dbName, durationSeconds = 900 }) =>
      sentence`Issue a password of the caller's own user to workgroup ${workgroupName}${dbName === undefined ? '' : `, database ${dbName} alone`}, for ${minutes(durationSeconds)}`,
    readOnly: true,
    reversible: false,
    example: { workgroupName: 'reports', dbName: 'shop' },
  }),
  serverless({
    operation: 'PutResourcePolicy',
    groups: ['data-export', 'privilege-escalation'],
    values: {
      resourceArn: arnOf(
        'redshift-serverless',
        `(?:snapshot|namespace|workgroup)/${uuid}`,
        'arn:aws:redshift-serverless:eu-central-1:111122223333:snapshot/1234abcd-12ab-34cd-56ef-1234567890ab',
      ),
      policy: policyDocument('resource', 20_480, everything),
    },
    resource: 'arn:{partition}:redshift-serverless:{region}:{account}:*',
    say: ({ resourceArn, policy }, { account }) =>
      sentence`Replace who may use ${resourceArn.split(':')[5]?.split('/')[0] ?? ''} ${namedIn(resourceArn, account)}: ${sayPolicy(policy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    example: {
      resourceArn:
        'arn:aws:redshift-serverless:eu-central-1:111122223333:snapshot/1234abcd-12ab-34cd-56ef-1234567890ab',
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"redshift-serverless:RestoreFromSnapshot","Resource":"*"}]}',
    },
  }),
  serverless({
    operation: 'DeleteNamespace',
    groups: ['destruction'],
    values: { namespaceName: name, finalSnapshotName: snapshotName },
    resource: 'arn:{partition}:redshift-serverless:{region}:{account}:namespace/*',
    say: ({ namespaceName, finalSnapshotName: last }) =>
      sentence`Delete namespace ${namespaceName} with all its data, ${last === undefined ? 'without a final snapshot' : `after a final snapshot, ${last}`}`,
    reversible: false,
    example: { namespaceName: 'reports-old' },
  }),
];

import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { nameIn, sentence } from '../sentence.ts';
import { account, arnOf, matching, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'redshift' });
const defineData = actionsOf({ prefix: 'redshift-data' });

const identifier = matching('[a-z][a-z0-9-]{0,62}', 63, 'must be an identifier in lower case');
const workgroup = arnOf('redshift-serverless', 'workgroup/[0-9a-f-]{36}');

export const redshiftActions = [
  define({
    operation: 'AuthorizeSnapshotAccess',
    groups: ['data-export'],
    parameters: z.strictObject({
      SnapshotIdentifier: matching('(?:rs:)?[a-z][a-z0-9-]{0,254}', 255),
      SnapshotClusterIdentifier: identifier,
      AccountWithRestoreAccess: account,
    }),
    resource:
      'arn:{partition}:redshift:{region}:{account}:snapshot:{SnapshotClusterIdentifier}/{SnapshotIdentifier}',
    say: ({ AccountWithRestoreAccess, SnapshotIdentifier }) =>
      sentence`Let account ${AccountWithRestoreAccess} restore warehouse snapshot ${SnapshotIdentifier}`,
    reversible: false,
    example: {
      parameters: {
        SnapshotIdentifier: 'warehouse-nightly',
        SnapshotClusterIdentifier: 'warehouse',
        AccountWithRestoreAccess: '444455556666',
      },
      resource: 'arn:aws:redshift:eu-central-1:111122223333:snapshot:warehouse/warehouse-nightly',
    },
  }),
  define({
    operation: 'AuthorizeDataShare',
    groups: ['data-export'],
    parameters: z.strictObject({
      DataShareArn: arnOf('redshift', 'datashare:[0-9a-f-]{36}/[a-zA-Z0-9_-]+'),
      ConsumerIdentifier: text(128),
      AllowWrites: z.boolean().optional(),
    }),
    resource: '{DataShareArn}',
    say: ({ DataShareArn, ConsumerIdentifier }) =>
      sentence`Share ${nameIn(DataShareArn)} with ${ConsumerIdentifier}`,
    reversible: false,
    example: {
      parameters: {
        DataShareArn:
          'arn:aws:redshift:eu-central-1:111122223333:datashare:1234abcd-12ab-34cd-56ef-1234567890ab/sales',
        ConsumerIdentifier: '444455556666',
      },
      resource:
        'arn:aws:redshift:eu-central-1:111122223333:datashare:1234abcd-12ab-34cd-56ef-1234567890ab/sales',
    },
  }),
  // UNLOAD, like all SQL, comes in through here.
  defineData({
    operation: 'ExecuteStatement',
    groups: ['data-export'],
    parameters: z
      .strictObject({
        Sql: text(60_000),
        Database: text(64).optional(),
        ClusterIdentifier: identifier.optional(),
        WorkgroupName: workgroup.optional(),
        DbUser: text(64).optional(),
        SecretArn: arnOf('secretsmanager', 'secret:.+').optional(),
        Parameters: z
          .array(z.strictObject({ name: matching('[0-9a-zA-Z_]+', 128), value: text(8_192) }))
          .optional(),
        StatementName: z.string().max(500).optional(),
        ResultFormat: z.enum(['JSON', 'CSV']).optional(),
        WithEvent: z.boolean().optional(),
        ClientToken: text(64).optional(),
      })
      .refine(
        ({ ClusterIdentifier, WorkgroupName }) =>
          (ClusterIdentifier === undefined) !== (WorkgroupName === undefined),
        'Name either ClusterIdentifier or WorkgroupName (as an ARN).',
      ),
    resource: 'arn:{partition}:redshift:{region}:{account}:cluster:{Warehouse}',
    names: ({ ClusterIdentifier, WorkgroupName }) => ({
      Warehouse: ClusterIdentifier ?? WorkgroupName ?? '',
    }),
    say: ({ Sql, ClusterIdentifier, WorkgroupName }) =>
      sentence`Run on warehouse ${ClusterIdentifier ?? nameIn(WorkgroupName ?? '')}: ${Sql}`,
    reversible: false,
    example: {
      parameters: {
        Sql: "UNLOAD ('SELECT id, total FROM orders') TO 's3://analytics-exports/orders/' IAM_ROLE default",
        Database: 'shop',
        ClusterIdentifier: 'warehouse',
      },
      resource: 'arn:aws:redshift:eu-central-1:111122223333:cluster:warehouse',
    },
  }),
];

import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { beginningOf, namedIn, nameIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf, secretArn } from '../values/arn.ts';
import { matching, text, uuid } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { exactlyOne } from '../values/which-of.ts';
import { identifier, workgroup } from './redshift-shapes.ts';

const define = actionsOf({ prefix: 'redshift' });
const defineData = actionsOf({ prefix: 'redshift-data' });

const share =
  'arn:aws:redshift:eu-central-1:111122223333:datashare:1234abcd-12ab-34cd-56ef-1234567890ab/sales';
const namespace = `arn:aws(?:-cn|-us-gov)?:redshift(?:-serverless)?:[a-z0-9-]+:[0-9]{12}:namespace[:/]${uuid}`;

export const redshiftActions = [
  define({
    operation: 'AuthorizeSnapshotAccess',
    groups: ['data-export'],
    parameters: z.strictObject({
      SnapshotIdentifier: matching('(?:rs:)?[a-z][a-z0-9-]{0,254}', 255),
      SnapshotClusterIdentifier: identifier,
      AccountWithRestoreAccess: accountId,
    }),
    resource:
      'arn:{partition}:redshift:{region}:{account}:snapshot:{SnapshotClusterIdentifier}/{SnapshotIdentifier}',
    say: ({ AccountWithRestoreAccess: reader, SnapshotIdentifier, SnapshotClusterIdentifier }, { account }) =>
      sentence`Let account ${reader}${ofAccount(reader, account) && ' (another account)'} restore snapshot ${SnapshotIdentifier} of warehouse ${SnapshotClusterIdentifier}`,
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
      DataShareArn: arnOf('redshift', `datashare:${uuid}/[a-zA-Z0-9_-]+`, share),
      ConsumerIdentifier: matching(
        `[0-9]{12}|ADX|${namespace}`,
        256,
        'must be an account of 12 digits, the ARN of a namespace, or ADX',
      ),
      AllowWrites: z.boolean().optional(),
    }),
    resource: '{DataShareArn}',
    say: ({ DataShareArn, ConsumerIdentifier, AllowWrites }, { account }) =>
      sentence`Share ${nameIn(DataShareArn)} with ${sayConsumer(ConsumerIdentifier, account)}${AllowWrites ? ' and let it write' : ''}`,
    reversible: false,
    example: {
      parameters: {
        DataShareArn: share,
        ConsumerIdentifier: '444455556666',
      },
      resource: share,
    },
  }),
  // UNLOAD, like all SQL, comes in through here.
  defineData({
    operation: 'ExecuteStatement',
    groups: ['data-export'],
    parameters: z
      .strictObject({
        Sql: text(60_000),
        Database: text(64),
        ClusterIdentifier: identifier.optional(),
        WorkgroupName: workgroup.optional(),
        DbUser: text(64).optional(),
        SecretArn: secretArn.optional(),
        Parameters: distinct(
          z.strictObject({ name: matching('[0-9a-zA-Z_]+', 128), value: text(8_192) }),
          ({ name }) => name,
        ).optional(),
        StatementName: z.string().max(500).optional(),
        ResultFormat: z.enum(['JSON', 'CSV']).optional(),
        WithEvent: z.boolean().optional(),
        ClientToken: text(64).optional(),
      })
      .refine(
        ({ ClusterIdentifier, WorkgroupName }) =>
          (ClusterIdentifier === undefined) !== (WorkgroupName === undefined),
        'Name either ClusterIdentifier or WorkgroupName (as an ARN).',
      )
      .refine(...exactlyOne('DbUser', 'SecretArn')),
    resource: 'arn:{partition}:redshift:{region}:{account}:cluster:{Warehouse}',
    names: ({ ClusterIdentifier, WorkgroupName }) => ({
      Warehouse: ClusterIdentifier ?? WorkgroupName ?? '',
    }),
    say: (parameters, { account }) => {
      const {
        Sql,
        ClusterIdentifier,
        WorkgroupName,
        Database,
        DbUser,
        SecretArn,
        Parameters = [],
      } = parameters;
      const warehouse = ClusterIdentifier ?? namedIn(WorkgroupName ?? '', account);
      const user = DbUser ?? `the user of secret ${namedIn(SecretArn ?? '', account)}`;
      const values = Parameters.map(({ name, value }) => `${name}=${value}`).join(', ');
      const given = values === '' ? '' : ` with ${beginningOf(values, 100)}`;
      return sentence`Run on warehouse ${warehouse}, in database ${Database} as ${user}${given}: ${beginningOf(Sql, 260)}`;
    },
    reversible: false,
    example: {
      parameters: {
        Sql: "UNLOAD ('SELECT id, total FROM orders') TO 's3://analytics-exports/orders/' IAM_ROLE default",
        Database: 'shop',
        ClusterIdentifier: 'warehouse',
        DbUser: 'reporting',
      },
      resource: 'arn:aws:redshift:eu-central-1:111122223333:cluster:warehouse',
    },
  }),
];

/** ADX is AWS's marketplace for data: whoever subscribes there. */
function sayConsumer(consumer: string, ownAccount: string): string {
  if (consumer === 'ADX') return 'subscribers in AWS Data Exchange';
  if (consumer.startsWith('arn:')) return namedIn(consumer, ownAccount);
  return `account ${consumer}${ofAccount(consumer, ownAccount) && ' (another account)'}`;
}
